#include "services/directive/domain/reading/meaning/citations.h"

#include <algorithm>

#include "common/text/fold.h"
#include "services/directive/domain/reading/meaning/dates.h"
#include "services/directive/domain/reading/meaning/units.h"

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

// The type that stands before the number: "Kế hoạch số", "Quyết định", "Luật ... số".
const Entry* TypeBefore(const TokenText& text, size_t begin, size_t at) {
  size_t limit = at;
  while (limit > begin && (text.tokens[limit - 1].folded == "so" || text.tokens[limit - 1].mark == ':' ||
                           text.tokens[limit - 1].mark == '.')) {
    --limit;
  }
  for (size_t back = 1; back <= 5 && back <= limit - begin; ++back) {
    const Match match = LongestMatch(text, TheVocabulary().document_types, limit - back, limit);
    if (match && match.end == limit) {
      // "Kế hoạch" within "Chương trình, Kế hoạch": the nearest counts; a longer name of the same end wins.
      for (size_t more = back + 1; more <= 5 && more <= limit - begin; ++more) {
        const Match longer = LongestMatch(text, TheVocabulary().document_types, limit - more, limit);
        if (longer && longer.end == limit) {
          return longer.entry;
        }
      }
      return match.entry;
    }
  }
  return nullptr;
}

std::string IssuerByNotation(const std::string& number) {
  const std::string folded = Fold(number);
  for (const Entry& entry : TheVocabulary().issuers.entries()) {
    if (folded.ends_with(Fold(entry.phrase))) {
      return entry.value;
    }
  }
  return "";
}

}  // namespace

NumberMatch ReadNumber(const TokenText& text, size_t at, size_t limit, bool blank) {
  std::string number;
  size_t i = at;
  if (i < limit && text.tokens[i].folded[0] >= '0' && text.tokens[i].folded[0] <= '9' &&
      text.tokens[i].folded.size() <= 6) {
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
         NotationPart(text, i + 1, limit) && !text.tokens[i + 1].line_start) {
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
  // "QĐ- U B ND": letters torn apart.
  while (notation && i < limit && text.tokens[i].upper && text.tokens[i].folded.size() <= 2 &&
         text.tokens[i - 1].upper && text.tokens[i - 1].folded.size() <= 2 && !text.tokens[i].line_start) {
    number += std::string(text.Raw(i));
    ++i;
  }
  if (!notation) {
    return {};
  }
  return {number, i};
}

std::vector<CitationAt> FindCitations(const TokenText& text, size_t begin, size_t end) {
  std::vector<CitationAt> found;
  for (size_t i = begin; i < end; ++i) {
    if (text.tokens[i].kind != Token::Kind::kNumber &&
        !(text.tokens[i].folded[0] >= '0' && text.tokens[i].folded[0] <= '9')) {
      continue;
    }
    const NumberMatch number = ReadNumber(text, i, end, false);
    if (number.end == 0) {
      continue;
    }
    const Entry* type = TypeBefore(text, begin, i);
    const bool said = type != nullptr || (i > begin && text.tokens[i - 1].folded == "so");
    const bool slash = number.number.find('/') != std::string::npos;
    if (!said && (!slash || TypeByNotation(number.number) == DocumentType::kLetter)) {
      i = number.end - 1;
      continue;
    }
    CitationAt cited;
    cited.begin = i;
    cited.citation.number = number.number;
    cited.citation.type = type != nullptr ? TypeByName(type->value) : TypeByNotation(number.number);
    size_t at = number.end;
    if (at < end && text.tokens[at].mark == ',') {
      ++at;
    }
    if (const DateMatch date = ReadDate(text, at, end); date.end != 0 && at < end && text.tokens[at].folded != "nam") {
      cited.citation.issued = date.date;
      at = date.end;
    } else {
      at = number.end;
    }
    if (at < end && text.tokens[at].mark == ',') {
      ++at;
    }
    if (at < end && text.tokens[at].folded == "cua") {
      const UnitList units = ReadUnits(text, at + 1, std::min(end, at + 24));
      if (!units.empty()) {
        cited.citation.issuer = units.units.front().name;
      }
    }
    if (cited.citation.issuer.empty()) {
      cited.citation.issuer = IssuerByNotation(number.number);
    }
    cited.end = number.end;
    const bool dated = !cited.citation.issued.empty();
    cited.citation.evidence = type != nullptr && dated   ? Evidence::kMarked
                              : type != nullptr || dated ? Evidence::kPartial
                                                         : Evidence::kBare;
    found.push_back(std::move(cited));
    i = number.end - 1;
  }
  return found;
}

}  // namespace dondoc::directive::reading
