#include "services/directive/domain/reading/meaning/header/header.h"

#include <algorithm>

#include "common/text/fold.h"
#include "services/directive/domain/reading/meaning/header/abstract.h"
#include "services/directive/domain/reading/meaning/header/addressees.h"
#include "services/directive/domain/reading/meaning/header/authority.h"
#include "services/directive/domain/reading/meaning/header/day_line.h"
#include "services/directive/domain/reading/meaning/header/issuer.h"
#include "services/directive/domain/reading/meaning/header/site_facts.h"
#include "services/directive/domain/reading/meaning/units/units.h"
#include "services/directive/domain/reading/meaning/values/notation.h"

namespace dondoc::directive::reading {
namespace {

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
}

class HeaderReader {
 public:
  HeaderReader(const TokenText& text, const Layout& layout, ParsedDirective* out)
      : text_(text), layout_(layout), out_(out), sources_(out->sources) {
    const auto& lines = layout.lines;
    zone_.begin = lines.empty() ? 0 : lines[std::min(layout.zones.header_begin, lines.size() - 1)].begin;
    zone_.body = layout.zones.body_begin < lines.size() ? lines[layout.zones.body_begin].begin : text.tokens.size();
    // A header run into one line goes on where the body seems to begin.
    zone_.limit = std::min(text.tokens.size(), std::max(zone_.body, zone_.begin + 150));
  }

  Header Run() {
    Number();
    PlaceAndDay();
    const Abstract abstract = ReadAbstract(text_, layout_, zone_);
    const bool letter = TypeByNotation(out_->number) == DocumentType::kLetter;  // which has no title
    if (!abstract.text.empty() && !(abstract.bare && letter)) {
      out_->subject = abstract.text;
      sources_.subject = SourceAt(abstract.range.begin, abstract.range.end,
                                  abstract.bare     ? Evidence::kBare
                                  : abstract.titled ? Evidence::kPositional
                                                    : Evidence::kLabelled);
    }
    Type(abstract);
    Addressees addressees = ReadAddressees(text_, layout_, zone_);
    for (Found& name : addressees.names) {
      out_->addressees.push_back(std::move(name.value));
      sources_.addressees.push_back(name.source);
    }
    Issuer(IssuerInHeader(text_, layout_, zone_));
    // The head of a Party document names the committee; its title says which organ of it decided.
    if (!abstract.of.value.empty() && Fold(IssuerLetters(out_->number)) == "tw") {
      Issuer(abstract.of);
    }
    ReadSiteFacts(text_, layout_, out_);
    FromText();
    const bool own = sources_.subject.evidence != Evidence::kSiteFacts;
    return {addressees.lines, own ? TokenRange{sources_.subject.span.begin, sources_.subject.span.end} : TokenRange{}};
  }

 private:
  void Issuer(Found found) {
    if (!found.value.empty()) {
      out_->issuer = std::move(found.value);
      sources_.issuer = found.source;
      if (HasBrokenWords(out_->issuer)) {
        sources_.issuer.evidence = Evidence::kBroken;
      }
    }
  }

  void Number() {
    const size_t end = layout_.type_begin == kNpos ? zone_.limit : std::min(zone_.limit, layout_.type_begin + 30);
    for (size_t i = zone_.begin; i < end; ++i) {
      const Token& token = text_.tokens[i];
      // A scan makes "Sé:" or "S6:" of it: two letters and a colon.
      const bool misread = text_.damaged && token.folded[0] == 's' && token.folded.size() <= 3 && i + 1 < end &&
                           text_.tokens[i + 1].mark == ':';
      if (!(token.folded == "so" || misread) || !token.capital || i + 1 >= end) {
        continue;
      }
      size_t at = i + 1;
      while (at < end && at < i + 60 &&
             (text_.tokens[at].mark == ':' || text_.tokens[at].mark == '.' || text_.tokens[at].mark == '_' ||
              (text_.tokens[at].kind == Token::Kind::kMark && text_.tokens[at].mark == 0))) {  // "…", "§§"
        ++at;
      }
      const NumberMatch number = ReadNumber(text_, at, end, text_.tokens[at - 1].mark != 0 || at > i + 1);
      if (number.end != 0) {
        out_->number = number.number;
        sources_.number =
            SourceAt(at, number.end, number.number.starts_with('/') ? Evidence::kPartial : Evidence::kLabelled);
        zone_.number_begin = i;
        zone_.number_end = number.end;
        return;
      }
    }
  }

  void PlaceAndDay() {
    const DayLine line = ReadDayLine(text_, zone_);
    if (line.day_end == 0) {
      return;
    }
    out_->issued = line.issued;
    if (!line.issued.empty()) {
      sources_.issued =
          SourceAt(line.day_begin, line.day_end, line.issued.day == 0 ? Evidence::kPartial : Evidence::kPositional);
    }
    out_->place = line.place;
    sources_.place = SourceAt(line.place_at.begin, line.place_at.end,
                              HasBrokenWords(line.place) ? Evidence::kBroken : Evidence::kPositional);
    zone_.place_begin = line.place_at.begin;
    zone_.day_begin = line.day_begin;
    zone_.day_end = line.day_end;
  }

  // The title's kind. The number of a consolidated text says so, its title is that of the text consolidated.
  void Type(const Abstract& abstract) {
    if (out_->number.find("/VBHN") != std::string::npos) {
      TypeByNumber();
    } else if (layout_.type != nullptr) {
      out_->type = TypeByName(layout_.type->value);
      sources_.type = SourceAt(layout_.type_begin, layout_.type_end, Evidence::kPositional);
    } else if (abstract.about) {
      out_->type = DocumentType::kLetter;
      sources_.type = SourceAt(abstract.range.begin, abstract.range.begin, Evidence::kMarked);
    }
  }

  void TypeByNumber() {
    out_->type = TypeByNotation(out_->number);
    sources_.type = sources_.number;
    sources_.type.evidence = Evidence::kNotation;
  }

  // A document without its header still says some of it.
  void FromText() {
    if (out_->type == DocumentType::kUnknown && !out_->number.empty()) {
      TypeByNumber();
    }
    if (out_->type == DocumentType::kUnknown) {
      FirstLines();
    }
    if (out_->issuer.empty()) {
      Issuer(IssuerInText(text_, layout_, *out_));
    }
    if (out_->subject.empty() && out_->type == DocumentType::kUnknown && out_->issuer.empty() &&
        !layout_.lines.empty()) {
      const Line& first = layout_.lines.front();
      Subject(first.begin, std::min(first.end, first.begin + 60), Evidence::kBare);
    }
  }

  // "Chỉ thị về việc đọc sách" as a text's first line.
  void FirstLines() {
    for (size_t i = 0; i < std::min<size_t>(layout_.lines.size(), 6); ++i) {
      const Line& line = layout_.lines[i];
      const Match match = LongestMatch(text_, TheVocabulary().document_types, line.begin, line.end);
      if (match && text_.tokens[line.begin].capital) {
        out_->type = TypeByName(match.entry->value);
        sources_.type = SourceAt(line.begin, match.end, Evidence::kOwnWords);
        if (out_->subject.empty()) {
          Subject(match.end, TitleEnd(i), Evidence::kOwnWords);
        }
        return;
      }
      // "Điện: ...": a telegram that has lost its head.
      if (i == 0 && Is(text_, line.begin, line.end, "dien") && line.begin + 1 < line.end &&
          text_.tokens[line.begin + 1].mark == ':') {
        out_->type = DocumentType::kTelegram;
        sources_.type = SourceAt(line.begin, line.begin + 1, Evidence::kOwnWords);
        return;
      }
    }
  }

  // A title of the text's first lines goes on up to the line that names the authority, if there is one.
  size_t TitleEnd(size_t line) const {
    const TokenRange authority = FindAuthority(text_, layout_);
    return authority.empty() || authority.begin <= layout_.lines[line].end || layout_.LineOf(authority.begin) > line + 4
               ? layout_.lines[line].end
               : authority.begin;
  }

  void Subject(size_t begin, size_t end, Evidence evidence) {
    out_->subject = text_.Text(begin, end);
    if (!out_->subject.empty()) {
      sources_.subject = SourceAt(begin, end, evidence);
    }
  }

  const TokenText& text_;
  const Layout& layout_;
  ParsedDirective* out_;
  HeaderSources& sources_;
  HeaderZone zone_;
};

}  // namespace

Header ReadHeader(const TokenText& text, const Layout& layout, ParsedDirective* out) {
  return text.tokens.empty() ? Header{} : HeaderReader(text, layout, out).Run();
}

}  // namespace dondoc::directive::reading
