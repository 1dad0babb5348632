#include "services/directive/files/pages/mend_recognised.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "common/text/fold.h"
#include "common/text/utf8.h"

namespace dondoc::directive::files {
namespace {

using Text = std::u32string;
using View = std::u32string_view;

// Marks of letters that stand alone only where they were torn off.
constexpr View kTornMarks = U"^~`ˆ˜´¨¬ˊˋ";
// What the dash of a list is taken for.
constexpr View kDashes = U"=~_—–¬«»¯";
// Capital letters that small ones are taken for: with their marks they are as tall.
constexpr View kTallVowels = U"ÔỐỒỔỖỘƠỚỜỞỠỢÊẾỀỂỄỆỊ";
constexpr char32_t kDStroke = U'Đ';
constexpr char32_t kEth = U'Ð';

bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool Has(View letters, char32_t c) { return letters.find(c) != View::npos; }

std::string Bytes(View text) {
  std::string bytes;
  for (const char32_t c : text) AppendUtf8(c, &bytes);
  return bytes;
}

char32_t Lower(char32_t c) {
  size_t at = 0;
  const std::string lower = ToLower(Bytes(View(&c, 1)));
  return lower.empty() ? c : DecodeUtf8(lower, &at);
}

bool IsSmall(char32_t c) {
  if (c < 0x80) return c >= U'a' && c <= U'z';
  size_t at = 0;
  const std::string upper = ToUpper(Bytes(View(&c, 1)));
  return !upper.empty() && DecodeUtf8(upper, &at) != c;
}

bool IsLetter(char32_t c) { return c < 0x80 ? (c | 32) >= U'a' && (c | 32) <= U'z' : IsSmall(c) || Lower(c) != c; }

// The runs of characters of `text` for which `belongs` is true, as [begin, end).
template <typename Belongs>
std::vector<std::pair<size_t, size_t>> Runs(View text, const Belongs& belongs) {
  std::vector<std::pair<size_t, size_t>> runs;
  for (size_t at = 0; at < text.size();) {
    if (!belongs(text[at])) {
      ++at;
      continue;
    }
    const size_t begin = at;
    while (at < text.size() && belongs(text[at])) ++at;
    runs.emplace_back(begin, at);
  }
  return runs;
}

// True for the marks of a line of letters that were read as a line of their own: " .^  2   z ~  ^".
bool IsSpecks(View line) {
  const auto pieces = Runs(line, [](char32_t c) { return c != U' '; });
  size_t words = 0, torn = 0;
  for (const auto& [begin, end] : pieces) {
    const View piece = line.substr(begin, end - begin);
    const auto letters = Runs(piece, IsLetter);
    words += std::any_of(letters.begin(), letters.end(), [](const auto& run) { return run.second - run.first > 1; }) ||
             std::count_if(piece.begin(), piece.end(), IsDigit) > 1;
    torn += std::any_of(piece.begin(), piece.end(), [](char32_t c) { return Has(kTornMarks, c); });
  }
  if (torn == 0) return false;
  const bool signs = std::none_of(line.begin(), line.end(), [](char32_t c) { return IsLetter(c) || IsDigit(c); });
  return signs || (pieces.size() >= 3 && torn >= 2 && words * 4 < pieces.size());
}

// "QÐ", "QĐÐ": no Vietnamese word has an eth.
void MendEths(Text* line) {
  for (char32_t& c : *line) {
    if (c == kEth) c = kDStroke;
    if (c == U'ð') c = U'đ';
  }
  for (size_t at = 0; (at = line->find(Text(2, kDStroke), at)) != Text::npos;) line->erase(at, 1);
}

// "THỤỰC HIỆN", "VIỆỆN": no vowel stands twice, both times with marks. Which one was printed is a guess, but the letter
// is right.
void MendDoubled(Text* line) {
  constexpr View kPlain = U"ÂĂÊÔƠƯâăêôơư";  // without a tone
  for (size_t at = 0; at + 1 < line->size(); ++at) {
    const char32_t first = (*line)[at];
    const char32_t second = (*line)[at + 1];
    if (first < 0x80 || second < 0x80) continue;
    const char32_t base = FoldCodePoint(first);
    if (base != FoldCodePoint(second) || !Has(U"aeiouy", base)) continue;
    line->erase(Has(kPlain, first) ? at + 1 : at, 1);
  }
}

// "= Sở Y tế", "ø) Chủ trì": the dash or the letter that an item begins with.
void MendItem(Text* line) {
  const size_t at = line->find_first_not_of(U' ');
  if (at == Text::npos || at + 2 >= line->size()) return;
  char32_t& first = (*line)[at];
  const char32_t next = (*line)[at + 1];
  if (next == U' ') {
    if (Has(kDashes, first)) first = U'-';
    if (first == U'†') first = U'+';
  } else if (next == U')') {
    constexpr std::pair<char32_t, char32_t> kLetters[] = {{U'ø', U'g'}, {U'¡', U'i'}, {U'€', U'c'}, {U'©', U'c'},
                                                          {U'å', U'a'}, {U'ä', U'a'}, {U'¢', U'c'}};
    for (const auto& [seen, printed] : kLetters) {
      if (first == seen) first = printed;
    }
  }
}

// "(b/€)" is "(b/c)", "(th)" and "(†/h)" are "(t/h)": why a recipient gets a copy.
void MendPurposes(Text* line) {
  for (const View lost : {U"(th)", U"(bc)", U"(ph)"}) {
    if (const size_t at = line->find(lost); at != Text::npos) line->insert(at + 2, U"/");
  }
  for (size_t at = 0; (at = line->find(U'/', at)) != Text::npos; ++at) {
    if (at < 2 || at + 2 >= line->size() || (*line)[at - 2] != U'(' || (*line)[at + 2] != U')') continue;
    char32_t& before = (*line)[at - 1];
    char32_t& behind = (*line)[at + 1];
    if (before == U'b' && !IsDigit(behind)) behind = U'c';
    if (behind == U'h' && Has(U"†flr{", before)) before = U't';
  }
}

// "1 00%", "I00%", "1O0 %".
void MendHundreds(Text* line) {
  for (size_t at = 0; (at = line->find(U'%', at)) != Text::npos; ++at) {
    size_t end = at;
    while (end > 0 && (*line)[end - 1] == U' ') --end;
    size_t begin = end;
    while (begin > 0 && Has(U"0OoQ", (*line)[begin - 1])) --begin;
    if (end - begin != 2) continue;
    if (begin > 0 && (*line)[begin - 1] == U' ') --begin;
    if (begin == 0 || !Has(U"1Il|!", (*line)[begin - 1])) continue;
    if (begin > 1 && (IsLetter((*line)[begin - 2]) || IsDigit((*line)[begin - 2]))) continue;
    line->replace(begin - 1, end - begin + 1, U"100");
    at = line->find(U'%', begin);
  }
}

// "SỞ Y tế", "mức đỘ 3", "Ở cơ sỞ": where the words around are small, the tall vowel is.
void MendCapitals(Text* line) {
  const auto words = Runs(*line, IsLetter);
  const auto small = [&line](const std::pair<size_t, size_t>& word) {
    return std::any_of(line->begin() + static_cast<long>(word.first), line->begin() + static_cast<long>(word.second),
                       IsSmall);
  };
  for (size_t i = 0; i < words.size(); ++i) {
    const auto [begin, end] = words[i];
    const size_t length = end - begin;
    bool lower = length > 1 && small(words[i]);
    if (!lower && length <= 3 && Has(kTallVowels, (*line)[end - 1])) {
      // The nearest word of more than one letter says in which letters the line is.
      size_t near = i + 1;
      while (near < words.size() && words[near].second - words[near].first < 2) ++near;
      if (near == words.size()) {
        near = i;
        while (near > 0 && (near == i || words[near].second - words[near].first < 2)) --near;
      }
      lower = near != i && words[near].second - words[near].first > 1 && small(words[near]);
    }
    // The first letter may be a capital; alone it is one where a sentence begins.
    const bool opens = i == 0 || Has(U".:;?!", (*line)[begin >= 2 ? begin - 2 : 0]);
    for (size_t at = begin + (length > 1 || opens ? 1 : 0); lower && at < end; ++at) {
      if (Has(kTallVowels, (*line)[at])) (*line)[at] = Lower((*line)[at]);
    }
  }
}

// "Ytế": there is no such word, and there is hardly a document without these two.
void MendHealth(Text* line) {
  for (size_t at = 0; (at = line->find(U"Ytế", at)) != Text::npos; ++at) line->insert(at + 1, U" ");
}

}  // namespace

std::string MendRecognised(std::string_view page) {
  std::string out;
  out.reserve(page.size());
  for (size_t at = 0; at < page.size();) {
    const size_t end = std::min(page.find('\n', at), page.size());
    Text line;
    for (const std::string_view bytes = page.substr(0, end); at < end;) line.push_back(DecodeUtf8(bytes, &at));
    const bool ended = end < page.size();
    at = end + 1;
    if (IsSpecks(line)) continue;
    MendEths(&line);
    MendDoubled(&line);
    MendItem(&line);
    MendPurposes(&line);
    MendHundreds(&line);
    MendCapitals(&line);
    MendHealth(&line);
    out += Bytes(line);
    if (ended) out += '\n';
  }
  return out;
}

}  // namespace dondoc::directive::files
