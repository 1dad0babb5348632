// Words torn apart: "T hành phố", "cá c xã", "U B ND". A scan read letter by letter, or a page justified with spaces,
// leaves pieces that are no syllables of Vietnamese; joined with a neighbour they are.
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "common/text/fold.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {
namespace {

// A text is torn where that many pieces, and one token in so many, cannot stand alone.
constexpr size_t kFewestPieces = 6;
constexpr size_t kOneIn = 150;

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
    size_t pieces = 0;
    for (size_t i = 0; i < text_.tokens.size(); ++i) {
      pieces += IsPiece(i) && (Fits(i) || (i > 0 && Fits(i - 1)));
    }
    if (pieces < kFewestPieces || pieces * kOneIn < text_.tokens.size()) {
      return;
    }
    std::vector<Token> joined;
    joined.reserve(text_.tokens.size());
    for (size_t i = 0; i < text_.tokens.size();) {
      const size_t end = Abbreviation(i);
      if (end > i) {
        joined.push_back(Join(i, end));
        i = end;
      } else if (JoinsNext(i)) {
        joined.push_back(Join(i, i + 2));
        i += 2;
      } else {
        joined.push_back(std::move(text_.tokens[i]));
        ++i;
      }
    }
    text_.tokens = std::move(joined);
  }

 private:
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
      return Known(i, i + 2) && !(Known(i, i + 1) && Known(i + 1, i + 2)) && !Known(i, i + 1);
    }
    // "cá c án": the piece goes with the one that makes a known word of it; else with the one before it.
    return piece || !(Fits(i + 1) && Known(i + 1, i + 3) && !Known(i, i + 2));
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

void JoinTorn(TokenText* text) { Joiner(text).Run(); }

}  // namespace dondoc::directive::reading
