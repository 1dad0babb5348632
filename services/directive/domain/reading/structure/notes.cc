#include "services/directive/domain/reading/structure/notes.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "services/directive/domain/reading/structure/blocks.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kMostLines = 12;  // of a note that does not end with a full stop

bool Ends(const Token& token) {
  return token.mark == '.' || token.mark == ';' || token.mark == ':' || token.mark == '/';
}

// "[12]" at `at`: behind it; 0 where none stands there.
size_t BehindBracket(const TokenText& text, size_t at, size_t end) {
  const bool bracket = at + 2 < text.tokens.size() && at + 2 < end + 1 && text.tokens[at].mark == '[' &&
                       text.tokens[at + 1].kind == Token::Kind::kNumber && text.tokens[at + 1].folded.size() <= 3 &&
                       text.tokens[at + 2].mark == ']';
  return bracket ? at + 3 : 0;
}

class NoteFinder {
 public:
  NoteFinder(const TokenText& text, Layout* layout) : text_(text), lines_(layout->lines), zones_(layout->zones) {}

  void Run() {
    for (size_t i = zones_.body_begin; i < lines_.size(); ++i) {
      if (!lines_[i].pipe && (Bracketed(i) || Numbered(i) || Referred(i))) {
        i = Mark(i);
      } else {
        Remember(lines_[i]);
      }
    }
  }

 private:
  const Token& Last(size_t line) const { return text_.tokens[lines_[line].end - 1]; }

  // True where the line does not go on with the one above: "... theo Nghị quyết\n[1] và ..." does.
  bool Apart(size_t i) const {
    return i == 0 || lines_[i].blank_before || lines_[i - 1].pipe || lines_[i - 1].note || Ends(Last(i - 1));
  }

  bool Bracketed(size_t i) const { return BehindBracket(text_, lines_[i].begin, lines_[i].end) != 0 && Apart(i); }

  // The "(2)" of "45 trạm(2) ở các xã": behind a word, and no item of a list within the line.
  void Remember(const Line& line) {
    for (size_t at = line.begin + 1; at + 2 < line.end; ++at) {
      const Token& before = text_.tokens[at - 1];
      const bool item = before.kind == Token::Kind::kMark || before.folded == "va" || before.folded == "hoac";
      if (const size_t number = item ? 0 : ParenthesisAt(at); number != 0) {
        referred_[number] = true;
      }
    }
  }

  // The number of "(2)" at `at`; 0 where none stands there.
  size_t ParenthesisAt(size_t at) const {
    if (at + 2 >= text_.tokens.size() || text_.tokens[at].mark != '(' || text_.tokens[at + 2].mark != ')') return 0;
    const Token& number = text_.tokens[at + 1];
    return number.kind == Token::Kind::kNumber && number.folded.size() <= 2 ? std::stoul(number.folded) : 0;
  }

  // True where words that open a note stand at `at`, and none that order something ("Theo dõi").
  bool Opens(size_t at, size_t end) const {
    const Match note = LongestMatch(text_, TheVocabulary().notes, at, end);
    const Match duty = LongestMatch(text_, TheVocabulary().unit_stops, at, end);
    return note && (!duty || duty.end <= note.end);
  }

  // "(2) Theo thống kê ...": in form an item of a list; a note where a word above has its number.
  bool Referred(size_t i) const {
    const Line& line = lines_[i];
    const size_t number = ParenthesisAt(line.begin);
    return number != 0 && referred_[number] && line.end > line.begin + 4 && Apart(i) && Opens(line.begin + 3, line.end);
  }

  // "2 Theo ...": a number that no mark closes, apart from the text, and words that open a note; or any words, where
  // the sentence above goes on behind.
  bool Numbered(size_t i) const {
    const Line& line = lines_[i];
    const Token& number = text_.tokens[line.begin];
    const bool apart = line.blank_before || i == zones_.closing_end || (i > 0 && lines_[i - 1].note);
    if (!apart || line.end - line.begin < 3 || number.kind != Token::Kind::kNumber || number.folded.size() > 2 ||
        number.folded[0] == '0' || !text_.tokens[line.begin + 1].capital ||
        !text_.tokens[line.begin + 1].space_before) {
      return false;
    }
    return Opens(line.begin + 1, line.end) || (line.blank_before && Interrupts(i));
  }

  // True where the paragraph above is unfinished and goes on behind the note in small letters.
  bool Interrupts(size_t i) const {
    if (i == 0 || lines_[i - 1].pipe || Ends(Last(i - 1)) || ExpectsNumber(Last(i - 1)) ||
        Last(i - 1).kind != Token::Kind::kWord || Last(i - 1).upper) {
      return false;
    }
    size_t next = EndOf(i);
    if (next < lines_.size() && lines_[next].end == lines_[next].begin + 1 &&
        text_.tokens[lines_[next].begin].kind == Token::Kind::kNumber) {
      ++next;  // the page's number
    }
    if (next >= lines_.size() || lines_[next].pipe) {
      return false;
    }
    const Token& first = text_.tokens[lines_[next].begin];
    return first.kind == Token::Kind::kWord && !first.capital;
  }

  // The first line behind the note that begins at line `i`.
  size_t EndOf(size_t i) const {
    // A number alone on its line: the text stands below.
    const bool alone = BehindBracket(text_, lines_[i].begin, lines_[i].end) == lines_[i].end;
    size_t end = i + (alone ? 2 : 1);
    while (end < lines_.size() && end - i < kMostLines && !lines_[end].blank_before && !lines_[end].pipe &&
           !lines_[end].furniture && Last(end - 1).mark != '.' &&
           BehindBracket(text_, lines_[end].begin, lines_[end].end) == 0 &&
           ReadMarker(text_, lines_[end].begin, lines_[end].end).kind == MarkerKind::kNone) {
      ++end;
    }
    return std::min(end, lines_.size());
  }

  // Returns the note's last line.
  size_t Mark(size_t i) {
    const size_t end = EndOf(i);
    for (size_t line = i; line < end; ++line) {
      lines_[line].note = !lines_[line].pipe;
    }
    return end - 1;
  }

  const TokenText& text_;
  std::vector<Line>& lines_;
  const Zones& zones_;
  std::array<bool, 100> referred_ = {};  // by number: "(2)" stands behind a word above
};

}  // namespace

void MarkNotes(const TokenText& text, Layout* layout) { NoteFinder(text, layout).Run(); }

}  // namespace dondoc::directive::reading
