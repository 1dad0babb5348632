#include "services/directive/domain/reading/meaning/addressees.h"

#include <algorithm>

#include "services/directive/domain/reading/meaning/units.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kLongestList = 60;   // lines
constexpr size_t kLongestName = 120;  // tokens

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
    // Lines with bullets each name one; otherwise one paragraph lists them all.
    const size_t first = layout_.LineOf(at);
    const bool bullets = text_.tokens[at].mark == '-';
    size_t from = at;
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
      if (text_.tokens[here.begin].mark == '-') {
        Add(from, here.begin);
        from = here.begin;
      } else if (EndsList(line, bullets)) {
        break;
      }
    }
    const size_t end = line < layout_.lines.size() ? layout_.lines[line].begin : text_.tokens.size();
    const size_t body = BodyBehind(from, end);
    Add(from, body);
    // What shares a line with the body is not taken from it.
    out_.lines.second = body < end ? out_.lines.first : line;
  }

  // In a letter run into one line: where the sentence that opens the body begins, or `end`.
  size_t BodyBehind(size_t begin, size_t end) const {
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
      if (WordsAt(text_, i, end, "kinh gui") ||
          (text_.tokens[i].folded == "dien" && i + 1 < end && text_.tokens[i + 1].mark == ':')) {
        at = i + (text_.tokens[i].folded == "kinh" ? 2 : 1);
      }
    }
    return at == kNpos ? at : Names(at, end);
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
           (text_.tokens[layout_.lines[next].begin].mark == '-' || LastMark(line) == ':');
  }

  bool EndsList(size_t line, bool bullets) const {
    const Line& here = layout_.lines[line];
    const char last = LastMark(line);
    return (here.blank_before && last != ':') ||
           (bullets && text_.tokens[here.begin].capital && (last == ';' || last == '.')) ||
           LongestMatch(text_, TheVocabulary().bases, here.begin, here.end);
  }

  // The mark that ends the words before `line`; 0 where a word does.
  char LastMark(size_t line) const {
    while (line > 0 && layout_.lines[line - 1].pipe) {
      --line;
    }
    return line == 0 ? 0 : text_.tokens[layout_.lines[line - 1].end - 1].mark;
  }

  void Add(size_t begin, size_t end) {
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
        from += from < i && text_.tokens[from].mark == '-' ? 1 : 0;
        if (i > from) {
          out_.names.push_back({SpellName(text_, from, i), SourceAt(from, i, Evidence::kLabelled)});
        }
        from = i + 1;
      }
    }
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
