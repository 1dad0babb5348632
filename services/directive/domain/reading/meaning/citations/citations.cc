#include "services/directive/domain/reading/meaning/citations/citations.h"

#include <algorithm>
#include <string_view>

#include "common/text/fold.h"
#include "services/directive/domain/reading/meaning/units/units.h"
#include "services/directive/domain/reading/meaning/values/dates.h"
#include "services/directive/domain/reading/meaning/values/notation.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kSentence = 40;  // tokens that may stand between "Ngày 5/3/2026, ..." and the number

struct TypeAt {
  const Entry* type = nullptr;
  size_t begin = 0;
};

// The type that stands before the number: "Kế hoạch số", "Quyết định", "Luật ... số".
TypeAt TypeBefore(const TokenText& text, size_t begin, size_t at) {
  size_t limit = at;
  while (limit > begin && (text.tokens[limit - 1].folded == "so" || text.tokens[limit - 1].mark == ':' ||
                           text.tokens[limit - 1].mark == '.')) {
    --limit;
  }
  // "Kế hoạch" within "Chương trình, Kế hoạch": the nearest counts; a longer name of the same end wins.
  TypeAt nearest;
  for (size_t back = 1; back <= 5 && back <= limit - begin; ++back) {
    const Match match = LongestMatch(text, TheVocabulary().document_types, limit - back, limit);
    if (match && match.end == limit) {
      if (nearest.type != nullptr) {
        return {match.entry, limit - back};
      }
      nearest = {match.entry, limit - back};
    }
  }
  return nearest;
}

// "Ngày 22/12/2025, UBND tỉnh Bình Giang đã ban hành Nghị quyết số ...": the day and the issuer before the number.
void ReadBefore(const TokenText& text, size_t begin, CitationAt* cited) {
  const size_t near = cited->named - std::min<size_t>(cited->named - begin, 5);
  const auto said = [&](std::string_view verb) { return FindWords(text, near, cited->named, verb) != kNpos; };
  if (!(said("ban hanh") || said("co") || said("ra") || said("ky") || said("gui"))) {
    return;
  }
  const size_t first = cited->named > begin + kSentence ? cited->named - kSentence : begin;
  for (size_t i = cited->named; i-- > first;) {
    if (text.tokens[i].mark == '.' && text.tokens[i + 1].capital) {
      return;
    }
    if (text.tokens[i].folded != "ngay" || !text.tokens[i].capital) {
      continue;
    }
    const DateMatch date = ReadDate(text, i, cited->named);
    if (date.date.year == 0) {
      return;
    }
    cited->citation.issued = date.date;
    const size_t who = date.end + (text.tokens[date.end].mark == ',' ? 1 : 0);
    if (const UnitList units = ReadUnits(text, who, cited->named); units.units.size() == 1) {
      cited->citation.issuer = units.units.front().name;
    }
    return;
  }
}

// The day and the issuer behind the number.
void ReadBehind(const TokenText& text, size_t end, CitationAt* cited) {
  const auto comma = [&](size_t at) { return at < end && text.tokens[at].mark == ',' ? at + 1 : at; };
  // "](#)" is left of a link.
  const size_t open = cited->end + (cited->end < end && text.tokens[cited->end].mark == ']' ? 1 : 0);
  const bool link = open + 2 < end && text.tokens[open].mark == '(' && text.tokens[open + 1].mark == '#' &&
                    text.tokens[open + 2].mark == ')';
  size_t at = comma(link ? open + 3 : cited->end);
  const DateMatch date = ReadDate(text, at, end);
  if (date.end != 0 && at < end && text.tokens[at].folded != "nam") {
    cited->citation.issued = date.date;
    at = date.end;
  } else {
    at = cited->end;
  }
  at = comma(at);
  if (at < end && text.tokens[at].folded == "cua") {
    const UnitList units = ReadUnits(text, at + 1, std::min(end, at + 24));
    cited->citation.issuer = units.empty() ? "" : units.units.front().name;
  }
}

// "Đề án 06/CP" is what people call a scheme, no number of a document.
bool NamesAScheme(const std::string& number, const TypeAt& type) {
  return type.type != nullptr && type.type->value == "DE_AN" && number.find('-') == std::string::npos;
}

// "TCVN 5801:2005", "QCVN 41:2024/BGTVT": a national standard, named by its year.
CitationAt ReadStandard(const TokenText& text, size_t at, size_t end) {
  static constexpr std::string_view kSeries[] = {"tcvn", "qcvn", "tcxdvn", "tcxd"};
  CitationAt cited;
  if (!text.tokens[at].upper ||
      std::find(std::begin(kSeries), std::end(kSeries), text.tokens[at].folded) == std::end(kSeries)) {
    return cited;
  }
  size_t i = at + 1;
  while (i + 1 < end && text.tokens[i].kind == Token::Kind::kNumber &&
         (text.tokens[i + 1].mark == '-' || text.tokens[i + 1].mark == '.')) {
    i += 2;  // "TCVN 7957-1"
  }
  if (i + 2 >= end || text.tokens[i].kind != Token::Kind::kNumber || text.tokens[i + 1].mark != ':') {
    return cited;
  }
  const int year = ReadYear(text, i + 2, end);
  if (year == 0) {
    return cited;
  }
  cited.begin = cited.named = at;
  cited.end = i + 3;
  if (cited.end + 1 < end && text.tokens[cited.end].mark == '/' && text.tokens[cited.end + 1].upper) {
    cited.end += 2;
  }
  std::string letters;
  for (size_t k = at; k < cited.end; ++k) {
    letters += (k == at + 1 ? " " : "") + std::string(text.Raw(k));
  }
  cited.citation.number = letters;
  cited.citation.type = DocumentType::kOther;
  cited.citation.issued.year = year;
  cited.citation.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(cited.end)};
  cited.citation.evidence = Evidence::kMarked;
  return cited;
}

bool Law(const TokenText& text, size_t at, size_t end) {
  return text.tokens[at].capital &&
         (WordsAt(text, at, end, "luat") || WordsAt(text, at, end, "bo luat") || WordsAt(text, at, end, "phap lenh"));
}

}  // namespace

std::vector<CitationAt> FindCitations(const TokenText& text, size_t begin, size_t end) {
  std::vector<CitationAt> found;
  for (size_t i = begin; i < end; ++i) {
    if (CitationAt standard = ReadStandard(text, i, end); standard.end != 0) {
      i = standard.end - 1;
      found.push_back(std::move(standard));
      continue;
    }
    if (text.tokens[i].kind != Token::Kind::kNumber &&
        !(text.tokens[i].folded[0] >= '0' && text.tokens[i].folded[0] <= '9')) {
      continue;
    }
    const NumberMatch number = ReadNumber(text, i, end, false);
    if (number.end == 0) {
      continue;
    }
    const TypeAt type = TypeBefore(text, begin, i);
    // "các công văn số 12/STP-VP và 15/STP-VP": one more of the kind.
    const bool more = !found.empty() && found.back().end + 1 == i &&
                      (text.tokens[i - 1].mark == ',' || text.tokens[i - 1].folded == "va");
    const bool said = type.type != nullptr || more || (i > begin && text.tokens[i - 1].folded == "so");
    const bool slash = number.number.find('/') != std::string::npos;
    if (!said && (!slash || TypeByNotation(number.number) == DocumentType::kLetter)) {
      i = number.end - 1;
      continue;
    }
    if (NamesAScheme(number.number, type)) {
      i = number.end - 1;
      continue;
    }
    CitationAt cited;
    cited.begin = i;
    cited.end = number.end;
    cited.named = type.type != nullptr ? type.begin : i;
    cited.citation.number = number.number;
    cited.citation.type = type.type != nullptr ? TypeByName(type.type->value) : TypeByNotation(number.number);
    cited.citation.span = {static_cast<uint32_t>(i), static_cast<uint32_t>(number.end)};
    ReadBehind(text, end, &cited);
    if (cited.citation.issued.empty()) {
      ReadBefore(text, begin, &cited);
    }
    if (cited.citation.issuer.empty()) {
      cited.citation.issuer = BodyOfLetters(IssuerLetters(number.number));
    }
    const bool dated = !cited.citation.issued.empty();
    cited.citation.evidence = type.type != nullptr && dated   ? Evidence::kMarked
                              : type.type != nullptr || dated ? Evidence::kPartial
                                                              : Evidence::kBare;
    found.push_back(std::move(cited));
    i = number.end - 1;
  }
  return found;
}

std::vector<CitationAt> FindLaws(const TokenText& text, size_t begin, size_t end) {
  std::vector<CitationAt> found;
  size_t free = begin;  // behind the last law read
  for (size_t i = begin; i < end; ++i) {
    if (!Law(text, i, end)) {
      continue;
    }
    // "... của Luật Thư viện" names the law that is amended, not another.
    const Token* before = i > begin ? &text.tokens[i - 1] : nullptr;
    const bool opens = before == nullptr || before->folded == "cu" || before->mark == ';' ||
                       ((before->mark == ',' || before->folded == "va") && free == i - 1);
    if (!opens) {
      continue;
    }
    for (size_t at = i + 1; at < end && text.tokens[at].mark != ';'; ++at) {
      if (ReadNumber(text, at, end, false).end != 0) {
        break;  // one with a number
      }
      const DateMatch date =
          text.tokens[at].folded == "ngay" || text.tokens[at].folded == "nam" ? ReadDate(text, at, end) : DateMatch{};
      if (date.date.year == 0) {
        continue;
      }
      const bool ordinance = text.tokens[i].folded == "phap";
      CitationAt law;
      law.begin = law.named = i;
      law.end = free = date.end;
      law.citation.type = ordinance ? DocumentType::kOther : DocumentType::kLaw;
      law.citation.issued = date.date;
      law.citation.issuer = ordinance ? "Ủy ban Thường vụ Quốc hội" : "Quốc hội";
      law.citation.span = {static_cast<uint32_t>(i), static_cast<uint32_t>(date.end)};
      law.citation.evidence = Evidence::kOwnWords;
      found.push_back(std::move(law));
      i = free - 1;
      break;
    }
  }
  return found;
}

}  // namespace dondoc::directive::reading
