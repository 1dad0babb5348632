#include "services/directive/domain/reading/structure/layout.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "services/directive/domain/reading/structure/blocks.h"
#include "services/directive/domain/reading/structure/notes.h"

namespace dondoc::directive::reading {
namespace {

bool Upper(const TokenText& text, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i) {
    if (text.tokens[i].kind == Token::Kind::kWord && !text.tokens[i].upper) {
      return false;
    }
  }
  return true;
}

bool BlankBetween(const TokenText& text, size_t token) {
  if (token == 0) {
    return true;
  }
  const std::string_view gap =
      text.text.substr(text.tokens[token - 1].end, text.tokens[token].begin - text.tokens[token - 1].end);
  return std::count(gap.begin(), gap.end(), '\n') > 1;
}

// A converter that puts a blank line behind every line says nothing with them.
void ForgetBlankLines(Layout* layout) {
  size_t blank = 0;
  for (const Line& line : layout->lines) {
    blank += line.blank_before;
  }
  if (layout->wrapped && layout->lines.size() >= 20 && blank * 20 >= layout->lines.size() * 19) {
    for (Line& line : layout->lines) {
      line.blank_before = false;
    }
  }
}

// True where lines of some length are gone on with in small letters, one in ten or more: it is the page's edge that
// broke them. Where each line is a paragraph hardly one is, however short the paragraphs.
bool BreaksSentences(const TokenText& text, const Layout& layout) {
  size_t longer = 0, broken = 0;
  for (size_t i = 1; i < layout.lines.size(); ++i) {
    const Line& line = layout.lines[i - 1];
    const Token& last = text.tokens[line.end - 1];
    if ((last.end - text.tokens[line.begin].begin) * 10 <= layout.width * 6) {
      continue;
    }
    const size_t next = layout.lines[i].begin;
    const bool small = text.tokens[next].kind == Token::Kind::kWord && !text.tokens[next].capital;
    const bool marked = next + 1 < text.tokens.size() && text.tokens[next + 1].kind == Token::Kind::kMark &&
                        text.tokens[next].folded.size() == 1;  // "a) ..."
    ++longer;
    broken += small && !marked && last.mark != '.' && last.mark != ';' && last.mark != ':';
  }
  return broken > 0 && broken * 10 >= longer;
}

bool IsFurniture(const TokenText& text, const Line& line) {
  for (size_t i = line.begin; i < line.end; ++i) {
    if (LongestMatch(text, TheVocabulary().furniture, i, line.end)) {
      return true;
    }
  }
  return false;
}

void FindLines(const TokenText& text, Layout* layout) {
  for (size_t i = 0; i < text.tokens.size(); ++i) {
    if (text.tokens[i].line_start || i - layout->lines.back().begin >= kLongestParagraph) {
      layout->lines.push_back({i, i, BlankBetween(text, i)});
    }
    layout->lines.back().end = i + 1;
  }
  std::vector<size_t> widths;
  for (Line& line : layout->lines) {
    line.row =
        line.end == line.begin + 2 && text.tokens[line.begin].mark == '|' && text.tokens[line.begin + 1].mark == '|';
    line.pipe = line.row || (line.end == line.begin + 1 && text.tokens[line.begin].mark == '|');
    line.furniture = IsFurniture(text, line);
    const size_t width = text.tokens[line.end - 1].end - text.tokens[line.begin].begin;
    if (width > 30) {
      widths.push_back(width);
    }
  }
  if (!widths.empty()) {
    std::sort(widths.begin(), widths.end());
    layout->width = widths[widths.size() * 9 / 10];
    // Vietnamese letters take up to three bytes: 100 columns are some 140 bytes.
    layout->wrapped = layout->width < 170 && BreaksSentences(text, *layout);
  }
  ForgetBlankLines(layout);
}

size_t FindMotto(const TokenText& text) {
  const size_t limit = std::min<size_t>(text.tokens.size(), 3000);
  // In capitals, or at least at the start of a line: the same words also stand in running text.
  size_t best = kNpos;
  for (std::string_view motto : {"cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam"}) {
    for (size_t at = 0; (at = FindWords(text, at, std::min(limit, best), motto)) != kNpos; ++at) {
      if (Upper(text, at, at + 5) || (text.tokens[at].line_start && motto.starts_with("cong"))) {
        best = at;
        break;
      }
    }
  }
  if (best != kNpos) {
    return best;
  }
  best = FindWords(text, 0, limit, "tu do hanh phuc");
  const size_t other = FindWords(text, 0, limit, "tu do - hanh phuc");
  best = std::min(best, other);
  for (size_t i = best; i != kNpos && i > 0 && best - i < 25; --i) {
    if (text.tokens[i].folded == "cong" || text.tokens[i].folded == "doc") {
      return i;
    }
  }
  return best;
}

// "KẾHOẠCH": a type name whose words are run together.
Match GluedType(const TokenText& text, size_t at) {
  const Token& token = text.tokens[at];
  if (token.word != 0 || !token.line_start || !(at + 1 >= text.tokens.size() || text.tokens[at + 1].line_start)) {
    return {};
  }
  for (const Entry& entry : TheVocabulary().document_types.entries()) {
    std::string glued;
    for (const WordId word : entry.words) {
      glued += TheVocabulary().words.Word(word);
    }
    if (entry.words.size() > 1 && glued == token.folded) {
      return {&entry, at + 1};
    }
  }
  return {};
}

// The title's kind: a type name in capitals that begins a line, or stands behind the date in a header run into one
// line.
void FindType(const TokenText& text, Layout* layout) {
  const size_t begin = layout->motto == kNpos ? 0 : layout->motto;
  const size_t limit = std::min(text.tokens.size(), begin + 500);
  for (size_t i = begin; i < limit; ++i) {
    const Token& token = text.tokens[i];
    if (!token.upper || layout->lines[layout->LineOf(i)].furniture) {
      continue;
    }
    Match match = LongestMatch(text, TheVocabulary().document_types, i, limit);
    if (!match) {
      match = GluedType(text, i);
    }
    if (!match || !Upper(text, i, match.end)) {
      continue;
    }
    // In the body's references ("Luật", "QUYẾT ĐỊNH:") and in names ("BAN CHỈ ĐẠO THI HÀNH LUẬT") a type is no title.
    const bool after_date =
        i > 0 && (text.tokens[i - 1].kind == Token::Kind::kNumber || text.tokens[i - 1].mark == '|');
    const bool alone = match.end >= text.tokens.size() || text.tokens[match.end].line_start;
    if (match.entry->spelled.size() < 2 && !(token.line_start && alone)) {
      continue;
    }
    if (token.line_start || after_date || (alone && i > 0 && text.tokens[i - 1].kind == Token::Kind::kMark)) {
      layout->type_begin = i;
      // "THÔNG BÁO / KẾT LUẬN của ...": what is announced is the subject.
      layout->type_end = match.entry->value == "THONG_BAO" ? std::min(match.end, i + 2) : match.end;
      layout->type = match.entry;
      return;
    }
  }
}

// A line that begins the body: a basis or an addressee. Their words may be torn at its end ("Căn / cứ Luật ...").
bool OpensBody(const TokenText& text, const Line& line) {
  const bool bullet = text.tokens[line.begin].mark == '-' && line.end > line.begin + 1;
  const size_t begin = bullet ? line.begin + 1 : line.begin;
  const Token& first = text.tokens[begin];
  const size_t limit = std::min(text.tokens.size(), begin + 6);
  return WordsAt(text, begin, limit, "kinh gui") ||
         (!first.upper && first.capital && LongestMatch(text, TheVocabulary().bases, begin, limit));
}

// A paragraph of the body under a title: running text, where the title is in capitals or stands in lines above. A title
// in small letters is the first paragraph behind its kind.
bool RunningText(const TokenText& text, const Layout& layout, size_t line, size_t title) {
  const Line& at = layout.lines[line];
  const Token& first = text.tokens[at.begin];
  if (line <= title || at.pipe || at.furniture || !first.capital || first.upper) {
    return false;
  }
  const bool small_title = !Upper(text, layout.lines[title].begin, layout.lines[title].end);
  if (small_title && !at.blank_before) {
    return false;
  }
  size_t words = 0, small = 0;
  for (size_t i = at.begin; i < at.end; ++i) {
    words += text.tokens[i].kind == Token::Kind::kWord;
    small += text.tokens[i].kind == Token::Kind::kWord && !text.tokens[i].upper;
  }
  return words >= 5 && small * 10 >= words * 8;
}

// "I. MỤC TIÊU", "Điều 1." behind the title: a document that goes straight to its first part.
bool OpensOutline(const TokenText& text, const Line& line) {
  const Marker marker = ReadMarker(text, line.begin, line.end);
  const bool first = marker.label == "I" || marker.label == "A" || marker.label == "1";
  return first && marker.end < line.end && text.tokens[marker.end].capital;
}

// Behind the table of facts that a site puts above a document; 0 where there is none.
size_t BehindFacts(const TokenText& text, const Layout& layout) {
  const size_t at = FindWords(text, 0, std::min<size_t>(text.tokens.size(), 600), "so hieu");
  return at == kNpos ? 0 : layout.LineOf(at) + 1;
}

size_t FindBody(const TokenText& text, const Layout& layout) {
  size_t from = 0;
  if (layout.type_begin != kNpos) {
    from = layout.LineOf(layout.type_begin) + 1;
  } else if (layout.motto != kNpos) {
    from = layout.LineOf(layout.motto) + 1;
  } else {
    from = BehindFacts(text, layout);
  }
  const bool headless = layout.type_begin == kNpos && layout.motto == kNpos;
  bool sentence = false;  // a line above ends as paragraphs do
  for (size_t i = from; i < layout.lines.size() && i < from + 60; ++i) {
    // Where the header is lost, all is body; but for what stands above the addressees.
    const Line& line = layout.lines[i];
    if (headless ? WordsAt(text, line.begin, line.end, "kinh gui")
                 : OpensBody(text, line) || (layout.type_begin != kNpos && RunningText(text, layout, i, from))) {
      return i;
    }
    if (!headless && !sentence && i > from && layout.type_begin != kNpos && OpensOutline(text, line)) {
      return i;
    }
    const char last = text.tokens[line.end - 1].mark;
    sentence |= last == ':' || last == '.' || last == ';';
  }
  return std::min(from, layout.lines.size());
}

size_t FindRecipients(const TokenText& text, size_t from) {
  for (size_t i = from; i + 1 < text.tokens.size(); ++i) {
    if (text.tokens[i].folded != "noi" || !text.tokens[i].capital) {
      continue;
    }
    const std::string& next = text.tokens[i + 1].folded;
    if (next == "nhan" || (next == "gui" && text.tokens[i].line_start) ||
        (text.damaged && next.size() >= 3 && next.size() <= 5 && next[0] == 'n' && text.tokens[i].line_start)) {
      const bool open = i + 2 >= text.tokens.size() || text.tokens[i + 2].mark == ':' ||
                        text.tokens[i + 2].line_start || text.tokens[i + 2].mark == '-' ||
                        (text.tokens[i + 2].mark == '(' && text.tokens[i].line_start);
      if (open) {
        return i;
      }
    }
  }
  return kNpos;
}

// A line that is nothing but the heading of what a site lists behind a document.
bool HeadsSiteList(const TokenText& text, const Line& line) {
  for (std::string_view words : {"van ban lien quan", "van ban cung chu de", "van ban khac", "tai lieu lien quan",
                                 "bai viet lien quan", "tin lien quan", "tin bai lien quan", "cac tin khac"}) {
    const size_t end = line.begin + static_cast<size_t>(std::count(words.begin(), words.end(), ' ')) + 1;
    if (WordsAt(text, line.begin, line.end, words) &&
        (end == line.end || (end + 1 == line.end && text.tokens[end].mark == ':'))) {
      return true;
    }
  }
  return false;
}

// The closing reaches from the signature or "Nơi nhận", whichever comes first, to the signer's name behind both.
void FindClosing(const TokenText& text, Layout* layout) {
  Zones& zones = layout->zones;
  zones.closing_begin = zones.closing_end = layout->lines.size();
  const size_t from =
      zones.body_begin < layout->lines.size() ? layout->lines[zones.body_begin].begin : text.tokens.size();
  zones.recipients = FindRecipients(text, from);
  if (zones.recipients == kNpos) {
    return;
  }
  const size_t at = layout->LineOf(zones.recipients);
  zones.closing_begin = at;
  // Behind: lines of recipients (dashes, short), the signature in capitals, the name; then a title or a long paragraph
  // is an annex.
  size_t end = at + 1;
  bool upper_seen = false;
  for (; end < layout->lines.size() && end < at + 90; ++end) {
    const Line& line = layout->lines[end];
    if (line.pipe) {
      continue;
    }
    const bool upper = text.tokens[line.begin].upper && Upper(text, line.begin, line.end);
    if (upper && upper_seen) {
      const Match type = LongestMatch(text, TheVocabulary().document_types, line.begin, line.end);
      const bool annex =
          WordsAt(text, line.begin, line.end, "phu luc") || WordsAt(text, line.begin, line.end, "danh muc");
      if ((type && type.end == line.end && type.entry->spelled.size() > 1) || annex) {
        break;
      }
    }
    upper_seen |= upper;
    if (line.end - line.begin > 45) {
      // A signature run into one line with the title of what is attached.
      const std::string& first = text.tokens[line.begin].folded;
      end += first == "kt" || first == "tm" || first == "tl" || first == "tuq" ? 1 : 0;
      break;
    }
    // A numbered clause; "09 KH" behind "Lưu" is a number of copies.
    const bool numbered = text.tokens[line.begin].kind == Token::Kind::kNumber && line.end > line.begin + 1 &&
                          text.tokens[line.begin + 1].kind == Token::Kind::kMark;
    // "1 Quyết định số ...": notes to the whole text.
    const bool note = text.tokens[line.begin].kind == Token::Kind::kNumber &&
                      text.tokens[line.begin].folded[0] != '0' &&
                      LongestMatch(text, TheVocabulary().notes, line.begin + 1, line.end);
    if (numbered || note || WordsAt(text, line.begin, line.end, "phu luc")) {
      break;
    }
    if (line.furniture || HeadsSiteList(text, line) || text.tokens[line.begin].mark == '[') {
      break;
    }
  }
  zones.closing_end = end;
}

}  // namespace

size_t Layout::LineOf(size_t token) const {
  const auto at = std::upper_bound(lines.begin(), lines.end(), token,
                                   [](size_t value, const Line& line) { return value < line.begin; });
  return at == lines.begin() ? 0 : static_cast<size_t>(at - lines.begin()) - 1;
}

std::pair<size_t, size_t> Layout::Tokens(size_t begin, size_t end) const {
  if (begin >= end || begin >= lines.size()) {
    return {0, 0};
  }
  return {lines[begin].begin, lines[end - 1].end};
}

Layout LayOut(const TokenText& text) {
  Layout layout;
  FindLines(text, &layout);
  layout.motto = FindMotto(text);
  FindType(text, &layout);
  if (layout.motto != kNpos) {
    // The issuer's column stands before the motto: a few lines, none of them a site's.
    size_t line = layout.LineOf(layout.motto);
    size_t steps = 0;
    while (line > 0 && steps < 9 && !layout.lines[line - 1].furniture) {
      --line;
      ++steps;
    }
    layout.zones.header_begin = line;
  }
  layout.zones.body_begin = FindBody(text, layout);
  FindClosing(text, &layout);
  // A site's own text behind the document ends it.
  const size_t behind =
      layout.zones.closing_end < layout.lines.size() ? layout.zones.closing_end : layout.zones.body_begin + 5;
  layout.zones.end = layout.lines.size();
  for (size_t i = behind; i < layout.lines.size(); ++i) {
    const bool list = i >= layout.zones.closing_end && HeadsSiteList(text, layout.lines[i]);
    if (layout.lines[i].furniture || list) {
      layout.zones.end = i;
      break;
    }
  }
  MarkNotes(text, &layout);
  return layout;
}

}  // namespace dondoc::directive::reading
