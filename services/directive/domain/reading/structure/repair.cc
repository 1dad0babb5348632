// Damaged words read by the vocabulary's phrases.
//
// For each distinct damaged word the vocabulary's words at most two letters away are found through an index of words
// with letters left out (symmetric deletion), so that the cost does not depend on the size of the vocabulary. Then,
// from left to right, the longest phrase whose words are all near is taken, the nearest of the longest.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "common/text/utf8.h"
#include "common/text/words.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {
namespace {

struct Near {
  WordId word = 0;
  uint32_t cost = 0;
};

bool HasDigit(std::string_view word) { return word.find_first_of("0123456789") != std::string_view::npos; }

// How many errors a word of this length may have.
size_t Tolerance(std::string_view word) {
  if (word.size() <= 1) {
    return 0;
  }
  if (word.size() <= 3) {
    return 1;
  }
  return 2;
}

// The word with up to Tolerance letters left out.
std::vector<std::string> Keys(const std::string& word) {
  std::vector<std::string> keys = {word};
  if (word.size() > 12) {
    return keys;
  }
  size_t begin = 0;
  for (size_t round = 0; round < Tolerance(word); ++round) {
    const size_t end = keys.size();
    for (size_t k = begin; k < end; ++k) {
      for (size_t i = 0; i < keys[k].size(); ++i) {
        std::string shorter = keys[k];
        shorter.erase(i, 1);
        keys.push_back(std::move(shorter));
      }
    }
    begin = end;
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

using Index = std::unordered_map<std::string, std::vector<WordId>>;

// Made once: the vocabulary does not change. Only words of phrases that a scan is read by are in it.
const Index& TheIndex() {
  static const Index& index = *[] {
    auto* made = new Index;
    const Vocabulary& vocabulary = TheVocabulary();
    std::vector<bool> done(vocabulary.words.size(), false);
    for (const Lexicon* lexicon : vocabulary.repairable()) {
      for (const Entry& entry : lexicon->entries()) {
        for (WordId id : entry.words) {
          if (done[id]) {
            continue;
          }
          done[id] = true;
          for (const std::string& key : Keys(vocabulary.words.Word(id))) {
            (*made)[key].push_back(id);
          }
        }
      }
    }
    return made;
  }();
  return index;
}

// A phrase of `lexicon` that may begin with a word.
struct Start {
  const Lexicon* lexicon = nullptr;
  int node = 0;
  uint32_t cost = 0;
};

struct Nearby {
  std::vector<Near> words;  // of the vocabulary, the nearest first
  std::vector<Start> starts;
};

// What the vocabulary has near a word, remembered for one text.
class NearWords {
 public:
  // `misread`: words that are nearly the same are near, too.
  explicit NearWords(bool misread) : misread_(misread) {}

  const Nearby& Of(const std::string& word) {
    const auto [at, added] = cache_.try_emplace(word);
    if (added) {
      at->second.words = misread_ ? Find(word) : Same(word);
      at->second.starts = Starts(at->second.words);
    }
    return at->second;
  }

 private:
  std::vector<Near> Find(const std::string& word) {
    std::vector<Near> near;
    const WordTable& words = TheVocabulary().words;
    ++search_;
    for (const std::string& key : Keys(word)) {
      const auto at = TheIndex().find(key);
      if (at == TheIndex().end()) {
        continue;
      }
      for (WordId id : at->second) {
        if (std::exchange(compared_[id], search_) == search_) {
          continue;  // two words share many keys
        }
        const std::string& candidate = words.Word(id);
        const size_t limit = std::min(Tolerance(word), Tolerance(candidate));
        const size_t cost = EditDistance(word, candidate, limit);
        if (cost <= limit) {
          near.push_back({id, static_cast<uint32_t>(cost)});
        }
      }
    }
    std::sort(near.begin(), near.end(), [](const Near& a, const Near& b) { return a.cost < b.cost; });
    return near;
  }

  static std::vector<Near> Same(const std::string& word) {
    const WordId id = TheVocabulary().words.Find(word);
    return id == 0 ? std::vector<Near>{} : std::vector<Near>{{id, 0}};
  }

  static std::vector<Start> Starts(const std::vector<Near>& words) {
    std::vector<Start> starts;
    for (const Lexicon* lexicon : TheVocabulary().repairable()) {
      for (const Near& near : words) {
        if (const int node = lexicon->Step(Lexicon::kRoot, near.word); node >= 0) {
          starts.push_back({lexicon, node, near.cost});
        }
      }
    }
    return starts;
  }

  bool misread_;
  std::unordered_map<std::string, Nearby> cache_;
  std::vector<uint32_t> compared_ = std::vector<uint32_t>(TheVocabulary().words.size());  // by word: in which search
  uint32_t search_ = 0;
};

struct Reading {
  const Entry* entry = nullptr;
  std::vector<size_t> tokens;
  uint32_t cost = 0;
};

class Repairer {
 public:
  explicit Repairer(TokenText* text) : text_(text), near_(text->misread), nearby_(text->tokens.size(), nullptr) {}

  void Run() {
    for (size_t at = 0; at < text_->tokens.size();) {
      best_ = {};
      if (text_->tokens[at].kind == Token::Kind::kWord) {
        for (const Start& start : NearbyAt(at).starts) {
          if (start.cost > 0 && IsParticle(at)) {
            continue;
          }
          path_ = {at};
          Search(*start.lexicon, start.node, at + 1, start.cost);
        }
      }
      if (best_.entry == nullptr) {
        ++at;
        continue;
      }
      for (size_t i = 0; i < best_.tokens.size(); ++i) {
        Token& token = text_->tokens[best_.tokens[i]];
        token.word = best_.entry->words[i];
        token.folded = TheVocabulary().words.Word(token.word);
        token.spelled = best_.entry->spelled[i];
        token.key = best_.entry->keys[i];
        token.phrase_more = i + 1 < best_.tokens.size();
      }
      at = best_.tokens.back() + 1;
    }
  }

 private:
  // Each token's word is looked up once, and only where a phrase reaches it.
  const Nearby& NearbyAt(size_t at) {
    if (nearby_[at] == nullptr) {
      nearby_[at] = &near_.Of(text_->tokens[at].folded);
    }
    return *nearby_[at];
  }

  // Goes on from `node`, which path_ has led to, with the words from `at`.
  void Search(const Lexicon& lexicon, int node, size_t at, uint32_t cost) {
    if (const Entry* entry = lexicon.At(node);
        entry != nullptr && Better(cost) && (cost == 0 || CapitalsAgree(*entry))) {
      best_ = {entry, path_, cost};
    }
    if (path_.size() >= 14 || lexicon.EndsAt(node)) {
      return;
    }
    // One mark may stand between two words; a scan makes more of them.
    for (size_t skipped = 0; skipped < 2 && at < text_->tokens.size() && text_->tokens[at].kind == Token::Kind::kMark;
         ++skipped, ++at) {
      const char mark = text_->tokens[at].mark;
      if (mark == ':' || mark == ';' || mark == '.') {
        return;
      }
    }
    if (at >= text_->tokens.size() || text_->tokens[at].kind == Token::Kind::kMark) {
      return;
    }
    for (const Near& near : NearbyAt(at).words) {
      const int next = near.cost > 0 && IsParticle(at) ? -1 : lexicon.Step(node, near.word);
      if (next < 0) {
        continue;
      }
      path_.push_back(at);
      Search(lexicon, next, at + 1, cost + near.cost);
      path_.pop_back();
    }
  }

  // "các" is "các", never a misread "cấp".
  bool IsParticle(size_t at) const {
    return TheVocabulary().particles.Step(Lexicon::kRoot, text_->tokens[at].word) >= 0;
  }

  // "Hương Sơn" misread is no "xuống còn": a word in the middle with a capital letter is not taken for one without.
  // Nor is anything misread taken for words that mean nothing ("tình hình").
  bool CapitalsAgree(const Entry& entry) const {
    if (entry.value == "NONE") {
      return false;
    }
    for (size_t i = 1; i < path_.size(); ++i) {
      const Token& token = text_->tokens[path_[i]];
      if (token.capital && !token.upper && entry.spelled[i] == ToLower(entry.spelled[i])) {
        return false;
      }
    }
    return true;
  }

  bool Better(uint32_t cost) const {
    size_t letters = 0, digits = 0;
    for (size_t at : path_) {
      letters += text_->tokens[at].folded.size();
      digits += HasDigit(text_->tokens[at].folded);
    }
    // Of two words or more one letter in five may be wrong, and misread digits are cheap; one word alone is taken only
    // as it stands, or where it is none of Vietnamese.
    if (path_.size() == 1 ? cost > 0 && !(cost == 1 && letters >= 4 && !IsSyllable(text_->tokens[path_[0]].folded))
                          : cost > (letters + 1) / 5 + digits) {
      return false;
    }
    return path_.size() > best_.tokens.size() || (path_.size() == best_.tokens.size() && cost < best_.cost);
  }

  TokenText* text_;
  NearWords near_;
  std::vector<const Nearby*> nearby_;  // by token; null where not asked for yet
  std::vector<size_t> path_;           // the tokens of the phrase that is tried
  Reading best_;
};

constexpr size_t kLongestWord = 24;

// "K& hoach", "c&c": an ampersand inside a word is a letter with diacritics that the scanner gave up on, mostly an e or
// an o.
void JoinAmpersands(TokenText* text) {
  std::vector<Token> joined;
  joined.reserve(text->tokens.size());
  for (Token& token : text->tokens) {
    const bool inside = !token.space_before && !joined.empty() && joined.back().kind == Token::Kind::kWord;
    const bool sign = token.mark == '&' && inside && !joined.back().upper;
    const bool rest = token.kind == Token::Kind::kWord && inside && text->text[joined.back().end - 1] == '&';
    const bool initial = token.mark == '&' && inside && joined.back().folded.size() == 1;
    if (!sign && !rest && !initial) {
      joined.push_back(std::move(token));
      continue;
    }
    joined.back().end = token.end;
    joined.back().folded += rest ? token.folded : "e";
    // A word that grows without end is none, and is not looked up each time.
    joined.back().word =
        joined.back().folded.size() < kLongestWord ? TheVocabulary().words.Find(joined.back().folded) : 0;
  }
  text->tokens = std::move(joined);
}

// A word alone that is no word of the vocabulary and nearly one of the particles is taken for it.
void RepairParticles(TokenText* text) {
  for (Token& token : text->tokens) {
    if (token.word != 0 && token.spelled.empty() && !token.capital) {
      const Lexicon& particles = TheVocabulary().particles;
      const int node = particles.Step(Lexicon::kRoot, token.word);
      if (node >= 0) {
        token.spelled = particles.At(node)->spelled.front();
        token.key = particles.At(node)->keys.front();
      }
      continue;
    }
    if (token.kind != Token::Kind::kWord || token.word != 0 || token.folded.size() > 5) {
      continue;
    }
    for (const Entry& entry : TheVocabulary().particles.entries()) {
      const std::string& word = TheVocabulary().words.Word(entry.words.front());
      const bool near = word.size() >= 3 ? token.folded.size() + 1 >= word.size() && token.folded[0] == word[0] &&
                                               EditDistance(token.folded, word, 1) <= 1
                                         : HasDigit(token.folded) && EditDistance(token.folded, word, 1) <= 1;
      if (near) {
        token.word = entry.words.front();
        token.folded = word;
        token.spelled = entry.spelled.front();
        token.key = entry.keys.front();
        break;
      }
    }
  }
}

}  // namespace

void Repair(TokenText* text) {
  JoinAmpersands(text);
  Repairer(text).Run();
  RepairParticles(text);
}

}  // namespace dondoc::directive::reading
