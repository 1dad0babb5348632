#include "services/directive/domain/reading/meaning/header/addressees.h"

#include <algorithm>

#include "services/directive/domain/reading/meaning/header/authority.h"
#include "services/directive/domain/reading/meaning/units/units.h"
#include "services/directive/domain/reading/structure/blocks.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kLongestList = 60;   // lines
constexpr size_t kLongestName = 120;  // tokens
constexpr size_t kLongestTail = 12;   // tokens that may belong to a name behind those that are known

class AddresseeReader {
 public:
  AddresseeReader(const TokenText& text, const Layout& layout, const HeaderZone& zone)
      : text_(text), layout_(layout), zone_(zone) {}

  Addressees Run() {
    size_t at = Begin();
    if (at == kNpos) {
      return {};
    }
    out_.lines = {layout_.LineOf(at), layout_.LineOf(at)};
    while (at != kNpos) {
      List(at);
      at = Another(out_.lines.second);
    }
    return std::move(out_);
  }

 private:
  void List(size_t at) {
    // Lines with bullets, or that begin with a name behind a whole name, each name one; otherwise one paragraph lists
    // them all.
    const size_t first = layout_.LineOf(at);
    const bool bullets = BulletEnd(at) != at;
    const bool numbers = Numbered(at);
    size_t from = at;
    size_t known = KnownEnd(from);
    size_t line = first;
    for (; line < layout_.lines.size() && line < first + kLongestList; ++line) {
      const Line& here = layout_.lines[line];
      if (here.pipe || here.furniture) {
        if (line > first && !GoesOnBehind(line)) {
          break;
        }
        continue;
      }
      if (line == first) {
        continue;
      }
      const bool bullet = BulletEnd(here.begin) != here.begin && Numbered(here.begin) == numbers;
      if (!bullet && EndsList(line, bullets, known == here.begin)) {
        break;
      }
      if (bullet || (known == here.begin && BeginsBody(text_, here.begin, here.end))) {
        Add(from, here.begin, bullets);
        from = here.begin;
        known = KnownEnd(from);
      }
    }
    const size_t end = line < layout_.lines.size() ? layout_.lines[line].begin : text_.tokens.size();
    const size_t body = BodyBehind(from, end);
    Add(from, body, bullets);
    // What shares a line with the body is not taken from it.
    out_.lines.second = body < end ? layout_.LineOf(body) : line;
  }

  bool Numbered(size_t at) const {
    const MarkerKind kind = ReadMarker(text_, at, text_.tokens.size()).kind;
    return kind == MarkerKind::kNumber || kind == MarkerKind::kLetter;
  }

  // Behind the bullet or number at `at`, or `at`.
  size_t BulletEnd(size_t at) const {
    const Marker marker = ReadMarker(text_, at, text_.tokens.size());
    const bool counts = marker.kind == MarkerKind::kDash || marker.kind == MarkerKind::kPlus ||
                        marker.kind == MarkerKind::kNumber || marker.kind == MarkerKind::kLetter;
    if (counts) {
      return marker.end;
    }
    const Token& token = text_.tokens[at];
    return token.kind == Token::Kind::kMark && token.mark != '(' && token.mark != '|' ? at + 1 : at;
  }

  // Behind the units that are known from `from` on.
  size_t KnownEnd(size_t from) const {
    const size_t name = BulletEnd(from);
    const UnitList units = ReadUnits(text_, name, std::min(text_.tokens.size(), name + kLongestName));
    return units.empty() ? from : units.end;
  }

  // Where no line or mark parts them: where the sentence that opens the body begins, or `end`.
  size_t BodyBehind(size_t begin, size_t end) const {
    size_t name = begin;
    while (name < end && text_.tokens[name].kind == Token::Kind::kMark) {
      ++name;
    }
    const UnitList units = ReadUnits(text_, name, end);
    if (!units.empty() && end - units.end > kLongestTail) {
      const size_t next = units.end + (text_.tokens[units.end].mark == '.' ? 1 : 0);
      if (text_.tokens[next].capital && !text_.tokens[next].upper) {
        return next;
      }
    }
    for (size_t i = begin + 1; i < end; ++i) {
      if (text_.tokens[i - 1].mark == '.' && text_.tokens[i].capital && !text_.tokens[i].line_start &&
          LongestMatch(text_, TheVocabulary().bases, i, end)) {
        return i;
      }
    }
    return end;
  }

  // Behind "Đồng kính gửi:", where that follows the list; npos where it does not.
  size_t Another(size_t line) const {
    while (line < layout_.lines.size() && layout_.lines[line].pipe) {
      ++line;
    }
    if (line >= layout_.lines.size() ||
        !WordsAt(text_, layout_.lines[line].begin, layout_.lines[line].end, "dong kinh gui")) {
      return kNpos;
    }
    return Names(layout_.lines[line].begin + 3, text_.tokens.size());
  }

  // Behind "Kính gửi:", or npos.
  size_t Begin() const {
    const size_t end = std::min(text_.tokens.size(), zone_.body + 400);
    size_t at = kNpos;
    for (size_t i = zone_.begin; i < end && at == kNpos; ++i) {
      if (WordsAt(text_, i, end, "kinh gui") && !layout_.lines[layout_.LineOf(i)].furniture) {
        at = i + 2;
      } else if (text_.tokens[i].folded == "dien" && i + 1 < end && text_.tokens[i + 1].mark == ':' && Sends(i)) {
        at = i + 1;
      }
    }
    return at == kNpos ? at : Names(at, end);
  }

  // "THỦ TƯỚNG CHÍNH PHỦ điện:", "Điện:"; not "cơ quan đại diện:".
  bool Sends(size_t at) const {
    const Token& token = text_.tokens[at];
    return token.line_start || token.upper || (at > 0 && text_.tokens[at - 1].upper);
  }

  // Where the names behind such words begin.
  size_t Names(size_t at, size_t end) const {
    while (at < end && (text_.tokens[at].mark == ':' || text_.tokens[at].mark == '|')) {
      ++at;
    }
    return at < end ? at : kNpos;
  }

  // The next cell goes on with the list where it has a bullet or the last one ends with a colon.
  bool GoesOnBehind(size_t line) const {
    size_t next = line;
    while (next < layout_.lines.size() && layout_.lines[next].pipe) {
      ++next;
    }
    return next < layout_.lines.size() &&
           (BulletEnd(layout_.lines[next].begin) != layout_.lines[next].begin || LastMark(line) == ':');
  }

  // True where the body begins with `line`; `whole`: the last name ends before it.
  bool EndsList(size_t line, bool bullets, bool whole) const {
    const Line& here = layout_.lines[line];
    const char last = LastMark(line);
    const Token& opens = text_.tokens[here.begin];
    const bool name = BeginsBody(text_, here.begin, here.end) && KnownEnd(here.begin) >= here.end;
    if (LongestMatch(text_, TheVocabulary().bases, here.begin, here.end)) {
      return true;
    }
    if (here.blank_before && last != ':') {
      return !name || last == '.';
    }
    if (!opens.capital || last == ',' || last == ':') {
      return false;
    }
    if (last == '.') {
      return true;
    }
    if (last == ';') {
      return bullets && !name;
    }
    return !name && whole;
  }

  // The mark that ends the words before `line`; 0 where a word does.
  char LastMark(size_t line) const {
    while (line > 0 && layout_.lines[line - 1].pipe) {
      --line;
    }
    return line == 0 ? 0 : text_.tokens[layout_.lines[line - 1].end - 1].mark;
  }

  void Add(size_t begin, size_t end, bool bullets) {
    begin = begin < end ? BulletEnd(begin) : begin;
    while (begin < end && text_.tokens[begin].kind == Token::Kind::kMark) {
      ++begin;
    }
    while (end > begin && text_.tokens[end - 1].kind == Token::Kind::kMark && text_.tokens[end - 1].mark != ')') {
      --end;
    }
    // "(để báo cáo)" behind a name is no part of it.
    for (size_t i = begin; i < end; ++i) {
      if (text_.tokens[i].mark == '(' && LongestMatch(text_, TheVocabulary().purposes, i + 1, end).end + 1 == end) {
        end = i;
      }
    }
    if (begin >= end || end - begin > kLongestName) {
      return;
    }
    size_t from = begin;
    for (size_t i = begin; i <= end; ++i) {
      if (i == end || text_.tokens[i].mark == ';') {
        AddName(BulletEnd(from), i, bullets);
        from = std::min(i + 1, end);
      }
    }
  }

  // "Sở Nội vụ, Sở Tài chính và UBND các xã" in running text are several; "Bộ trưởng, Thủ trưởng ..." is one group.
  void AddName(size_t begin, size_t end, bool bullets) {
    if (begin >= end) {
      return;
    }
    const UnitList list = bullets ? UnitList{} : ReadUnits(text_, begin, end);
    const bool several = list.units.size() > 1 && list.end == end &&
                         std::all_of(list.units.begin(), list.units.end(), [&](const Unit& unit) {
                           return text_.tokens[unit.begin].capital && Body(unit.begin, end);
                         });
    if (!several) {
      out_.names.push_back({SpellName(text_, begin, end), SourceAt(begin, end, Evidence::kLabelled)});
      return;
    }
    for (const Unit& unit : list.units) {
      out_.names.push_back({unit.name, SourceAt(unit.begin, unit.end, Evidence::kLabelled)});
    }
  }

  bool Body(size_t at, size_t end) const {
    return LongestMatch(text_, TheVocabulary().bodies, at, end) &&
           !LongestMatch(text_, TheVocabulary().offices, at, end);
  }

  const TokenText& text_;
  const Layout& layout_;
  const HeaderZone& zone_;
  Addressees out_;
};

}  // namespace

Addressees ReadAddressees(const TokenText& text, const Layout& layout, const HeaderZone& zone) {
  return AddresseeReader(text, layout, zone).Run();
}

}  // namespace dondoc::directive::reading
