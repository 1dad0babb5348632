#include "services/directive/domain/reading/meaning/closing/recipients.h"

#include <algorithm>
#include <string_view>

#include "common/text/fold.h"
#include "services/directive/domain/reading/meaning/closing/signature.h"
#include "services/directive/domain/reading/meaning/units/units.h"
#include "services/directive/domain/reading/structure/blocks.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kLongestList = 1500;      // tokens
constexpr size_t kLongestRecipient = 150;  // tokens: "UBND các tỉnh, thành phố: ..." may name them all

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

class RecipientReader {
 public:
  RecipientReader(const TokenText& text, const Layout& layout, ParsedDirective* out)
      : text_(text), layout_(layout), out_(out) {}

  void Run() {
    size_t at = layout_.zones.recipients + 2;
    const size_t limit = std::min(text_.tokens.size(), at + kLongestList);
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
        // "- Văn phòng UBND tỉnh:" above lines with "+" is but their heading.
        const bool heading = text_.tokens[at].mark == '+' && text_.tokens[at - 1].mark == ':';
        if (from != kNpos && !heading) {
          last = !Recipient(from, at);
        }
        from = kNpos;
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

 private:
  // Within one line, " - " behind ";" opens the next recipient; "+" behind ":" only lists who belongs to this one.
  bool Breaks(size_t at) const {
    const Token& before = text_.tokens[at - 1];
    return text_.tokens[at].space_before && (before.mark == ';' || before.mark == '.' || before.mark == ')' ||
                                             (before.mark == ':' && text_.tokens[at].mark != '+'));
  }

  bool EndsRecipients(size_t at, size_t limit) const {
    const Token& token = text_.tokens[at];
    if (token.mark == '|') {
      return true;
    }
    if (!SignatureMark(text_, at, limit).empty()) {
      return true;
    }
    if (token.upper && token.line_start && TitleAt(text_, at, limit).end > at + 1) {
      return true;
    }
    // On one line behind a recipient: "(để b/c); KT. CHỦ TỊCH".
    return token.upper && token.space_before && at + 1 < limit && text_.tokens[at + 1].upper &&
           TitleAt(text_, at, limit).end > at + 1;
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
    if (begin >= end || end - begin > kLongestRecipient) {
      return !archive;
    }
    recipient.name = SpellPlain(text_, begin, end);
    const bool open =
        recipient.name.rfind('(') != std::string::npos && recipient.name.rfind('(') + 1 > recipient.name.rfind(')') + 1;
    recipient.name += open ? ")" : "";
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
          // "(Cục A03 - để b/c)": what else the brackets say stays with the name.
          const size_t other = text_.tokens[k - 1].folded == "de" ? k - 1 : k;
          return text_.tokens[other - 1].mark == '-' && other > i + 2 ? other - 1 : i;
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

  const TokenText& text_;
  const Layout& layout_;
  ParsedDirective* out_;
};

}  // namespace

void ReadRecipients(const TokenText& text, const Layout& layout, ParsedDirective* out) {
  if (layout.zones.recipients != kNpos) {
    RecipientReader(text, layout, out).Run();
  }
}

void TakeLaterClosings(const TokenText& text, const Layout& layout, std::vector<bool>* taken) {
  constexpr size_t kMostLines = 90;
  constexpr size_t kLongest = 45;  // tokens: no recipient is that long
  constexpr size_t kName = 8;
  const auto& lines = layout.lines;
  for (size_t first = layout.zones.closing_end; first < layout.zones.end; ++first) {
    const Line& opens = lines[first];
    if (!WordsAt(text, opens.begin, opens.end, "noi nhan") ||
        (opens.begin + 2 < opens.end && text.tokens[opens.begin + 2].mark != ':')) {
      continue;
    }
    size_t end = first + 1;
    bool ended = true;  // the line above is complete
    for (; end < layout.zones.end && end < first + kMostLines; ++end) {
      const Line& line = lines[end];
      if (line.pipe) {
        continue;
      }
      const MarkerKind kind = ReadMarker(text, line.begin, line.end).kind;
      const bool bullet = kind == MarkerKind::kDash || kind == MarkerKind::kPlus;
      const Match type = LongestMatch(text, TheVocabulary().document_types, line.begin, line.end);
      const bool title = text.tokens[line.begin].upper &&
                         ((type && type.end == line.end) || WordsAt(text, line.begin, line.end, "phu luc") ||
                          WordsAt(text, line.begin, line.end, "danh muc"));
      const size_t length = line.end - line.begin;
      const bool other = kind != MarkerKind::kNone && !bullet;
      if (length > kLongest || title || other ||
          (!bullet && ended && length > kName && !text.tokens[line.begin].upper)) {
        break;
      }
      const char last = text.tokens[line.end - 1].mark;
      ended = last == ';' || last == '.';
    }
    std::fill(taken->begin() + static_cast<long>(first), taken->begin() + static_cast<long>(end), true);
    first = end - 1;
  }
}

}  // namespace dondoc::directive::reading
