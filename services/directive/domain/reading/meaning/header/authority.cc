#include "services/directive/domain/reading/meaning/header/authority.h"

#include <algorithm>
#include <string_view>

#include "common/text/utf8.h"
#include "services/directive/domain/reading/meaning/units/units.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kLongestAuthority = 24;  // tokens
constexpr size_t kFewBefore = 8;          // tokens that may stand before a title on its line
constexpr size_t kFirstLines = 12;        // in which a text without header comes to its bases

// Words behind which a name goes on with the title: "... THUỘC / ỦY BAN NHÂN DÂN TỈNH".
bool Joins(const TokenText& text, size_t at) {
  static constexpr std::string_view kWords[] = {"của", "và",  "giữa", "thuộc", "với", "cho",  "tại",  "do", "bởi",
                                                "các", "phó", "từ",   "đến",   "về",  "cùng", "theo", "là", "chí"};
  const char mark = text.tokens[at].mark;
  return mark == ',' || mark == '-' ||
         std::find(std::begin(kWords), std::end(kWords), ToLower(text.Raw(at))) != std::end(kWords);
}

bool IsName(const TokenText& text, size_t begin, size_t end) {
  while (end > begin && text.tokens[end - 1].kind == Token::Kind::kMark) {
    --end;
  }
  const auto whole = [&](size_t from) {
    const UnitList units = ReadUnits(text, from, end);
    return units.units.size() == 1 && units.end == end;
  };
  const Match office = LongestMatch(text, TheVocabulary().offices, begin, end);
  return whole(begin) || (office && office.end < end && whole(office.end));
}

// Only documents of these kinds name who decides above their bases; a plan's title may end with a body's name.
bool NamesAuthority(const Layout& layout) {
  if (layout.type == nullptr) {
    return true;
  }
  const std::string& type = layout.type->value;
  return type == "QUYET_DINH" || type == "NGHI_QUYET" || type == "CHI_THI" || type == "NGHI_DINH" ||
         type == "THONG_TU" || type == "OTHER";
}

// The first line of a text without header that opens with a basis; 0 where there is none near.
size_t FirstBasis(const TokenText& text, const Layout& layout) {
  for (size_t line = 0; line < std::min(layout.lines.size(), kFirstLines); ++line) {
    if (LongestMatch(text, TheVocabulary().bases, layout.lines[line].begin, layout.lines[line].end)) {
      return line;
    }
  }
  return 0;
}

// On one line with title and bases: "... KẾ HOẠCH ĐỌC SÁCH BỘ TRƯỞNG BỘ VĂN HÓA Căn cứ ...", or with those to whom a
// telegram goes: "... THỦ TƯỚNG CHÍNH PHỦ điện:".
TokenRange InLine(const TokenText& text, const Layout& layout, size_t line, size_t from) {
  const size_t limit = layout.lines[line].end;
  size_t end = from;
  while (end < limit && (text.tokens[end].upper || text.tokens[end].kind != Token::Kind::kWord)) {
    ++end;
  }
  const size_t behind = end < limit || line + 1 >= layout.lines.size() ? limit : layout.lines[line + 1].end;
  const bool sends = end + 1 < behind && text.tokens[end].folded == "dien" && text.tokens[end + 1].mark == ':';
  if (end >= behind || !(sends || LongestMatch(text, TheVocabulary().bases, end, behind))) {
    return {};
  }
  for (size_t i = end > kLongestAuthority ? std::max(from + 4, end - kLongestAuthority) : from + 4; i + 1 < end; ++i) {
    if (BeginsBody(text, i, end) && !Joins(text, i - 1) && IsName(text, i, end)) {
      return {i, end};
    }
  }
  return {};
}

// True where the next line shares the one of the file: the reader parted them.
bool RunsOn(const TokenText& text, const Layout& layout, size_t line) {
  if (line + 1 >= layout.lines.size()) {
    return false;
  }
  const size_t end = text.tokens[layout.lines[line].end - 1].end;
  const size_t next = text.tokens[layout.lines[line + 1].begin].begin;
  return text.text.substr(end, next - end).find('\n') == std::string_view::npos;
}

// A name written without capitals, as in a title: in its own spelling.
std::string SpellSmall(const std::string& name) {
  const std::string capitals = ToUpper(name);
  const TokenText text = Tokenize(capitals);
  std::string spelled = SpellName(text, 0, text.tokens.size());
  for (size_t at = spelled.find(" ,"); at != spelled.npos; at = spelled.find(" ,")) {
    spelled.erase(at, 1);
  }
  return spelled;
}

}  // namespace

bool BeginsBody(const TokenText& text, size_t at, size_t limit) {
  if (LongestMatch(text, TheVocabulary().offices, at, limit)) {
    return true;
  }
  const Match body = LongestMatch(text, TheVocabulary().bodies, at, limit);
  return body && body.entry->value != "NONE" && body.entry->value != "CLASS";
}

std::string BodyOf(const TokenText& text, size_t begin, size_t end) {
  size_t at = begin;
  // "TRƯỞNG BAN DÂN TỘC" is the head of the Ban, not a "Trưởng ban": the longest office behind which a body stands.
  for (size_t stop = std::min(end, begin + 5); stop > begin; --stop) {
    const Match office = LongestMatch(text, TheVocabulary().offices, begin, stop);
    if (!office) {
      continue;
    }
    const Match body = LongestMatch(text, TheVocabulary().bodies, office.end, end);
    if (body && body.entry->value != "NONE") {
      at = office.end;
      break;
    }
  }
  const Match whole = LongestMatch(text, TheVocabulary().bodies, begin, end);
  const std::string name = SpellName(text, whole && whole.entry->value == "NAME" ? begin : at, end);
  const bool small =
      std::none_of(text.tokens.begin() + static_cast<long>(begin) + 1, text.tokens.begin() + static_cast<long>(end),
                   [](const Token& token) { return token.capital; });
  return small ? SpellSmall(name) : name;
}

TokenRange FindAuthority(const TokenText& text, const Layout& layout) {
  const auto& lines = layout.lines;
  const bool titled = layout.type_begin != kNpos && layout.type_end < text.tokens.size();
  if (titled) {
    const size_t at = layout.LineOf(layout.type_end);
    // The title is not the first on its line, or the line goes on for long: lines were lost.
    const bool run = lines[at].end - layout.type_end > 60 || layout.type_begin > lines[at].begin + kFewBefore ||
                     RunsOn(text, layout, at);
    if (run && (NamesAuthority(layout) || layout.type->value == "CONG_DIEN")) {
      return InLine(text, layout, at, layout.type_end);
    }
  }
  const size_t body = titled ? layout.zones.body_begin : FirstBasis(text, layout);
  if (body == 0 || body >= lines.size() || !NamesAuthority(layout)) {
    return {};
  }
  size_t last = body;
  while (last > 0 && (lines[last - 1].pipe || lines[last - 1].furniture)) {
    --last;
  }
  // "KHÓA IX, KỲ HỌP THỨ MƯỜI" under the name of a council is no part of it.
  while (last > 0 && (WordsAt(text, lines[last - 1].begin, lines[last - 1].end, "khoa") ||
                      WordsAt(text, lines[last - 1].begin, lines[last - 1].end, "ky hop"))) {
    --last;
  }
  TokenRange found;
  const size_t title = titled ? layout.type_end : lines.front().begin + 2;
  for (size_t first = last; first-- > 0 && first + 4 > last;) {
    const Line& line = lines[first];
    if (line.pipe || line.furniture || line.begin <= title || lines[last - 1].end - line.begin > kLongestAuthority) {
      break;
    }
    const TokenRange range = {line.begin, lines[last - 1].end};
    const bool alone = line.blank_before && titled;
    if (BeginsBody(text, range.begin, range.end) && !Joins(text, range.begin - 1) &&
        (alone || !titled || IsName(text, range.begin, range.end))) {
      found = range;
    }
    if (line.blank_before) {
      break;
    }
  }
  return found;
}

}  // namespace dondoc::directive::reading
