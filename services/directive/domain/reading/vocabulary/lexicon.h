// Phrases to be found in a text, word by word, whatever their case, diacritics and inner punctuation.
//
// Thread-safety: immutable once made.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dondoc::directive::reading {

using WordId = uint32_t;  // 0: not a word of any vocabulary

// Numbers for folded words, shared by all lexicons.
class WordTable {
 public:
  WordId Add(std::string_view folded);
  WordId Find(std::string_view folded) const;
  const std::string& Word(WordId id) const { return words_[id]; }
  size_t size() const { return words_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
  };
  std::unordered_map<std::string, WordId, Hash, std::equal_to<>> ids_;
  std::vector<std::string> words_ = {""};
};

// One line of a vocabulary file.
struct Entry {
  std::string phrase;                // as written there: the canonical spelling
  std::string value;                 // second column, or ""
  std::vector<std::string> spelled;  // the phrase's words in canonical spelling
  std::vector<WordId> words;
  std::vector<uint64_t> keys;  // SpellingKey of each word
  int other = -1;  // index of the next entry with these words and other diacritics ("hằng năm", "hàng năm")
};

// True where `kind` is one of those in the second column, which may name several.
bool HasKind(const Entry& entry, std::string_view kind);

// A set of phrases as a trie over words.
class Lexicon {
 public:
  // Reads the lines of a vocabulary file: `#` opens a comment, columns are separated by tabs. A phrase that comes twice
  // keeps its first line.
  Lexicon(std::string_view file, WordTable* table);

  static constexpr int kRoot = 0;
  // The node behind `word` after `node`, or -1. Here, as nothing is asked more often.
  int Step(int node, WordId word) const {
    if (word == 0) {
      return -1;
    }
    if (node == kRoot) {
      return word < first_.size() ? first_[word] : -1;
    }
    for (const auto& [next, child] : nodes_[static_cast<size_t>(node)].children) {
      if (next == word) {
        return child;
      }
    }
    return -1;
  }
  // True where no phrase goes on behind `node`, which is not the root.
  bool EndsAt(int node) const { return nodes_[static_cast<size_t>(node)].children.empty(); }
  // The entry that ends at `node`, or null; the first of those that diacritics tell apart.
  const Entry* At(int node) const;
  // The next one that differs from `entry` in diacritics only, or null.
  const Entry* Other(const Entry& entry) const;
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  struct Node {
    int end = -1;                                  // index into entries_, or -1
    std::vector<std::pair<WordId, int>> children;  // few, but for the root, whose children are in first_
  };

  void Insert(size_t entry);
  int Child(int node, WordId word);

  std::vector<Entry> entries_;
  std::vector<Node> nodes_ = {Node()};
  // By word: the root's child, or -1. Nearly every step of a reader is one from the root, and nearly all of them fail.
  std::vector<int> first_;
};

// The words of a phrase, folded (or as written), without punctuation.
std::vector<std::string> PhraseWords(std::string_view phrase, bool folded);

}  // namespace dondoc::directive::reading
