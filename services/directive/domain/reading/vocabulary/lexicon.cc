#include "services/directive/domain/reading/vocabulary/lexicon.h"

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
  const auto at = ids_.find(std::string(folded));
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

void Lexicon::Insert(size_t entry) {
  int node = kRoot;
  for (WordId word : entries_[entry].words) {
    const auto [at, added] =
        children_.try_emplace(static_cast<uint64_t>(node) << 32 | word, static_cast<int>(ends_.size()));
    if (added) {
      ends_.push_back(-1);
    }
    node = at->second;
  }
  if (ends_[static_cast<size_t>(node)] < 0) {
    ends_[static_cast<size_t>(node)] = static_cast<int>(entry);
  }
}

int Lexicon::Step(int node, WordId word) const {
  if (word == 0) {
    return -1;
  }
  const auto at = children_.find(static_cast<uint64_t>(node) << 32 | word);
  return at == children_.end() ? -1 : at->second;
}

const Entry* Lexicon::At(int node) const {
  const int entry = ends_[static_cast<size_t>(node)];
  return entry < 0 ? nullptr : &entries_[static_cast<size_t>(entry)];
}

}  // namespace dondoc::directive::reading
