#include "services/directive/domain/reading/structure/documents.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace dondoc::directive::reading {
namespace {

constexpr size_t kHead = 90;       // tokens from the motto to the number, or to what says that it is attached
constexpr size_t kHeadLines = 9;   // lines of a head above its motto
constexpr size_t kShortest = 60;   // tokens of a document: head and closing are more than that
constexpr size_t kAttached = 150;  // tokens from the motto to the end of a title

bool Upper(const TokenText& text, size_t begin, size_t end) {
  return std::all_of(text.tokens.begin() + static_cast<long>(begin), text.tokens.begin() + static_cast<long>(end),
                     [](const Token& token) { return token.kind != Token::Kind::kWord || token.upper; });
}

bool MottoAt(const TokenText& text, size_t at) {
  const size_t end = text.tokens.size();
  const bool state = WordsAt(text, at, end, "cong hoa xa hoi chu nghia viet nam");
  return text.tokens[at].upper && (state || WordsAt(text, at, end, "dang cong san viet nam")) &&
         Upper(text, at, at + 5);
}

// "Nơi nhận:" at the start of a line, or "TM.", "KT." of who signs.
bool ClosingAt(const TokenText& text, size_t at) {
  static constexpr std::array<std::string_view, 4> kSigns = {"tm", "kt", "tl", "tuq"};
  const Token& token = text.tokens[at];
  if (!token.line_start || at + 2 >= text.tokens.size()) {
    return false;
  }
  const Token& next = text.tokens[at + 1];
  if (token.upper && next.mark == '.' && !next.space_before) {
    return std::find(kSigns.begin(), kSigns.end(), token.folded) != kSigns.end();
  }
  return WordsAt(text, at, text.tokens.size(), "noi nhan") &&
         (text.tokens[at + 2].mark == ':' || text.tokens[at + 2].line_start);
}

enum class Number { kNone, kBlank, kWhole };

// "Số: 31/KH-UBND", "Số 12-KH/HU"; "Số: /UBND-VX" is blank: not given yet. The dots of a form are none.
Number NumberAt(const TokenText& text, size_t at, size_t end) {
  if (text.tokens[at].folded != "so" || !text.tokens[at].capital) {
    return Number::kNone;
  }
  const bool colon = at + 1 < end && text.tokens[at + 1].mark == ':';
  at += colon ? 2 : 1;
  if (at + 2 >= end) {
    return Number::kNone;
  }
  if (colon && text.tokens[at].mark == '/' && text.tokens[at + 1].upper) {
    return Number::kBlank;
  }
  const char mark = text.tokens[at + 1].mark;
  const bool whole = text.tokens[at].kind == Token::Kind::kNumber && (mark == '/' || mark == '-');
  return whole ? Number::kWhole : Number::kNone;
}

// "Phụ lục", "Mẫu số 01" in [begin, end): what follows is attached.
bool Annexed(const TokenText& text, size_t begin, size_t end) {
  return FindWords(text, begin, end, "phu luc") != kNpos || FindWords(text, begin, end, "mau so") != kNpos ||
         FindWords(text, begin, end, "bieu mau") != kNpos;
}

// Where the lines of a head above the motto begin: the issuer's column in capitals, and from "Số" on whatever stands
// there. What signs the document above is none of it.
size_t HeadBegin(const TokenText& text, size_t motto, size_t closing) {
  static constexpr std::array<std::string_view, 8> kSignatures = {"tm",       "kt",  "tl",       "tuq",
                                                                  "chu tich", "pho", "giam doc", "bi thu"};
  std::vector<size_t> lines;  // their first tokens, upwards
  for (size_t i = motto + 1; i-- > closing && lines.size() <= kHeadLines;) {
    if (text.tokens[i].line_start) {
      lines.push_back(i);
    }
  }
  if (lines.empty()) {
    return motto;
  }
  size_t head = lines.front();
  size_t end = head;
  size_t from = 1;
  for (size_t line = 1; line < lines.size(); ++line) {
    if (text.tokens[lines[line]].folded == "so" && text.tokens[lines[line]].capital) {
      head = end = lines[line];
      from = line + 1;
      break;
    }
  }
  for (size_t line = from; line < lines.size(); ++line) {
    const bool signs = std::any_of(kSignatures.begin(), kSignatures.end(),
                                   [&](std::string_view words) { return WordsAt(text, lines[line], end, words); });
    if (signs || !Upper(text, lines[line], end)) {
      break;
    }
    head = end = lines[line];
  }
  return head;
}

// A head from `head` with its motto at `motto`, behind a closing at `closing`, of a document of its own.
bool OpensDocument(const TokenText& text, size_t closing, size_t head, size_t motto) {
  const size_t end = std::min(text.tokens.size(), motto + kHead);
  Number number = Number::kNone;
  for (size_t i = head; i < end && number == Number::kNone; ++i) {
    number = NumberAt(text, i, end);
  }
  const size_t title = std::min(text.tokens.size(), motto + kAttached);
  if (number == Number::kNone || FindWords(text, motto, title, "kem theo") != kNpos) {
    return false;
  }
  return number == Number::kWhole || !Annexed(text, closing, motto);
}

}  // namespace

size_t EndOfFirstDocument(const TokenText& text) {
  bool headed = false;
  size_t closing = kNpos;
  for (size_t i = 0; i < text.tokens.size(); ++i) {
    if (headed && closing == kNpos && i > kShortest && ClosingAt(text, i)) {
      closing = i;
    } else if (MottoAt(text, i)) {
      if (closing != kNpos) {
        const size_t head = HeadBegin(text, i, closing);
        if (OpensDocument(text, closing, head, i)) {
          return head;
        }
      }
      headed = true;
    }
  }
  return text.tokens.size();
}

}  // namespace dondoc::directive::reading
