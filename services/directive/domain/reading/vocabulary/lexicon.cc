#include "services/directive/domain/reading/vocabulary/lexicon.h"

#include <algorithm>

#include "common/text/fold.h"
#include "common/text/words.h"

namespace dondoc::directive::reading {

WordId WordTable::Add(std::string_view folded) {
  const auto [at, added] = ids_.try_emplace(std::string(folded), static_cast<WordId>(words_.size()));
  if (added) {
    words_.emplace_back(folded);
  }
  return at->second;
}

WordId WordTable::Find(std::string_view folded) const {
  const auto at = ids_.find(folded);
  return at == ids_.end() ? 0 : at->second;
}

std::vector<std::string> PhraseWords(std::string_view phrase, bool folded) {
  std::vector<std::string> words;
  for (const Word& word : SplitWords(phrase)) {
    words.push_back(folded ? Fold(word.text) : std::string(word.text));
  }
  return words;
}

Lexicon::Lexicon(std::string_view file, WordTable* table) {
  while (!file.empty()) {
    const size_t end = file.find('\n');
    std::string_view line = file.substr(0, end);
    file.remove_prefix(end == std::string_view::npos ? file.size() : end + 1);
    if (line.empty() || line.front() == '#') {
      continue;
    }
    const size_t tab = line.find('\t');
    Entry entry;
    entry.phrase = std::string(line.substr(0, tab));
    entry.value = tab == std::string_view::npos ? "" : std::string(line.substr(tab + 1));
    entry.value = entry.value.substr(0, entry.value.find('\t'));
    entry.spelled = PhraseWords(entry.phrase, false);
    for (const std::string& word : entry.spelled) {
      entry.keys.push_back(SpellingKey(word));
    }
    for (const std::string& word : PhraseWords(entry.phrase, true)) {
      entry.words.push_back(table->Add(word));
    }
    if (!entry.words.empty()) {
      entries_.push_back(std::move(entry));
      Insert(entries_.size() - 1);
    }
  }
}

bool HasKind(const Entry& entry, std::string_view kind) {
  std::string_view kinds = entry.value;
  while (!kinds.empty()) {
    const size_t space = std::min(kinds.find(' '), kinds.size());
    if (kinds.substr(0, space) == kind) {
      return true;
    }
    kinds.remove_prefix(std::min(kinds.size(), space + 1));
  }
  return false;
}

void Lexicon::Insert(size_t entry) {
  int node = kRoot;
  for (WordId word : entries_[entry].words) {
    node = Child(node, word);
  }
  int* end = &nodes_[static_cast<size_t>(node)].end;
  while (*end >= 0) {
    Entry& known = entries_[static_cast<size_t>(*end)];
    if (known.keys == entries_[entry].keys) {
      return;
    }
    end = &known.other;
  }
  *end = static_cast<int>(entry);
}

// The node behind `word` after `node`, made where it is missing.
int Lexicon::Child(int node, WordId word) {
  if (const int known = Step(node, word); known >= 0) {
    return known;
  }
  const int made = static_cast<int>(nodes_.size());
  if (node == kRoot) {
    if (word >= first_.size()) {
      first_.resize(word + 1, -1);
    }
    first_[word] = made;
  } else {
    nodes_[static_cast<size_t>(node)].children.emplace_back(word, made);
  }
  nodes_.emplace_back();
  return made;
}

const Entry* Lexicon::At(int node) const {
  const int entry = nodes_[static_cast<size_t>(node)].end;
  return entry < 0 ? nullptr : &entries_[static_cast<size_t>(entry)];
}

const Entry* Lexicon::Other(const Entry& entry) const {
  return entry.other < 0 ? nullptr : &entries_[static_cast<size_t>(entry.other)];
}

}  // namespace dondoc::directive::reading
