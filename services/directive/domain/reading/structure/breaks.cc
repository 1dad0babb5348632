// Lines for a text that has lost them: where a converter made one line of a page or of the whole document, a new line
// begins before each number, bullet, basis and part of the closing. The header is left as it is: it is read by what it
// says.
#include <algorithm>
#include <charconv>
#include <string_view>

#include "services/directive/domain/reading/structure/blocks.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kRunTogether = 350;  // tokens: no paragraph is that long, but for some laws' and old circulars'
constexpr size_t kHeader = 60;        // a line with the motto in it is that long only where the body follows on it
constexpr size_t kFewest = 4;         // breaks that show that a long line is no paragraph

bool Terminal(const Token& token) {
  return token.mark == '.' || token.mark == ';' || token.mark == ':' || token.mark == '/';
}

// What the digits of a label say; no label follows one of more digits than a number has.
long Value(std::string_view digits) {
  long value = -2;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// The label that follows `label` in a list: "2" after "1", "b" after "a", "1.3" after "1.2".
bool Follows(std::string_view before, const Marker& marker) {
  const auto bare = [](std::string_view label) { return label.substr(0, label.size() - label.ends_with(')')); };
  before = bare(before);
  const std::string_view label = bare(marker.label);
  if (label == "1" || label == "a" || label == "I" || label == "(1" || label == "(a" || label.ends_with(".1")) {
    return true;
  }
  if (before.empty() || label.size() < before.size()) {
    return false;
  }
  if (marker.kind == MarkerKind::kLetter) {
    return before[0] == 'd' || before.size() > 1 || label.size() > 1 || label[0] == before[0] + 1;  // "d", "đ", "e"
  }
  const size_t digits = label.find_last_not_of("0123456789") + 1;
  const size_t digits_before = before.find_last_not_of("0123456789") + 1;
  if (digits >= label.size() || digits_before >= before.size()) {
    return marker.kind == MarkerKind::kRoman;
  }
  return Value(label.substr(digits)) == Value(before.substr(digits_before)) + 1;
}

class Breaker {
 public:
  explicit Breaker(const TokenText& text) : text_(text) {}

  // The tokens of the line [begin, end) that lines should begin with.
  std::vector<size_t> Find(size_t begin, size_t end) {
    std::vector<size_t> breaks;
    closing_ = false;
    // The line may open with a number itself.
    const Marker first = ReadMarker(text_, begin, end);
    Marked(begin, end);
    heading_ = first.end;
    for (size_t i = begin + 1; i < end; ++i) {
      if (!text_.tokens[i].space_before) {
        continue;
      }
      if (Words(i, end) || Marked(i, end)) {
        breaks.push_back(i);
        heading_ = ReadMarker(text_, i, end).end;
      } else if (BehindHeading(i, end)) {
        breaks.push_back(i);
        heading_ = text_.tokens[i].mark == '-' ? i + 1 : 0;
      }
    }
    return breaks;
  }

 private:
  // Words that open a basis, the addressees, the order, an annex or a part of the closing.
  bool Words(size_t i, size_t end) {
    const Token& token = text_.tokens[i];
    const Token& before = text_.tokens[i - 1];
    if (token.kind != Token::Kind::kWord || !token.capital) {
      return false;
    }
    if (WordsAt(text_, i, end, "noi nhan") && (i + 2 >= end || text_.tokens[i + 2].mark == ':')) {
      closing_ = true;
      return true;
    }
    if (token.upper && i + 1 < end && text_.tokens[i + 1].mark == '.' &&
        (token.folded == "tm" || token.folded == "kt" || token.folded == "tl" || token.folded == "tuq")) {
      closing_ = true;
      return true;
    }
    if (closing_) {
      const Match title = LongestMatch(text_, TheVocabulary().titles, i, end);
      const bool name = !token.upper && before.upper && before.kind == Token::Kind::kWord;
      return name || (title && token.upper && before.kind == Token::Kind::kWord && before.mark == 0 &&
                      !LongestMatch(text_, TheVocabulary().titles, i - 1, end));
    }
    if (WordsAt(text_, i, end, "kinh gui") || (token.upper && WordsAt(text_, i, end, "phu luc"))) {
      return true;
    }
    if (token.upper) {
      const Match type = LongestMatch(text_, TheVocabulary().document_types, i, end);
      return type && type.end < end && text_.tokens[type.end].mark == ':';  // "QUYẾT ĐỊNH:"
    }
    const Match basis = LongestMatch(text_, TheVocabulary().bases, i, end);
    return basis && (Terminal(before) || before.mark == ',' || numbers_.empty());
  }

  bool Marked(size_t i, size_t end) {
    const Marker marker = ReadMarker(text_, i, end);
    if (marker.kind == MarkerKind::kNone || marker.end >= end || !text_.tokens[marker.end].capital) {
      return false;
    }
    const Token& before = text_.tokens[i > 0 ? i - 1 : i];
    const bool ended =
        text_.tokens[i].line_start || Terminal(before) || (before.upper && before.kind == Token::Kind::kWord);
    switch (marker.kind) {
      case MarkerKind::kDash:
      case MarkerKind::kPlus:
        return Terminal(before) && text_.tokens[marker.end].space_before;
      case MarkerKind::kArticle:
        numbers_ = marker.label;
        return true;
      case MarkerKind::kPart:
        return ended;
      case MarkerKind::kRoman:
      case MarkerKind::kUpper:
        return ended && Remember(marker, &numerals_);
      case MarkerKind::kLetter:
        return (ended || Follows(letters_, marker)) && Remember(marker, &letters_);
      default:
        return (ended || (Follows(numbers_, marker) && !ExpectsNumber(before))) && Remember(marker, &numbers_);
    }
  }

  // "II. MỤC TIÊU Nâng cao ...", "2. Phòng Nội vụ Chủ trì ...", "2. Phòng Nội vụ - Chủ trì ...": what stands behind a
  // numbered title.
  bool BehindHeading(size_t i, size_t end) {
    const Token& before = text_.tokens[i - 1];
    if (heading_ == 0 || i <= heading_ || Terminal(before)) {
      heading_ = Terminal(before) && i > heading_ ? 0 : heading_;
      return false;
    }
    const bool dash = text_.tokens[i].mark == '-' && i + 1 < end && text_.tokens[i + 1].space_before;
    const size_t word = dash ? i + 1 : i;
    const bool year = dash && before.kind == Token::Kind::kNumber && before.folded.size() == 4;
    if (!text_.tokens[word].capital || text_.tokens[word].upper || (before.kind != Token::Kind::kWord && !year)) {
      return false;
    }
    if (year) {
      return true;  // "1. Giai đoạn 2021 - 2025 - Nâng cao ..."
    }
    if (!dash && before.upper && text_.tokens[heading_].upper) {
      return true;
    }
    const Match section = LongestMatch(text_, TheVocabulary().sections, heading_, end);
    const Match duty = LongestMatch(text_, TheVocabulary().unit_stops, word, end);
    return (section && section.end == i) ||
           (duty && duty.entry->value != "NONE" && !LongestMatch(text_, TheVocabulary().fields, word, end));
  }

  static bool Remember(const Marker& marker, std::string* last) {
    *last = marker.label;
    return true;
  }

  const TokenText& text_;
  bool closing_ = false;
  size_t heading_ = 0;    // behind the marker of the last numbered line, while its first sentence lasts; else 0
  std::string numerals_;  // the last labels
  std::string numbers_;
  std::string letters_;
};

}  // namespace

void BreakLines(TokenText* text) {
  std::vector<size_t> breaks;
  for (size_t begin = 0; begin < text->tokens.size();) {
    size_t end = begin + 1;
    while (end < text->tokens.size() && !text->tokens[end].line_start) {
      ++end;
    }
    const bool header = end - begin > kHeader && FindWords(*text, begin, end, "xa hoi chu nghia viet nam") != kNpos;
    if (header || end - begin > kRunTogether) {
      std::vector<size_t> found = Breaker(*text).Find(begin, end);
      if (header || found.size() >= kFewest) {
        breaks.insert(breaks.end(), found.begin(), found.end());
      }
    }
    begin = end;
  }
  for (size_t at : breaks) {
    text->tokens[at].line_start = true;
  }
}

}  // namespace dondoc::directive::reading
