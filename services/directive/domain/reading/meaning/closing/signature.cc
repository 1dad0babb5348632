#include "services/directive/domain/reading/meaning/closing/signature.h"

#include <algorithm>

#include "common/text/fold.h"
#include "services/directive/domain/reading/meaning/units/names.h"
#include "services/directive/domain/reading/meaning/units/units.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kLinesAbove = 14;  // lines of a signature that may stand above "Nơi nhận"
constexpr size_t kApart = 6;        // lines between two titles of one signer at most
constexpr size_t kLastLines = 60;   // where a signature is looked for when there is no "Nơi nhận"

class SignatureReader {
 public:
  SignatureReader(const TokenText& text, const Layout& layout, ParsedDirective* out)
      : text_(text), layout_(layout), out_(out) {}

  void Run() {
    // Around the closing; without one, at the end.
    const size_t count = layout_.lines.size();
    size_t begin = layout_.zones.closing_begin;
    end_ = layout_.zones.closing_end;
    if (layout_.zones.recipients == kNpos) {
      begin = count > kLastLines ? count - kLastLines : 0;
      end_ = count;
    } else {
      begin = begin > kLinesAbove ? begin - kLinesAbove : 0;
    }
    for (size_t line = std::max(begin, std::min(layout_.zones.body_begin, count)); line < end_; ++line) {
      if (ReadLine(line)) {
        break;
      }
    }
    if (signer_.title.empty() && !signer_.signing_for.empty() && signer_.name.empty()) {
      return;
    }
    if (signer_.name.empty()) {
      signer_.name = out_->signer.name;
    }
    if (!signer_.name.empty() || !signer_.title.empty()) {
      signer_.evidence = signer_.name.empty() || signer_.title.empty() ? Evidence::kPartial : Evidence::kSignature;
      out_->signer = signer_;
    }
  }

 private:
  // True where the signer's name was found: nothing follows.
  bool ReadLine(size_t line) {
    const Line& at = layout_.lines[line];
    for (size_t i = std::max(at.begin, read_); i < at.end; ++i) {
      const bool open = i == at.begin || !text_.tokens[i - 1].upper || text_.tokens[i - 1].kind == Token::Kind::kMark ||
                        last_ == line;
      // "Phó Chủ tịch" in small letters is a title where it is all that its line says.
      const bool small = i == at.begin && text_.tokens[i].capital && layout_.zones.recipients != kNpos &&
                         TitleAt(text_, i, at.end).end == at.end;
      if (!(text_.tokens[i].upper || small) || !open) {
        continue;
      }
      if (!SignatureMark(text_, i, at.end).empty()) {
        i = std::max(i, ReadMark(line, i) - 1);
        continue;
      }
      const Match title = TitleAt(text_, i, at.end);
      if (title && (small || text_.tokens[title.end - 1].upper)) {
        // "PHÓ TRƯỞNG BAN / PHÓ THỦ TƯỚNG": signed in the first office, the second is the person's.
        if (signer_.title.empty() || titled_ + kApart < line) {
          signer_.title = title.entry->phrase;
        }
        titled_ = last_ = line;
        Extend(i, title.end);
        size_t stop = title.end;
        while (stop < at.end && text_.tokens[stop].upper) {
          ++stop;
        }
        if (Name(stop, at.end)) {
          return true;
        }
        i = std::max(title.end, stop) - 1;
      }
    }
    if (last_ == kNpos || line <= last_ || signer_.title.empty()) {
      return false;
    }
    // A name may be torn over two lines.
    const bool torn = at.end == at.begin + 1 && line + 1 < end_ && !layout_.lines[line + 1].pipe &&
                      !layout_.lines[line + 1].blank_before;
    return Name(at.begin, torn ? layout_.lines[line + 1].end : at.end);
  }

  // "TM. ỦY BAN NHÂN DÂN", "KT. BỘ TRƯỞNG, / CHỦ NHIỆM": whom the signer speaks or signs for. Behind it.
  size_t ReadMark(size_t line, size_t at) {
    const std::string_view mark = SignatureMark(text_, at, layout_.lines[line].end);
    const size_t from = at + (mark.size() == 3 && mark[1] == '/' ? 3 : 2);
    const size_t limit = GoesOn(line) ? layout_.lines[line + 1].end : layout_.lines[line].end;
    size_t stop = from;
    while (stop < limit && (text_.tokens[stop].upper || text_.tokens[stop].mark == ',') &&
           SignatureMark(text_, stop, limit).empty()) {
      const Match first = TitleAt(text_, from, limit);
      const bool own = TitleAt(text_, stop, limit) && first && first.end <= stop;
      if (stop > from && (text_.tokens[stop].folded == "pho" || own)) {
        break;
      }
      ++stop;
    }
    if (stop == from) {
      return from;
    }
    size_t name = stop;
    while (name > from && text_.tokens[name - 1].kind == Token::Kind::kMark) {
      --name;
    }
    (mark == "tm" || mark == "t/m" ? signer_.on_behalf_of : signer_.signing_for) = SpellName(text_, from, name);
    last_ = line;
    read_ = stop;
    Extend(at, stop);
    return stop;
  }

  // The name may go on on the next line.
  bool GoesOn(size_t line) const {
    if (line + 1 >= end_ || layout_.lines[line + 1].pipe) {
      return false;
    }
    const Line& next = layout_.lines[line + 1];
    return text_.tokens[layout_.lines[line].end - 1].mark == ',' ||
           (SignatureMark(text_, next.begin, next.end).empty() && !TitleAt(text_, next.begin, next.end));
  }

  void Extend(size_t begin, size_t end) {
    if (signer_.span.end == 0) {
      signer_.span.begin = static_cast<uint32_t>(begin);
    }
    signer_.span.end = static_cast<uint32_t>(end);
  }

  // A person's name: two to six capital words alone on their line.
  bool Name(size_t begin, size_t end) {
    while (begin < end && text_.tokens[begin].kind == Token::Kind::kMark && text_.tokens[begin].mark != '-' &&
           text_.tokens[begin].mark != '|') {
      ++begin;
    }
    for (Match rank; (rank = LongestMatch(text_, TheVocabulary().ranks, begin, end));) {
      begin = rank.end + (rank.end < end && text_.tokens[rank.end].mark == '.' ? 1 : 0);
    }
    // In a text run into one line capitals follow the name: the title of what is attached.
    size_t stop = begin;
    while (stop < end && text_.tokens[stop].kind == Token::Kind::kWord && text_.tokens[stop].capital &&
           !text_.tokens[stop].upper) {
      ++stop;
    }
    if (stop > begin + 1 && stop < end && text_.tokens[stop].upper) {
      end = stop;
    }
    if (begin >= end || end - begin < 2 || end - begin > 7) {
      return false;
    }
    bool upper = true;
    for (size_t i = begin; i < end; ++i) {
      const Token& token = text_.tokens[i];
      if (token.kind != Token::Kind::kWord || !token.capital) {
        return false;
      }
      upper &= token.upper;
    }
    if (upper && TitleAt(text_, begin, end)) {
      return false;
    }
    if (!SignatureMark(text_, begin, end).empty() || text_.tokens[begin].folded == "luu" ||
        LongestMatch(text_, TheVocabulary().bodies, begin, end).end > begin + 1) {
      return false;
    }
    const bool torn =
        std::any_of(text_.tokens.begin() + static_cast<long>(begin), text_.tokens.begin() + static_cast<long>(end),
                    [](const Token& token) { return !token.spelled.empty(); });
    signer_.name = torn ? SpellPlain(text_, begin, end) : text_.Text(begin, end);
    signer_.span.end = static_cast<uint32_t>(end);
    return true;
  }

  const TokenText& text_;
  const Layout& layout_;
  ParsedDirective* out_;
  Signer signer_;
  size_t end_ = 0;         // behind the last line to read
  size_t read_ = 0;        // tokens before it are read
  size_t last_ = kNpos;    // the last line of offices
  size_t titled_ = kNpos;  // the last line with a title
};

}  // namespace

std::string_view SignatureMark(const TokenText& text, size_t at, size_t end) {
  if (at >= end || !text.tokens[at].upper) {
    return "";
  }
  for (std::string_view mark : {"tm", "kt", "tl", "tuq"}) {
    // A scan makes a comma of the point; "VT, KT, TH" behind "Lưu" are departments.
    if (text.tokens[at].folded == mark && at + 1 < end &&
        (text.tokens[at + 1].mark == '.' || text.tokens[at + 1].mark == '/' ||
         (text.tokens[at + 1].mark == ',' && text.tokens[at].line_start))) {
      return mark;
    }
  }
  if (at + 2 < end && text.tokens[at].folded == "t" && text.tokens[at + 1].mark == '/' &&
      text.tokens[at + 2].folded == "m") {
    return "t/m";
  }
  if (at + 2 < end && text.tokens[at].folded == "k" && text.tokens[at + 1].mark == '/' &&
      text.tokens[at + 2].folded == "t") {
    return "k/t";
  }
  return "";
}

Match TitleAt(const TokenText& text, size_t at, size_t end) {
  return LongestMatch(text, TheVocabulary().titles, at, end);
}

void ReadSignature(const TokenText& text, const Layout& layout, ParsedDirective* out) {
  SignatureReader(text, layout, out).Run();
}

}  // namespace dondoc::directive::reading
