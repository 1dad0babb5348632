#include "services/directive/domain/snippet.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "common/text/words.h"

namespace dondoc::directive {
namespace {

struct Window {
  size_t first = 0;  // of the words
  size_t last = 0;
  size_t score = 0;  // different words of the query
  size_t length = 0;
};

// The stretch of at most `bytes` that has the most different words of the query; of equals the shortest, then the
// earliest.
Window BestWindow(const std::vector<Word>& words, const std::vector<int>& query_word, size_t query_size, size_t bytes) {
  Window best;
  std::vector<int> counts(query_size, 0);
  size_t different = 0;
  size_t first = 0;
  for (size_t last = 0; last < words.size(); ++last) {
    if (query_word[last] >= 0 && counts[static_cast<size_t>(query_word[last])]++ == 0) {
      ++different;
    }
    while (words[last].end - words[first].begin > bytes && first < last) {
      if (query_word[first] >= 0 && --counts[static_cast<size_t>(query_word[first])] == 0) {
        --different;
      }
      ++first;
    }
    // What stands before the first word that was asked for does not make a stretch longer.
    size_t tight = first;
    while (tight < last && (query_word[tight] < 0 || counts[static_cast<size_t>(query_word[tight])] > 1)) {
      if (query_word[tight] >= 0) {
        --counts[static_cast<size_t>(query_word[tight])];
      }
      ++tight;
    }
    first = tight;
    const size_t length = words[last].end - words[tight].begin;
    if (different > best.score || (different == best.score && different > 0 && length < best.length)) {
      best = {tight, last, different, length};
    }
  }
  return best;
}

}  // namespace

std::string Snippet(std::string_view text, std::string_view query, size_t bytes) {
  const FoldedText folded = FoldWithOffsets(text);
  const std::vector<Word> words = SplitWords(folded.text);
  if (words.empty()) {
    return "";
  }
  const std::string folded_query = Fold(query, Punctuation::kDrop);
  std::unordered_map<std::string_view, int> wanted;
  for (const Word& word : SplitWords(folded_query)) {
    wanted.emplace(word.text, static_cast<int>(wanted.size()));
  }
  std::vector<int> query_word(words.size(), -1);
  for (size_t i = 0; i < words.size(); ++i) {
    const auto found = wanted.find(words[i].text);
    query_word[i] = found == wanted.end() ? -1 : found->second;
  }
  const Window window = BestWindow(words, query_word, wanted.size(), bytes);
  // With some words before it, for the sense.
  const size_t begin = window.first > 6 ? window.first - 6 : 0;
  size_t end = begin;
  while (end + 1 < words.size() && words[end + 1].end - words[begin].begin <= bytes) {
    ++end;
  }
  const size_t from = folded.offsets[words[begin].begin];
  const size_t to = end + 1 == words.size() ? text.size() : folded.offsets[words[end].end];
  return (begin > 0 ? "…" : "") + CollapseSpaces(text.substr(from, to - from)) + (end + 1 < words.size() ? "…" : "");
}

}  // namespace dondoc::directive
