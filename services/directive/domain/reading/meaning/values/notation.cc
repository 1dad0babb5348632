#include "services/directive/domain/reading/meaning/values/notation.h"

#include <algorithm>
#include <vector>

#include "common/text/fold.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kMostParts = 12;  // of a notation; "1-1-1-1" without end is none

bool Joins(const Token& token) { return token.mark == '/' || token.mark == '-'; }

// A part of a notation: capitals and digits, perhaps with small letters inside (TTg, TTr, CTr).
bool NotationPart(const TokenText& text, size_t at, size_t limit) {
  if (at >= limit || text.tokens[at].kind == Token::Kind::kMark) {
    return false;
  }
  const Token& token = text.tokens[at];
  return token.kind == Token::Kind::kNumber || token.capital || (token.folded.size() <= 4 && token.folded[0] < 'a');
}

// Words like "TTg" have small letters, but a word of the language ("Kế") is no notation.
bool LooksNotation(const Token& token) {
  return token.upper || token.folded == "ttg" || token.folded == "ttr" || token.folded == "ctr" ||
         token.folded == "tts" || token.folded == "tti" || token.folded == "hdqg";
}

// "01/NQ-" at the end of a line goes on with "CP" on the next.
bool GoesOn(const TokenText& text, size_t join) {
  const Token& part = text.tokens[join + 1];
  if (!part.line_start) {
    return true;
  }
  const std::string_view gap = text.text.substr(text.tokens[join].end, part.begin - text.tokens[join].end);
  return text.tokens[join].mark == '-' && !text.tokens[join].space_before && !text.tokens[join].line_start &&
         part.kind == Token::Kind::kWord && LooksNotation(part) && gap.find('\n') == gap.rfind('\n');
}

bool Digit(char c) { return c >= '0' && c <= '9'; }

// The initials of a field's words: "gddt" of "Giáo dục và Đào tạo".
std::string Initials(const Entry& field) {
  std::string initials;
  for (const std::string& word : field.spelled) {
    const std::string folded = Fold(word);
    if (folded != "va" && !folded.empty()) {
      initials.push_back(folded.front());
    }
  }
  return initials;
}

std::string Syllables(const Entry& field) {
  std::string syllables;
  for (const std::string& word : field.spelled) {
    const std::string folded = Fold(word);
    syllables += folded == "va" ? "" : folded + " ";
  }
  return syllables;
}

// The one field that the initials stand for; "vhtt" is two.
const Entry* FieldByInitials(std::string_view initials) {
  const Entry* found = nullptr;
  for (const Entry& field : TheVocabulary().fields.entries()) {
    if (Initials(field) != initials) {
      continue;
    }
    if (found != nullptr && Syllables(*found) != Syllables(field)) {
      return nullptr;
    }
    found = found == nullptr ? &field : found;
  }
  return found;
}

}  // namespace

NumberMatch ReadNumber(const TokenText& text, size_t at, size_t limit, bool blank) {
  std::string number;
  size_t i = at;
  if (i < limit && Digit(text.tokens[i].folded[0]) && text.tokens[i].folded.size() <= 6) {
    number = std::string(text.Raw(i));
    ++i;
    // "66.4/2025/NQ-CP": a resolution of a series.
    if (i + 2 < limit && text.tokens[i].mark == '.' && !text.tokens[i].space_before &&
        text.tokens[i + 1].kind == Token::Kind::kNumber && !text.tokens[i + 1].space_before &&
        text.tokens[i + 1].folded.size() <= 2 && text.tokens[i + 2].mark == '/') {
      number += "." + text.tokens[i + 1].folded;
      i += 2;
    }
  } else if (!(blank && i < limit && Joins(text.tokens[i]))) {
    return {};
  }
  bool notation = false;
  size_t parts = 0;
  while (i + 1 < limit && parts < kMostParts &&
         (Joins(text.tokens[i]) || text.tokens[i].mark == '&' ||
          (text.tokens[i].mark == '.' && parts > 0 && !text.tokens[i + 1].space_before)) &&
         NotationPart(text, i + 1, limit) && GoesOn(text, i)) {
    const Token& part = text.tokens[i + 1];
    // "2021 - 2025", "5 - 10": spaces on both sides and a number behind it make no notation.
    if (text.tokens[i].space_before && part.space_before && !(part.kind == Token::Kind::kWord && LooksNotation(part))) {
      break;
    }
    if (part.kind == Token::Kind::kWord && !LooksNotation(part) && part.space_before) {
      break;
    }
    notation |= part.kind == Token::Kind::kWord && (LooksNotation(part) || !part.space_before);
    number += std::string(text.Raw(i)) + std::string(text.Raw(i + 1));
    i += 2;
    ++parts;
  }
  // "QĐ- U B ND": letters torn apart; the V of "V/v" is none of them.
  while (notation && i < limit && text.tokens[i].upper && text.tokens[i].folded.size() <= 2 &&
         text.tokens[i - 1].upper && text.tokens[i - 1].folded.size() <= 2 && !text.tokens[i].line_start &&
         !(i + 1 < limit && text.tokens[i + 1].mark == '/')) {
    number += std::string(text.Raw(i));
    ++i;
  }
  if (!notation) {
    return {};
  }
  // "04/2012/UBTVQH 13": the term of the National Assembly, torn off.
  if (number.ends_with("QH") && i < limit && text.tokens[i].kind == Token::Kind::kNumber &&
      text.tokens[i].folded.size() <= 2 && !text.tokens[i].line_start) {
    number += std::string(text.Raw(i));
    ++i;
  }
  std::erase(number, ' ');  // of letters joined again
  return {number, i};
}

std::string IssuerLetters(std::string_view number) {
  std::vector<std::string> parts;
  for (size_t at = 0; at < number.size();) {
    const size_t end = std::min(number.find_first_of("/-", at), number.size());
    if (end > at && !Digit(number[at])) {
      parts.emplace_back(number.substr(at, end - at));
    }
    at = end + 1;
  }
  if (parts.empty()) {
    return "";
  }
  const bool typed = parts.size() > 1 &&
                     (TypeByNotation("1/" + parts.front()) != DocumentType::kLetter || Fold(parts.front()) == "cv");
  return typed ? parts[1] : parts.front();
}

std::string BodyOfLetters(std::string_view letters) {
  std::string folded = Fold(letters, Punctuation::kDrop);
  std::erase(folded, ' ');
  while (!folded.empty() && Digit(folded.back())) {
    folded.pop_back();  // "QH15": a term of the National Assembly
  }
  if (folded.size() < 2) {
    return "";
  }
  for (const Entry& entry : TheVocabulary().issuers.entries()) {
    if (folded == Fold(entry.phrase)) {
      return entry.value;
    }
  }
  const Entry* field = FieldByInitials(std::string_view(folded).substr(1));
  if (field == nullptr) {
    return "";
  }
  switch (folded.front()) {
    case 'b':
      return "Bộ " + field->phrase;
    case 's':
      return "Sở " + field->phrase;
    case 'p':
      return "Phòng " + field->phrase;
    default:
      return "";
  }
}

}  // namespace dondoc::directive::reading
