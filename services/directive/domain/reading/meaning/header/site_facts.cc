#include "services/directive/domain/reading/meaning/header/site_facts.h"

#include <algorithm>
#include <string_view>

#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "services/directive/domain/reading/meaning/header/header_zone.h"
#include "services/directive/domain/reading/meaning/units/units.h"
#include "services/directive/domain/reading/meaning/values/dates.h"
#include "services/directive/domain/reading/meaning/values/notation.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kTable = 1200;        // tokens in which the table of facts stands
constexpr size_t kLongestIssuer = 30;  // tokens

// The value of a label in the table: the next words that are no border.
TokenRange Fact(const TokenText& text, std::string_view label) {
  const size_t end = std::min(text.tokens.size(), kTable);
  const size_t at = FindWords(text, 0, end, label);
  if (at == kNpos) {
    return {};
  }
  size_t begin = at + static_cast<size_t>(std::count(label.begin(), label.end(), ' ')) + 1;
  while (begin < end && (text.tokens[begin].mark == ':' || text.tokens[begin].mark == '|')) {
    ++begin;
  }
  size_t stop = begin;
  while (stop < end && text.tokens[stop].mark != '|') {
    ++stop;
  }
  return {begin, stop};
}

// A site names the place; the notation says which of its bodies.
std::string Issuer(const TokenText& text, const TokenRange& fact, const std::string& number) {
  const std::string name = SpellName(text, fact.begin, fact.end);
  if (!LongestMatch(text, TheVocabulary().levels, fact.begin, fact.end)) {
    return name;
  }
  const size_t level = std::min(name.find(' '), name.size());
  const std::string place = ToLower(name.substr(0, level)) + name.substr(level);
  return (Fold(number).find("hdnd") != std::string::npos ? "Hội đồng nhân dân " : "Ủy ban nhân dân ") + place;
}

// "Công văn 12/UBND-VX năm 2025 về đọc sách do Ủy ban nhân dân tỉnh ban hành": a line that opens with the document's
// own kind and number; what stands between these and "do ... ban hành".
TokenRange Title(const TokenText& text, const Line& line, const std::string& number) {
  const Match type = LongestMatch(text, TheVocabulary().document_types, line.begin, line.end);
  if (!type || type.end >= line.end) {
    return {};
  }
  const size_t at = text.tokens[type.end].folded == "so" ? type.end + 1 : type.end;
  const NumberMatch own = ReadNumber(text, at, line.end, false);
  if (own.end == 0 || Fold(own.number) != Fold(number)) {
    return {};
  }
  size_t begin = own.end;
  if (const DateMatch date = ReadDate(text, begin, line.end); date.end != 0) {
    begin = date.end;
  }
  begin += WordsAt(text, begin, line.end, "ve viec") ? 2 : WordsAt(text, begin, line.end, "ve") ? 1 : 0;
  size_t end = line.end;
  if (WordsAt(text, end - 2, end, "ban hanh")) {
    for (size_t i = begin; i < line.end; ++i) {
      end = text.tokens[i].folded == "do" ? i : end;
    }
  }
  return end > begin + 2 ? TokenRange{begin, end} : TokenRange{};
}

}  // namespace

void ReadSiteFacts(const TokenText& text, const Layout& layout, ParsedDirective* out) {
  const TokenRange number = Fact(text, "so hieu");
  if (number.empty()) {
    return;
  }
  HeaderSources& sources = out->sources;
  if (out->number.empty()) {
    out->number = ReadNumber(text, number.begin, number.end, false).number;
    sources.number = SourceAt(number.begin, number.end, Evidence::kSiteFacts);
  }
  if (const TokenRange type = Fact(text, "loai van ban"); out->type == DocumentType::kUnknown && !type.empty()) {
    if (const Match match = LongestMatch(text, TheVocabulary().document_types, type.begin, type.end)) {
      out->type = TypeByName(match.entry->value);
      sources.type = SourceAt(type.begin, type.end, Evidence::kSiteFacts);
    }
  }
  if (const TokenRange issuer = Fact(text, "noi ban hanh");
      out->issuer.empty() && !issuer.empty() && issuer.end - issuer.begin < kLongestIssuer) {
    out->issuer = Issuer(text, issuer, out->number);
    sources.issuer = SourceAt(issuer.begin, issuer.end, Evidence::kSiteFacts);
  }
  if (const TokenRange signer = Fact(text, "nguoi ky"); !signer.empty() && signer.end - signer.begin < 8) {
    out->signer.name = text.Text(signer.begin, signer.end);
    out->signer.span = SourceAt(signer.begin, signer.end, Evidence::kSiteFacts).span;
    out->signer.evidence = Evidence::kSiteFacts;
  }
  if (const TokenRange day = Fact(text, "ngay ban hanh"); out->issued.empty() && !day.empty()) {
    out->issued = ReadDate(text, day.begin, day.end).date;
    sources.issued = SourceAt(day.begin, day.end, Evidence::kSiteFacts);
  }
  for (size_t i = 0; out->subject.empty() && !out->number.empty() && i < layout.lines.size(); ++i) {
    if (const TokenRange title = Title(text, layout.lines[i], out->number); !title.empty()) {
      out->subject = text.Text(title.begin, title.end);
      sources.subject = SourceAt(title.begin, title.end, Evidence::kSiteFacts);
    }
  }
}

}  // namespace dondoc::directive::reading
