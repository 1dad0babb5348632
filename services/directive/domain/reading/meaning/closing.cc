#include "services/directive/domain/reading/meaning/closing.h"

#include <algorithm>
#include <string_view>

#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "services/directive/domain/reading/meaning/units.h"
#include "services/directive/domain/reading/structure/blocks.h"

namespace dondoc::directive::reading {
namespace {

bool Bullet(const Token& token) {
  return token.mark == '-' || token.mark == '+' || token.folded == "•" || token.folded == "·";
}

Purpose PurposeByName(std::string_view name) {
  if (name == "EXECUTE") return Purpose::kExecute;
  if (name == "REPORT") return Purpose::kReport;
  if (name == "COORDINATE") return Purpose::kCoordinate;
  if (name == "PUBLISH") return Purpose::kPublish;
  if (name == "ARCHIVE") return Purpose::kArchive;
  return Purpose::kInform;
}

// "TM." "KT." "TL." "TUQ." "Q.": the abbreviation that opens a line of a signature.
std::string_view SignatureMark(const TokenText& text, size_t at, size_t end) {
  if (at >= end || !text.tokens[at].upper) {
    return "";
  }
  for (std::string_view mark : {"tm", "kt", "tl", "tuq"}) {
    if (text.tokens[at].folded == mark && at + 1 < end &&
        (text.tokens[at + 1].mark == '.' || text.tokens[at + 1].mark == '/' || text.tokens[at + 1].mark == ',')) {
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

// "PHÓ CHỦ TỊCH", "GIÁM ĐỐC": where the signer's title that begins at `at` ends, or `at`.
size_t Title(const TokenText& text, size_t at, size_t end) {
  const Match match = LongestMatch(text, TheVocabulary().titles, at, end);
  return match ? match.end : at;
}

class ClosingReader {
 public:
  ClosingReader(const TokenText& text, const Layout& layout, ParsedDirective* out)
      : text_(text), layout_(layout), out_(out) {}

  void Run() {
    if (layout_.zones.recipients != kNpos) {
      Recipients();
    }
    Signature();
  }

 private:
  void Recipients() {
    size_t at = layout_.zones.recipients + 2;
    const size_t limit = std::min(text_.tokens.size(), at + 1500);
    size_t from = kNpos;
    bool last = false;
    for (; at < limit && !last; ++at) {
      const Token& token = text_.tokens[at];
      if (token.mark == ':' && from == kNpos) {
        continue;
      }
      const bool signature = EndsRecipients(at, limit);
      const bool bullet = Bullet(token) && (token.line_start || (at > 0 && Breaks(at)));
      if (signature || bullet) {
        if (from != kNpos) {
          last = !Recipient(from, at);
          from = kNpos;
        }
        if (signature) {
          // A signature's column may stand between the recipients' lines.
          const size_t line = layout_.LineOf(at);
          if (text_.tokens[at].mark == '|' || !MoreBelow(line) || last) {
            return;
          }
          at = layout_.lines[line].end - 1;
          continue;
        }
        from = at + 1;
        continue;
      }
      if (token.line_start && from == kNpos && token.kind == Token::Kind::kWord) {
        from = at;  // a recipient without a bullet
      } else if (token.line_start && from != kNpos && at > from && text_.tokens[at - 1].mark == ';' &&
                 token.kind == Token::Kind::kWord) {
        last = !Recipient(from, at);
        from = at;
      }
    }
    if (from != kNpos && !last) {
      Recipient(from, at);
    }
  }

  // Within one line, " - " behind ";" opens the next recipient.
  bool Breaks(size_t at) const {
    const Token& before = text_.tokens[at - 1];
    return text_.tokens[at].space_before && (before.mark == ';' || before.mark == ':' || before.mark == '.');
  }

  bool EndsRecipients(size_t at, size_t limit) const {
    const Token& token = text_.tokens[at];
    if (token.mark == '|') {
      return true;
    }
    if (!SignatureMark(text_, at, limit).empty()) {
      return true;
    }
    if (token.upper && token.line_start && Title(text_, at, limit) > at + 1) {
      return true;
    }
    // On one line behind a recipient: "(để b/c); KT. CHỦ TỊCH".
    return token.upper && token.space_before && at + 1 < limit && text_.tokens[at + 1].upper &&
           Title(text_, at, limit) > at + 1;
  }

  bool MoreBelow(size_t line) const {
    for (size_t i = line + 1; i < std::min(layout_.lines.size(), line + 6); ++i) {
      if (Bullet(text_.tokens[layout_.lines[i].begin])) {
        return true;
      }
      if (layout_.lines[i].pipe) {
        return false;
      }
    }
    return false;
  }

  // Adds tokens [begin, end); false behind the last one ("Lưu: ...").
  bool Recipient(size_t begin, size_t end) {
    while (begin < end && text_.tokens[begin].kind == Token::Kind::kMark) {
      ++begin;
    }
    directive::Recipient recipient;
    recipient.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
    bool archive = false;
    if (begin < end && text_.tokens[begin].folded == "luu") {
      archive = true;
      recipient.purpose = Purpose::kArchive;
      recipient.evidence = Evidence::kLabelled;
      ++begin;
      while (begin < end && text_.tokens[begin].mark == ':') {
        ++begin;
      }
      // The signature's column, read across, comes behind.
      for (size_t i = begin; i < end; ++i) {
        if (i > begin && text_.tokens[i].line_start &&
            (text_.tokens[i - 1].mark == '.' || layout_.lines[layout_.LineOf(i)].blank_before ||
             text_.tokens[i].mark == '|')) {
          end = i;
        }
      }
    } else {
      const size_t whole = end;
      end = TakePurpose(begin, end, &recipient);
      recipient.evidence = end == whole ? Evidence::kBare : Evidence::kMarked;
    }
    while (end > begin && text_.tokens[end - 1].kind == Token::Kind::kMark && text_.tokens[end - 1].mark != ')') {
      --end;
    }
    if (begin >= end || end - begin > 60) {
      return !archive;
    }
    recipient.name = SpellPlain(text_, begin, end);
    if (Fold(recipient.name).starts_with("nhu tren") || Fold(recipient.name).starts_with("nhu dieu")) {
      recipient.purpose = Purpose::kExecute;
    }
    out_->recipients.push_back(std::move(recipient));
    return !archive;
  }

  // Takes a purpose in brackets off the end; returns where the name ends.
  size_t TakePurpose(size_t begin, size_t end, directive::Recipient* recipient) const {
    for (size_t i = end; i-- > begin;) {
      if (text_.tokens[i].mark != '(') {
        continue;
      }
      for (size_t k = i + 1; k < end; ++k) {
        if (const Match match = LongestMatch(text_, TheVocabulary().purposes, k, end)) {
          recipient->purpose = PurposeByName(match.entry->value);
          // "(Cục A03 - để b/c)": what else the brackets say goes with them.
          return i;
        }
      }
      return end;
    }
    for (size_t k = begin + 1; k + 2 < end; ++k) {
      if ((text_.tokens[k].mark == '-' || text_.tokens[k].folded == "de") && end - k <= 5) {
        if (const Match match =
                LongestMatch(text_, TheVocabulary().purposes, k + (text_.tokens[k].mark == '-' ? 1 : 0), end)) {
          if (match.entry->phrase.find('/') != std::string::npos || match.entry->phrase.starts_with("để")) {
            recipient->purpose = PurposeByName(match.entry->value);
            return k;
          }
        }
      }
    }
    return end;
  }

  void Signature() {
    // Around the closing; without one, at the end.
    const size_t count = layout_.lines.size();
    size_t begin = layout_.zones.closing_begin;
    size_t end = layout_.zones.closing_end;
    if (layout_.zones.recipients == kNpos) {
      begin = count > 60 ? count - 60 : 0;
      end = count;
    } else {
      begin = begin > 14 ? begin - 14 : 0;
    }
    begin = std::max(begin, std::min(layout_.zones.body_begin, count));
    size_t title_line = kNpos;
    Signer signer;
    for (size_t line = begin; line < end; ++line) {
      const Line& at = layout_.lines[line];
      for (size_t i = at.begin; i < at.end; ++i) {
        const bool open = i == at.begin || !text_.tokens[i - 1].upper ||
                          text_.tokens[i - 1].kind == Token::Kind::kMark || title_line == line;
        if (!text_.tokens[i].upper || !open) {
          continue;
        }
        const std::string_view mark = SignatureMark(text_, i, at.end);
        if (!mark.empty()) {
          size_t from = i + (mark.size() == 3 && mark[1] == '/' ? 3 : 2);
          size_t stop = from;
          size_t limit = at.end;
          // The name may go on on the next line.
          if (line + 1 < end && !layout_.lines[line + 1].pipe &&
              SignatureMark(text_, layout_.lines[line + 1].begin, layout_.lines[line + 1].end).empty() &&
              Title(text_, layout_.lines[line + 1].begin, layout_.lines[line + 1].end) ==
                  layout_.lines[line + 1].begin) {
            limit = layout_.lines[line + 1].end;
          }
          while (stop < limit && (text_.tokens[stop].upper || text_.tokens[stop].mark == ',') &&
                 SignatureMark(text_, stop, limit).empty()) {
            if (stop > from && (text_.tokens[stop].folded == "pho" ||
                                (Title(text_, stop, limit) > stop && Title(text_, from, limit) <= stop &&
                                 Title(text_, from, limit) > from))) {
              break;
            }
            ++stop;
          }
          if (stop > from) {
            (mark == "tm" || mark == "t/m" ? signer.on_behalf_of : signer.signing_for) = SpellTitle(from, stop);
            title_line = line;
            if (signer.span.end == 0) {
              signer.span.begin = static_cast<uint32_t>(i);
            }
            signer.span.end = static_cast<uint32_t>(stop);
            i = stop - 1;
          }
          continue;
        }
        const size_t title = Title(text_, i, at.end);
        if (title > i && text_.tokens[title - 1].upper) {
          signer.title = SpellTitle(i, title);
          title_line = line;
          signer.span.end = static_cast<uint32_t>(title);
          if (signer.span.begin == 0) {
            signer.span.begin = static_cast<uint32_t>(i);
          }
          size_t stop = title;
          while (stop < at.end && text_.tokens[stop].upper) {
            ++stop;
          }
          i = std::max(title, stop) - 1;
          if (Name(stop, at.end, &signer)) {
            line = end;
            break;
          }
        }
      }
      // A name may be torn over two lines.
      const bool torn = line < end && at.end == at.begin + 1 && line + 1 < end && !layout_.lines[line + 1].pipe &&
                        !layout_.lines[line + 1].blank_before;
      const size_t name_end = torn ? layout_.lines[line + 1].end : at.end;
      if (line < end && title_line != kNpos && line > title_line && !signer.title.empty() &&
          Name(at.begin, name_end, &signer)) {
        break;
      }
    }
    if (signer.title.empty() && !signer.signing_for.empty() && signer.name.empty()) {
      return;
    }
    if (signer.name.empty()) {
      signer.name = out_->signer.name;
    }
    if (!signer.name.empty() || !signer.title.empty()) {
      signer.evidence = signer.name.empty() || signer.title.empty() ? Evidence::kPartial : Evidence::kSignature;
      out_->signer = signer;
    }
  }

  // A person's name: two to six capital words alone on their line.
  bool Name(size_t begin, size_t end, Signer* signer) const {
    while (begin < end && text_.tokens[begin].kind == Token::Kind::kMark && text_.tokens[begin].mark != '-' &&
           text_.tokens[begin].mark != '|') {
      ++begin;
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
    if (upper && Title(text_, begin, end) > begin) {
      return false;
    }
    if (!SignatureMark(text_, begin, end).empty() || text_.tokens[begin].folded == "luu" ||
        LongestMatch(text_, TheVocabulary().bodies, begin, end).end > begin + 1) {
      return false;
    }
    signer->name = text_.Text(begin, end);
    signer->span.end = static_cast<uint32_t>(end);
    return true;
  }

  // "PHÓ CHỦ TỊCH" as "Phó Chủ tịch".
  std::string SpellTitle(size_t begin, size_t end) const {
    std::string name = SpellName(text_, begin, end);
    const std::string folded = Fold(name);
    if (folded.starts_with("pho ") && name.size() > 5) {
      size_t space = name.find(' ');
      const std::string rest = SpellName(text_, begin + 1, end);
      return "Phó" + name.substr(space, 1) + rest;
    }
    return name;
  }

  const TokenText& text_;
  const Layout& layout_;
  ParsedDirective* out_;
};

}  // namespace

void ReadClosing(const TokenText& text, const Layout& layout, ParsedDirective* out) {
  ClosingReader(text, layout, out).Run();
}

}  // namespace dondoc::directive::reading
