// Words torn apart: "T hành phố", "cá c xã", "U B ND". A scan read letter by letter, or a page justified with spaces,
// leaves pieces that are no syllables of Vietnamese; joined with a neighbour they are.
#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "common/text/fold.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {
namespace {

// A text is torn where that many pieces, and one token in so many, cannot stand alone.
constexpr size_t kFewestPieces = 6;
constexpr size_t kOneIn = 150;
// A line in capitals, as names in headers are, is torn where that many cannot: "B Ộ NỘI V Ụ".
constexpr size_t kFewestInLine = 2;

// A run of words read letter by letter.
constexpr size_t kLongestRun = 60;   // tokens
constexpr size_t kLongestPiece = 4;  // letters
constexpr size_t kMostPieces = 7;    // "n g h i ê n g"

constexpr std::array<std::string_view, 27> kOnsets = {"ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu",
                                                      "th",  "tr", "b",  "c",  "d",  "g",  "h",  "k",  "l",
                                                      "m",   "n",  "p",  "r",  "s",  "t",  "v",  "x",  ""};
constexpr std::array<std::string_view, 46> kRhymes = {
    "a",   "e",   "i",   "o",   "u",   "y",   "ai",  "ao",  "au",  "ay",  "eo",  "eu",  "ia",  "ie",  "iu",  "oa",
    "oe",  "oi",  "oo",  "ua",  "ue",  "ui",  "uo",  "uu",  "uy",  "ye",  "oai", "oay", "oao", "oeo", "uai", "uay",
    "uoi", "uou", "uya", "uye", "uyu", "ieu", "yeu", "uao", "ueo", "uoa", "uau", "iua", "oau", "uoe"};
constexpr std::array<std::string_view, 9> kCodas = {"ch", "ng", "nh", "c", "m", "n", "p", "t", ""};

bool IsRhyme(std::string_view rest) {
  return std::any_of(kCodas.begin(), kCodas.end(), [rest](std::string_view coda) {
    return rest.size() > coda.size() && rest.ends_with(coda) &&
           std::find(kRhymes.begin(), kRhymes.end(), rest.substr(0, rest.size() - coda.size())) != kRhymes.end();
  });
}

class Joiner {
 public:
  explicit Joiner(TokenText* text) : text_(*text) {}

  void Run() {
    const std::vector<size_t> pieces = PiecesBefore();
    const size_t all = pieces.back();
    const bool torn = all >= kFewestPieces && all * kOneIn >= text_.tokens.size();
    if (all < kFewestInLine) {
      return;
    }
    std::vector<Token> joined;
    joined.reserve(text_.tokens.size());
    for (size_t i = 0; i < text_.tokens.size();) {
      size_t end = i + 1;
      while (end < text_.tokens.size() && !text_.tokens[end].line_start) {
        ++end;
      }
      if (torn || (pieces[end] - pieces[i] >= kFewestInLine && InCapitals(i, end))) {
        JoinLine(i, end, &joined);
      } else {
        std::move(text_.tokens.begin() + static_cast<long>(i), text_.tokens.begin() + static_cast<long>(end),
                  std::back_inserter(joined));
      }
      i = end;
    }
    text_.tokens = std::move(joined);
  }

 private:
  // How many tokens before each, and in all, are pieces that fit a neighbour.
  std::vector<size_t> PiecesBefore() const {
    std::vector<size_t> before = {0};
    before.reserve(text_.tokens.size() + 1);
    for (size_t i = 0; i < text_.tokens.size(); ++i) {
      before.push_back(before.back() + (IsPiece(i) && (Fits(i) || (i > 0 && Fits(i - 1))) ? 1 : 0));
    }
    return before;
  }

  bool InCapitals(size_t begin, size_t end) const {
    return std::all_of(text_.tokens.begin() + static_cast<long>(begin), text_.tokens.begin() + static_cast<long>(end),
                       [](const Token& token) { return token.kind != Token::Kind::kWord || token.upper; });
  }

  // Words do not go on in the next line.
  void JoinLine(size_t i, size_t limit, std::vector<Token>* joined) {
    while (i < limit) {
      const size_t end = Abbreviation(i);
      if (const std::vector<size_t> ends = Letters(i); !ends.empty()) {
        for (size_t stop : ends) {
          joined->push_back(stop == i + 1 ? std::move(text_.tokens[i]) : Join(i, stop));
          i = stop;
        }
      } else if (end > i) {
        joined->push_back(Join(i, end));
        i = end;
      } else if (JoinsNext(i)) {
        joined->push_back(Join(i, i + 2));
        i += 2;
      } else {
        joined->push_back(std::move(text_.tokens[i]));
        ++i;
      }
    }
  }

  bool IsWord(size_t i) const { return i < text_.tokens.size() && text_.tokens[i].kind == Token::Kind::kWord; }

  // A word that cannot stand alone; letters that number a clause or abbreviate can.
  bool IsPiece(size_t i) const {
    if (!IsWord(i)) {
      return false;
    }
    const Token& token = text_.tokens[i];
    if (token.folded.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos ||
        (token.upper && token.folded.size() > 1) || token.capitals) {
      return false;
    }
    if (i + 1 < text_.tokens.size() && text_.tokens[i + 1].kind == Token::Kind::kMark &&
        (text_.tokens[i + 1].mark == ')' || text_.tokens[i + 1].mark == '/' ||
         (text_.tokens[i + 1].mark == '.' && token.upper))) {
      return false;
    }
    // "ý", "ở", "a", "à" are words; a bare "i" is a piece.
    const bool vowel =
        token.folded.size() == 1 && std::string_view("aouiey").find(token.folded[0]) != std::string::npos;
    return vowel ? token.end - token.begin == 1 && token.folded != "a" : !IsSyllable(token.folded);
  }

  // True where the words at `i` and behind it may be one, by their form.
  bool Fits(size_t i) const {
    if (!IsWord(i) || !IsWord(i + 1)) {
      return false;
    }
    const Token& a = text_.tokens[i];
    const Token& b = text_.tokens[i + 1];
    const bool same_case = a.folded.size() == 1 ? !b.capital || b.upper : a.upper == b.upper && (a.upper || !b.capital);
    return b.space_before && !b.line_start && same_case && IsSyllable(a.folded + b.folded);
  }

  bool Known(size_t i, size_t end) const {
    std::string folded;
    for (size_t k = i; k < end; ++k) {
      folded += text_.tokens[k].folded;
    }
    return TheVocabulary().words.Find(folded) != 0;
  }

  bool JoinsNext(size_t i) const {
    if (!Fits(i)) {
      return false;
    }
    const bool piece = IsPiece(i);
    const bool next = IsPiece(i + 1);
    if (!piece && !next) {
      // "hu yện": both may be words, but only together they are known.
      const bool rest = text_.tokens[i + 1].upper && !IsSyllable(text_.tokens[i + 1].folded);  // "TỊ CH"
      return Known(i, i + 2) && (rest ? !Known(i + 1, i + 2) : !Known(i, i + 1));
    }
    // "cá c án": the piece goes with the one that makes a known word of it; else with the one before it.
    return piece || !(Fits(i + 1) && Known(i + 1, i + 3) && !Known(i, i + 2));
  }

  // "B ộ X â y d ự n g": words read letter by letter. Where the words of the run that begins at `i` end, or nothing
  // where it is none: the fewest syllables, known ones first, that its pieces make.
  std::vector<size_t> Letters(size_t i) const {
    size_t limit = i, pieces = 0;
    while (limit < i + kLongestRun && IsWord(limit) && text_.tokens[limit].folded.size() <= kLongestPiece &&
           (limit == i || (text_.tokens[limit].space_before && !text_.tokens[limit].line_start))) {
      pieces += IsPiece(limit) || text_.tokens[limit].folded.size() == 1 ? 1 : 0;
      ++limit;
    }
    if (!IsPiece(i) || pieces < 3 || pieces * 3 < limit - i) {
      return {};
    }
    const size_t count = limit - i;
    std::vector<int> cost(count + 1, 1 << 20);
    std::vector<size_t> from(count + 1, 0);
    cost[0] = 0;
    for (size_t begin = 0; begin < count; ++begin) {
      std::string folded;
      for (size_t end = begin + 1; end <= count && end <= begin + kMostPieces; ++end) {
        folded += text_.tokens[i + end - 1].folded;
        const int price = cost[begin] + Price(i + begin, i + end, folded);
        if (price < cost[end]) {
          cost[end] = price;
          from[end] = begin;
        }
      }
    }
    std::vector<size_t> ends;
    for (size_t end = count; end > 0; end = from[end]) {
      ends.push_back(i + end);
    }
    std::reverse(ends.begin(), ends.end());
    return ends;
  }

  // What the pieces [begin, end) cost as one word, which they spell as `folded`.
  int Price(size_t begin, size_t end, const std::string& folded) const {
    const int known = TheVocabulary().words.Find(folded) != 0 ? 0 : 3;
    if (end == begin + 1) {
      return IsPiece(begin) ? 100 : IsSyllable(folded) ? 10 + known : 20;
    }
    const Token& first = text_.tokens[begin];
    bool upper = first.upper, capital = false, torn = IsPiece(begin), letters = Letter(begin);
    for (size_t k = begin + 1; k < end; ++k) {
      upper &= text_.tokens[k].upper;
      capital |= text_.tokens[k].capital;
      torn |= IsPiece(k);
      letters &= Letter(k);
    }
    if (letters) {
      return 5;  // "T P", "P C T": an abbreviation
    }
    const bool fits = IsSyllable(folded) && (upper || !capital) && (torn || known == 0);
    return fits ? (torn ? 8 : 12) + known : 1 << 20;
  }

  // A capital letter as abbreviations have it, without a tone.
  bool Letter(size_t i) const {
    const Token& token = text_.tokens[i];
    return token.upper && token.folded.size() == 1 && (token.end - token.begin == 1 || token.folded == "d");
  }

  // "U B ND": capital pieces that are an abbreviation together. The token behind them, or `i`.
  size_t Abbreviation(size_t i) const {
    std::string folded;
    size_t best = i;
    for (size_t k = i; k < i + 5 && IsWord(k); ++k) {
      const Token& token = text_.tokens[k];
      if (!token.upper || token.folded.size() > 4 || (k > i && token.line_start)) {
        break;
      }
      folded += token.folded;
      if (k > i && IsAbbreviation(folded)) {
        best = k + 1;
      }
    }
    return best;
  }

  static bool IsAbbreviation(const std::string& folded) {
    const Lexicon& lexicon = TheVocabulary().abbreviations;
    const int node = lexicon.Step(Lexicon::kRoot, TheVocabulary().words.Find(folded));
    return node >= 0 && lexicon.At(node) != nullptr;
  }

  Token Join(size_t begin, size_t end) {
    Token token = std::move(text_.tokens[begin]);
    token.spelled = std::string(text_.text.substr(token.begin, token.end - token.begin));
    for (size_t i = begin + 1; i < end; ++i) {
      const Token& next = text_.tokens[i];
      token.end = next.end;
      token.upper = token.upper && next.upper;
      token.capitals |= token.capital && next.capital;
      token.folded += next.folded;
      token.spelled += text_.text.substr(next.begin, next.end - next.begin);
    }
    token.word = TheVocabulary().words.Find(token.folded);
    token.key = token.word == 0 ? 0 : SpellingKey(token.spelled);
    return token;
  }

  TokenText& text_;
};

}  // namespace

bool IsSyllable(std::string_view folded) {
  return std::any_of(kOnsets.begin(), kOnsets.end(), [folded](std::string_view onset) {
    return folded.starts_with(onset) && IsRhyme(folded.substr(onset.size()));
  });
}

bool HasBrokenWords(std::string_view name) {
  const TokenText text = Tokenize(name);
  return std::any_of(text.tokens.begin(), text.tokens.end(), [&](const Token& token) {
    if (token.kind != Token::Kind::kWord || IsSyllable(token.folded)) {
      return false;
    }
    const bool consonant = token.folded.size() == 1 && token.folded.find_first_of("aeiouy") == std::string::npos;
    const bool abbreviation = token.capitals || token.folded.find_first_of("0123456789") != std::string::npos;
    return consonant || (!abbreviation && TheVocabulary().words.Find(token.folded) == 0);
  });
}

void JoinTorn(TokenText* text) { Joiner(text).Run(); }

}  // namespace dondoc::directive::reading
