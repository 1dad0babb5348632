#include "services/directive/domain/reading/structure/numbering.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "common/text/words.h"

namespace dondoc::directive::reading {
namespace {

constexpr std::array<std::string_view, 20> kRomans = {"I",    "II",  "III",  "IV",    "V",   "VI",   "VII",
                                                      "VIII", "IX",  "X",    "XI",    "XII", "XIII", "XIV",
                                                      "XV",   "XVI", "XVII", "XVIII", "XIX", "XX"};

// 0 where it is none.
size_t RomanValue(std::string_view label) {
  const auto at = std::find(kRomans.begin(), kRomans.end(), label);
  return at == kRomans.end() ? 0 : static_cast<size_t>(at - kRomans.begin()) + 1;
}

// True for "Il", "lI", "IlI": a Roman number but for a small l, which looks the same in print.
bool HasSmallL(std::string_view raw) {
  return raw.find('l') != std::string_view::npos && raw.find_first_not_of("IVXl1") == std::string_view::npos;
}

// The strokes of a word in capitals as a Roman number: "IH" is III, "L" and "T" are I. Empty where it cannot be one.
std::string Strokes(const TokenText& text, size_t at) {
  constexpr size_t kLongest = 6;
  const Token& token = text.tokens[at];
  std::string strokes;
  if (token.folded.size() > kLongest ||
      (token.kind == Token::Kind::kWord && !token.upper && !HasSmallL(text.Raw(at)))) {
    return "";
  }
  for (const char c : token.folded) {
    switch (c) {
      case 'i':
      case 'l':
      case 't':
      case 'j':
      case '1':
        strokes += 'I';
        break;
      case 'h':
      case 'n':
        strokes += "II";
        break;
      case 'v':
      case 'y':
        strokes += 'V';
        break;
      case 'x':
        strokes += 'X';
        break;
      default:
        return "";
    }
  }
  return strokes;
}

// True where a title in capitals stands at `at`: two words of them, or one that is all of the line.
bool IsTitle(const TokenText& text, size_t at, size_t end) {
  const auto capitals = [&](size_t i) {
    return i < end && text.tokens[i].kind == Token::Kind::kWord && text.tokens[i].upper;
  };
  return capitals(at) && text.tokens[at].folded.size() > 1 && (at + 1 == end || capitals(at + 1));
}

// The digit that a sign is taken for when it is misread; 0 where none is.
size_t DigitOf(const TokenText& text, size_t at) {
  static constexpr struct {
    std::string_view seen;
    size_t digit;
  } kSeen[] = {{"Z", 2}, {"A", 4}, {"S", 5}, {"Š", 5}, {"Đ", 5}, {"Ð", 5}, {"G", 6},
               {"ó", 6}, {"ỏ", 6}, {"b", 6}, {"T", 7}, {"B", 8}, {"q", 9}};
  const std::string_view raw = text.Raw(at);
  const auto* const found =
      std::find_if(std::begin(kSeen), std::end(kSeen), [&](const auto& each) { return each.seen == raw; });
  return found == std::end(kSeen) ? 0 : found->digit;
}

}  // namespace

Marker Numbering::Read(const TokenText& text, size_t begin, size_t end, bool fresh) const {
  Marker marker = ReadMarker(text, begin, end);
  if (marker.kind == MarkerKind::kRoman && text.Raw(begin).size() > marker.label.size() &&
      !IsTitle(text, marker.end, end)) {
    return {};  // "VỊ.": the end of "đơn vị."
  }
  // "l." may be a marker anywhere; other misread ones are looked for where a paragraph may begin.
  if ((!fresh && marker.label != "l") || begin + 1 >= end) return marker;
  // "l. MỤC TIÊU" where Roman numbers begin.
  const bool stroke = marker.label == "l" && roman_ == 0 && letter_ != "k";
  if (stroke || marker.kind == MarkerKind::kNone || marker.kind == MarkerKind::kRoman ||
      marker.kind == MarkerKind::kUpper) {
    if (const Marker roman = ReadRoman(text, begin, end, marker); roman.kind != MarkerKind::kNone) return roman;
  }
  if (marker.kind == MarkerKind::kNone || marker.kind == MarkerKind::kUpper || marker.kind == MarkerKind::kLetter) {
    if (const Marker number = ReadNumber(text, begin, end); number.kind != MarkerKind::kNone) return number;
  }
  return marker;
}

Marker Numbering::ReadRoman(const TokenText& text, size_t begin, size_t end, const Marker& marker) const {
  if (roman_ >= kRomans.size() || (marker.kind == MarkerKind::kUpper && upper_)) return {};
  const std::string_view next = kRomans[roman_];
  const size_t value = marker.kind == MarkerKind::kRoman ? RomanValue(marker.label) : 0;
  const bool printed = value != 0 && text.Raw(begin) == marker.label;
  if (printed) {
    // "II." behind "II." has lost a stroke.
    return value == roman_ && value > 1 && IsTitle(text, marker.end, end)
               ? Marker{MarkerKind::kRoman, std::string(next), marker.end}
               : Marker{};
  }
  const std::string strokes = Strokes(text, begin);
  const char mark = text.tokens[begin + 1].mark;
  const bool closed = mark == '.' || mark == ',';
  const size_t title = value != 0 ? marker.end : begin + (closed ? 2 : 1);
  // "Il." is no word: what follows need not be in capitals.
  const bool number = closed && strokes == next && strokes.size() > 1 && HasSmallL(text.Raw(begin)) && title < end &&
                      text.tokens[title].capital;
  if (number) return {MarkerKind::kRoman, std::string(next), title};
  if (strokes.empty() || !IsTitle(text, title, end)) return {};
  // Without a dot it must be the very number; and one stroke may be a letter of a name.
  const bool next_one = closed || value != 0 ? EditDistance(strokes, std::string(next), 1) <= 1 : strokes == next;
  return next_one ? Marker{MarkerKind::kRoman, std::string(next), title} : Marker{};
}

// "S. Sở Y tế" behind "4."; "6, Đề nghị ..." behind "5."; "l. Sở Y tế" where numbers begin.
Marker Numbering::ReadNumber(const TokenText& text, size_t begin, size_t end) const {
  if (begin + 2 >= end) return {};
  const Token& token = text.tokens[begin];
  const Token& closing = text.tokens[begin + 1];
  const Token& word = text.tokens[begin + 2];
  if (closing.space_before || !word.space_before || !word.capital || word.kind != Token::Kind::kWord) return {};
  const std::string next = std::to_string(number_ + 1);
  if (number_ == 0) {
    const bool one = text.Raw(begin) == "l" && closing.mark == '.' && !word.upper && letter_ != "k";
    return one ? Marker{MarkerKind::kNumber, next, begin + 2} : Marker{};
  }
  const bool comma = closing.mark == ',' && token.kind == Token::Kind::kNumber && token.folded == next;
  const bool misread = (closing.mark == '.' || closing.mark == ',') && !(upper_ && token.upper) && !word.upper &&
                       DigitOf(text, begin) == number_ + 1;
  return comma || misread ? Marker{MarkerKind::kNumber, next, begin + 2} : Marker{};
}

void Numbering::Remember(const Marker& marker) {
  if (marker.kind == MarkerKind::kLetter) {
    letter_ = marker.label;
  } else if (!marker.label.empty()) {
    letter_.clear();
  }
  switch (marker.kind) {
    case MarkerKind::kPart:
    case MarkerKind::kUpper:
      upper_ |= marker.kind == MarkerKind::kUpper && (marker.label == "A" || marker.label == "B");
      roman_ = number_ = 0;
      break;
    case MarkerKind::kRoman:
      roman_ = RomanValue(marker.label);
      number_ = 0;
      break;
    case MarkerKind::kNumber:
      number_ = marker.label.size() <= 2 ? std::stoul(marker.label) : 0;
      break;
    default:
      break;
  }
}

}  // namespace dondoc::directive::reading
