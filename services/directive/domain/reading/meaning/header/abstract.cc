#include "services/directive/domain/reading/meaning/header/abstract.h"

#include <algorithm>
#include <string_view>

#include "services/directive/domain/reading/meaning/header/authority.h"
#include "services/directive/domain/reading/meaning/units/units.h"
#include "services/directive/domain/reading/meaning/values/dates.h"
#include "services/directive/domain/reading/structure/blocks.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kLongestTitle = 12;   // lines
constexpr size_t kSmallWords = 3;      // in a row: the title in capitals is over
constexpr size_t kTitleWords = 4;      // in capitals: it is a title in capitals
constexpr size_t kLongestIssuer = 60;  // tokens, with the number
constexpr size_t kLongestBare = 80;    // tokens of a title that nothing marks
constexpr size_t kLongLine = 90;       // tokens: such a line holds title and body

bool UpperRun(const TokenText& text, size_t begin, size_t end) {
  size_t words = 0;
  for (size_t i = begin; i < end; ++i) {
    if (text.tokens[i].kind == Token::Kind::kWord) {
      if (!text.tokens[i].upper) {
        return false;
      }
      ++words;
    }
  }
  return words > 0;
}

class AbstractReader {
 public:
  AbstractReader(const TokenText& text, const Layout& layout, const HeaderZone& zone)
      : text_(text), layout_(layout), zone_(zone), authority_(FindAuthority(text, layout)) {}

  Abstract Run() {
    Abstract out;
    const size_t about = About();
    if (layout_.type_begin != kNpos && layout_.type_end < text_.tokens.size() &&
        (about == kNpos || layout_.type_begin < about)) {
      out.titled = true;
      size_t begin = BehindType();
      out.of = TakeIssuer(&begin);
      out.range = Title(begin);
    } else if (about != kNpos) {
      out.range = BehindAbout(about);
    } else if (layout_.type == nullptr && zone_.number_end != 0) {
      out.range = BetweenHeadAndBody();
      out.bare = !out.range.empty();
    }
    out.about = about != kNpos;
    out.range = Trim(out.range);
    out.text = Text(out.range);
    return out;
  }

 private:
  // Behind "V/v" in the header of a letter, or "Về việc" on a line of its own under the number; or npos.
  size_t About() const {
    const size_t end = std::min(zone_.limit, text_.tokens.size());
    for (size_t i = zone_.begin; i + 3 < end; ++i) {
      const bool sign =
          text_.tokens[i].folded == "v" && text_.tokens[i + 1].mark == '/' && text_.tokens[i + 2].folded == "v";
      const bool words = layout_.type == nullptr && zone_.number_end != 0 && i >= zone_.number_end &&
                         text_.tokens[i].line_start && text_.tokens[i].capital && WordsAt(text_, i, end, "ve viec");
      if (sign || words) {
        const size_t at = sign ? i + 3 : i + 2;
        return text_.tokens[at].mark == ':' ? at + 1 : at;
      }
    }
    return kNpos;
  }

  // The title whose kind is lost ("K HOẠCH" stays of it, "Kế hoạch", or nothing).
  TokenRange BetweenHeadAndBody() const {
    constexpr size_t kRest = 4;  // tokens of what is left of the kind
    size_t line = layout_.LineOf(std::max(zone_.number_end, zone_.day_end) - 1) + 1;
    const auto skip = [&] {
      while (line < layout_.lines.size() && (layout_.lines[line].pipe || layout_.lines[line].furniture)) {
        ++line;
      }
      return line < layout_.lines.size();
    };
    if (skip()) {
      const Line& kind = layout_.lines[line];
      const bool small = LongestMatch(text_, TheVocabulary().document_types, kind.begin, kind.end).end == kind.end;
      line += small || (UpperRun(text_, kind.begin, kind.end) && kind.end - kind.begin <= kRest) ? 1 : 0;
    }
    if (!skip()) {
      return {};
    }
    const Line& first = layout_.lines[line];
    const bool body = OpensBasis(first) || IsSentence(first) || WordsAt(text_, first.begin, first.end, "kinh gui") ||
                      ReadMarker(text_, first.begin, first.end).kind != MarkerKind::kNone;
    const TokenRange title = body || !text_.tokens[first.begin].capital ? TokenRange{} : Title(first.begin);
    return title.end - title.begin <= kLongestBare ? title : TokenRange{};
  }

  // To the end of its paragraph, its cell or its brackets. Where columns were read across, the line of the day stands
  // within.
  TokenRange BehindAbout(size_t about) const {
    size_t end = about;
    int open = 0;
    while (end < zone_.limit && !(end > about && StartsOther(end))) {
      open += text_.tokens[end].mark == '(' ? 1 : text_.tokens[end].mark == ')' ? -1 : 0;
      if (open < 0) {
        break;  // "(V/v đọc sách)"
      }
      end = end == zone_.place_begin ? zone_.day_end : end + 1;
    }
    return {about, end};
  }

  // Without the line of the day, if that stands within.
  std::string Text(TokenRange range) const {
    if (zone_.place_begin <= range.begin || zone_.place_begin >= range.end) {
      return text_.Text(range.begin, range.end);
    }
    return text_.Text(range.begin, zone_.place_begin) + " " + text_.Text(zone_.day_end, range.end);
  }

  // True where something else than the abstract of a letter begins.
  bool StartsOther(size_t at) const {
    const Token& token = text_.tokens[at];
    if (token.mark == '|') {
      return true;
    }
    if (at == zone_.place_begin) {
      const size_t next = zone_.day_end;
      return token.line_start || next >= zone_.limit || !text_.tokens[next].line_start || text_.tokens[next].capital ||
             text_.tokens[next].kind != Token::Kind::kWord;
    }
    if (!token.line_start) {
      return WordsAt(text_, at, zone_.limit, "kinh gui");
    }
    const Line& line = layout_.lines[layout_.LineOf(at)];
    const bool small = token.kind == Token::Kind::kWord && !token.capital;  // it goes on, blank line or not
    return (line.blank_before && !small) || WordsAt(text_, at, zone_.limit, "kinh gui") ||
           WordsAt(text_, at, zone_.limit, "cong hoa xa hoi");
  }

  // Behind the title's kind and the marks that follow it.
  size_t BehindType() const {
    size_t begin = layout_.type_end;
    while (begin < text_.tokens.size() && text_.tokens[begin].kind == Token::Kind::kMark &&
           text_.tokens[begin].mark != '"' && text_.tokens[begin].mark != '(') {
      ++begin;
    }
    return begin;
  }

  // The title whose words begin at `begin`.
  TokenRange Title(size_t begin) const {
    if (begin >= text_.tokens.size()) {
      return {};
    }
    if (begin + 3 < text_.tokens.size() && text_.tokens[begin].folded == "v" && text_.tokens[begin + 1].mark == '/' &&
        text_.tokens[begin + 2].folded == "v") {
      begin += 3;
    }
    const bool upper = text_.tokens[begin].upper || text_.tokens[begin].mark == '"';
    size_t end = begin;
    const size_t first = layout_.LineOf(begin);
    for (size_t line = first; line < layout_.lines.size() && line < first + kLongestTitle; ++line) {
      const Line& here = layout_.lines[line];
      if (line != first && (here.pipe || here.furniture || EndsTitle(here, upper))) {
        break;
      }
      end = here.end;
      if (here.end - std::max(here.begin, begin) > kLongLine) {
        end = CutLongLine(std::max(here.begin, begin), here.end, upper);
        break;
      }
    }
    if (upper) {
      end = BeforeSmall(begin, end);
    }
    const bool decided = !authority_.empty() && authority_.begin > begin && authority_.begin < end;
    return {begin, decided ? authority_.begin : end};
  }

  bool EndsTitle(const Line& line, bool upper) const {
    const bool line_upper = UpperRun(text_, line.begin, line.end);
    if (text_.tokens[line.begin].mark == '(' || WordsAt(text_, line.begin, line.end, "kinh gui") ||
        line.begin == authority_.begin) {
      return true;
    }
    if (line.blank_before) {
      return !(upper && line_upper) || text_.tokens[line.begin - 1].mark == ':' || IsBasis(line);
    }
    // "BỘ XÂY DỰNG điện:" under the title of a telegram.
    if (line.end > line.begin + 1 && text_.tokens[line.end - 1].mark == ':' &&
        text_.tokens[line.end - 2].folded == "dien") {
      return true;
    }
    const bool basis = OpensBasis(line);
    if (upper) {
      return MostlySmall(line) || (basis && !line_upper);
    }
    if (!text_.tokens[line.begin].capital) {
      return false;
    }
    return OpensOutline(line) || (layout_.wrapped ? basis && BecomesSentence(line) : basis || IsSentence(line));
  }

  bool OpensBasis(const Line& line) const {
    return static_cast<bool>(LongestMatch(text_, TheVocabulary().bases, line.begin, layout_.lines.back().end));
  }

  // "I. Mục tiêu", "Điều 1.": the body's first part.
  bool OpensOutline(const Line& line) const {
    const Marker marker = ReadMarker(text_, line.begin, line.end);
    return (marker.label == "I" || marker.label == "A" || marker.label == "1") && marker.end < line.end &&
           text_.tokens[marker.end].capital;
  }

  bool EndsAsSentence(const Line& line) const {
    const char end = text_.tokens[line.end - 1].mark;
    return end == ';' || end == ':' || end == '.';
  }

  // "Ủy ban nhân dân tỉnh ban hành Kế hoạch với các nội dung sau:" under a title, in a text of a line for each
  // paragraph.
  bool IsSentence(const Line& line) const {
    constexpr size_t kFewest = 8;  // tokens
    return line.end - line.begin >= kFewest && EndsAsSentence(line);
  }

  // True where the paragraph that `first` opens ends as a sentence does. A line of a title may open like a basis
  // ("Triển khai Chương trình / Thực hiện Nghị quyết của tỉnh"); the basis itself follows it.
  bool BecomesSentence(const Line& first) const {
    const size_t begin = layout_.LineOf(first.begin);
    for (size_t i = begin; i < layout_.lines.size() && i < begin + kLongestTitle; ++i) {
      const Line& line = layout_.lines[i];
      const bool opens = text_.tokens[line.begin].capital && (OpensBasis(line) || OpensOutline(line));
      if (line.pipe || line.furniture || (i > begin && (opens || line.blank_before))) {
        return false;
      }
      if (EndsAsSentence(line)) {
        return true;
      }
    }
    return false;
  }

  // A paragraph that rests on something, in a text all in capitals: it ends as a sentence does, a title does not.
  bool IsBasis(const Line& first) const {
    size_t last = layout_.LineOf(first.begin);
    while (last + 1 < layout_.lines.size() && !layout_.lines[last + 1].blank_before) {
      ++last;
    }
    return EndsAsSentence(layout_.lines[last]) &&
           LongestMatch(text_, TheVocabulary().bases, first.begin, first.end).entry != nullptr;
  }

  // A title in capitals ends where a line is mostly small letters.
  bool MostlySmall(const Line& line) const {
    size_t words = 0, small = 0;
    for (size_t i = line.begin; i < line.end; ++i) {
      words += text_.tokens[i].kind == Token::Kind::kWord;
      small += text_.tokens[i].kind == Token::Kind::kWord && !text_.tokens[i].upper;
    }
    return words > 5 && small * 10 > words * 7;
  }

  size_t CutLongLine(size_t begin, size_t end, bool upper) const {
    for (size_t i = begin + 3; i < end; ++i) {
      if (upper && !text_.tokens[i].upper && text_.tokens[i].kind == Token::Kind::kWord &&
          text_.tokens[i].folded.size() > 1) {
        return i;
      }
      if (text_.tokens[i].mark == '(' && WordsAt(text_, i + 1, end, "ban hanh")) {
        return i;
      }
    }
    return std::min(end, begin + kLongLine);
  }

  // A title in capitals that shares its line with what follows ends where words in small letters begin.
  size_t BeforeSmall(size_t begin, size_t end) const {
    size_t upper = 0, small = 0, first = end;
    for (size_t i = begin; i < end; ++i) {
      const Token& token = text_.tokens[i];
      if (token.kind != Token::Kind::kWord || token.folded.size() < 2) {
        continue;
      }
      upper += token.upper && first == end ? 1 : 0;
      if (token.upper) {
        small = 0;
        first = end;
        continue;
      }
      first = small == 0 ? i : first;
      if (++small == kSmallWords) {
        return upper >= kTitleWords ? first : end;
      }
    }
    return end;
  }

  // "CỦA BỘ CHÍNH TRỊ, BAN BÍ THƯ / VỀ ...", "CỦA BỘ XÂY DỰNG SỐ 04/2001/TT-BXD NGÀY ... HƯỚNG DẪN ...": who decided,
  // and the number again, are no part of the abstract; their lines may be of other letters than it. Puts `begin` behind
  // them; returns who.
  Found TakeIssuer(size_t* begin) const {
    const size_t end = std::min(text_.tokens.size(), *begin + kLongestIssuer);
    if (*begin >= end || !text_.tokens[*begin].upper || text_.tokens[*begin].folded != "cua") {
      return {};
    }
    const UnitList units = ReadUnits(text_, *begin + 1, end);
    size_t at = units.end;
    if (units.empty() || at >= end) {
      return {};
    }
    const bool numbered = text_.tokens[at].folded == "so" && at + 1 < end;
    while (numbered && at < end && text_.tokens[at].folded != "ngay") {
      ++at;
    }
    if (numbered) {
      const DateMatch day = ReadDate(text_, at, end);
      at = day.end == 0 ? end : day.end;
    }
    const bool about = at < end && text_.tokens[at].folded == "ve";
    if (at >= end || !(numbered || about)) {
      return {};
    }
    const Found who = {SpellName(text_, *begin + 1, units.end), SourceAt(*begin + 1, units.end, Evidence::kPositional)};
    *begin = at;
    return who;
  }

  TokenRange Trim(TokenRange range) const {
    for (size_t i = range.begin; i < range.end; ++i) {
      if (text_.tokens[i].mark == '(' &&
          (WordsAt(text_, i + 1, range.end, "ban hanh") || WordsAt(text_, i + 1, range.end, "kem theo"))) {
        range.end = i;
      }
    }
    while (!range.empty() &&
           std::string_view(".;:|-").find(text_.tokens[range.end - 1].mark) != std::string_view::npos &&
           text_.tokens[range.end - 1].mark != 0) {
      --range.end;
    }
    return range;
  }

  const TokenText& text_;
  const Layout& layout_;
  const HeaderZone& zone_;
  const TokenRange authority_;
};

}  // namespace

Abstract ReadAbstract(const TokenText& text, const Layout& layout, const HeaderZone& zone) {
  return AbstractReader(text, layout, zone).Run();
}

}  // namespace dondoc::directive::reading
