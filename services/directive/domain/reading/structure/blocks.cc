#include "services/directive/domain/reading/structure/blocks.h"

#include <algorithm>
#include <string_view>

#include "services/directive/domain/reading/structure/numbering.h"
#include "services/directive/domain/reading/structure/unit_heading.h"

namespace dondoc::directive::reading {
namespace {

bool Terminal(const Token& token) {
  return token.mark == '.' || token.mark == ';' || token.mark == ':' || token.mark == '!' || token.mark == '?';
}

bool IsRoman(const Token& token) {
  if (token.kind != Token::Kind::kWord || !token.capital || token.folded.size() > 6 ||
      (!token.upper && token.folded.find_first_not_of("iv") != std::string::npos)) {
    return false;  // "Ii": a title that lost its capitals
  }
  return token.folded.find_first_not_of("ivxl1") == std::string::npos;
}

// "I.MỤC ĐÍCH": the blank is easily lost.
bool IsTitleWord(const Token& token) {
  return token.kind == Token::Kind::kWord && token.upper && token.folded.size() > 1;
}

// What closes a marker: "." ")" "/" ":" or "-".
size_t Closed(const TokenText& text, size_t at, size_t limit, std::string_view marks) {
  if (at < limit && text.tokens[at].mark != 0 && marks.find(text.tokens[at].mark) != std::string_view::npos &&
      !text.tokens[at].line_start) {
    return at + 1;
  }
  return 0;
}

// "1- Sở Y tế", "a - Chủ trì": a dash closes a marker where a new sentence follows.
size_t ClosedByDash(const TokenText& text, size_t at, size_t limit) {
  const size_t closed = Closed(text, at, limit, "-");
  return closed != 0 && closed < limit && text.tokens[closed].capital && text.tokens[closed].space_before ? closed : 0;
}

// "(1)", "(a)", "(iv)".
Marker ReadParen(const TokenText& text, size_t at, size_t limit) {
  if (at + 2 >= limit || text.tokens[at + 2].mark != ')' || text.tokens[at + 1].space_before) {
    return {};
  }
  const Token& token = text.tokens[at + 1];
  const bool number = token.kind == Token::Kind::kNumber && token.folded.size() <= 2;
  const bool letter = token.kind == Token::Kind::kWord && token.folded.size() == 1 && !token.capital;
  const bool roman = token.kind == Token::Kind::kWord && token.folded.size() <= 4 && !token.capital &&
                     token.folded.find_first_not_of("ivx") == std::string::npos;
  return number || letter || roman ? Marker{MarkerKind::kParen, text.Text(at, at + 3), at + 3} : Marker{};
}

std::string RomanLabel(std::string_view folded) {
  std::string label;
  for (char c : folded) {
    label.push_back(c == '1' || c == 'l' ? 'I' : static_cast<char>(c - 32));
  }
  return label;
}

// "1." "1.1." "1)" "1.2.3"; the number of a year or a day is none.
Marker ReadNumber(const TokenText& text, size_t at, size_t limit) {
  std::string label = text.tokens[at].folded;
  size_t i = at + 1;
  size_t parts = 1;
  if (label.size() > 3) {
    return {};
  }
  while (i + 1 < limit && text.tokens[i].mark == '.' && text.tokens[i + 1].kind == Token::Kind::kNumber &&
         !text.tokens[i + 1].space_before && text.tokens[i + 1].folded.size() <= 2) {
    label += "." + text.tokens[i + 1].folded;
    i += 2;
    ++parts;
  }
  size_t closed = Closed(text, i, limit, ".)/:");
  if (closed == 0) {
    closed = ClosedByDash(text, i, limit);
  }
  if (closed == 0 && (parts == 1 || (i < limit && !text.tokens[i].space_before))) {
    return {};
  }
  if (closed != 0) {
    i = closed;
    // "12/KH-UBND" is the number of a document.
    if (text.tokens[i - 1].mark == '/' && i + 1 < limit && text.tokens[i].upper && !text.tokens[i].space_before &&
        text.tokens[i + 1].mark == '-') {
      return {};
    }
    if (i < limit && text.tokens[i].kind == Token::Kind::kNumber && !text.tokens[i].space_before) {
      return {};  // 1.500 or 3/4
    }
  }
  if (i < limit && text.tokens[i].mark == '%') {
    return {};
  }
  return {parts == 1 ? MarkerKind::kNumber : MarkerKind::kDecimal, label, i};
}

Marker ReadWordMarker(const TokenText& text, size_t at, size_t limit) {
  const Token& token = text.tokens[at];
  if (token.capital && at + 1 < limit && token.folded.size() >= 3) {
    const Token& next = text.tokens[at + 1];
    const bool article = token.folded == "dieu" && next.kind == Token::Kind::kNumber && next.folded.size() <= 3;
    const bool part = (token.folded == "phan" || token.folded == "chuong" || token.folded == "muc") &&
                      (IsRoman(next) || next.kind == Token::Kind::kNumber || next.folded == "thu");
    if (article || part) {
      size_t end = at + (next.folded == "thu" ? 3 : 2);
      if (end > limit) {
        return {};
      }
      const size_t closed = Closed(text, end, limit, ".:");
      if (article && closed == 0) {
        return {};
      }
      return {article ? MarkerKind::kArticle : MarkerKind::kPart,
              article ? next.folded : std::string(text.Text(at, end)), closed != 0 ? closed : end};
    }
    if (token.folded == "phu" && next.folded == "luc" && token.upper) {
      return {MarkerKind::kPart, "PL", at + 2};
    }
  }
  if (IsRoman(token)) {
    if (const size_t closed = Closed(text, at + 1, limit, "./)-");
        closed != 0 && (closed == limit || text.tokens[closed].space_before || IsTitleWord(text.tokens[closed]))) {
      return {MarkerKind::kRoman, RomanLabel(token.folded), closed};
    }
  }
  if (token.folded.size() == 1) {
    size_t closed = Closed(text, at + 1, limit, ".)/");
    if (closed == 0) {
      closed = ClosedByDash(text, at + 1, limit);
    }
    if (closed == 0 || (text.tokens[closed - 1].mark == '/' && !(closed < limit && text.tokens[closed].space_before))) {
      return {};
    }
    if (token.capital) {
      return text.tokens[closed - 1].mark == ')' ? Marker{}
                                                 : Marker{MarkerKind::kUpper, std::string(text.Raw(at)), closed};
    }
    return {MarkerKind::kLetter, std::string(text.Raw(at)), closed};
  }
  return {};
}

int Rank(MarkerKind kind, const std::string& label) {
  switch (kind) {
    case MarkerKind::kPart:
      return 0;
    case MarkerKind::kUpper:
      return 1;
    case MarkerKind::kRoman:
      return 2;
    case MarkerKind::kArticle:
      return 3;
    case MarkerKind::kNumber:
      return 4;
    case MarkerKind::kDecimal:
      return 4 + static_cast<int>(std::min<long>(std::count(label.begin(), label.end(), '.'), 4));
    case MarkerKind::kLetter:
      return 10;
    case MarkerKind::kParen:
    case MarkerKind::kDash:
      return 12;
    case MarkerKind::kPlus:
      return 13;
    case MarkerKind::kNone:
      return kParagraph;
  }
  return kParagraph;
}

// True where a word in small letters stands at `at`, be it behind the mark of a note ("[1] và ...").
bool StartsSmall(const TokenText& text, size_t at) {
  if (text.tokens[at].mark == '[' && at + 3 < text.tokens.size() && text.tokens[at + 2].mark == ']') {
    at += 3;
  }
  const Token& token = text.tokens[at];
  return token.kind == Token::Kind::kWord && !token.capital;
}

bool Upper(const TokenText& text, size_t begin, size_t end) {
  bool any = false;
  for (size_t i = begin; i < end; ++i) {
    if (text.tokens[i].kind == Token::Kind::kWord) {
      if (!text.tokens[i].upper) {
        return false;
      }
      any = true;
    }
  }
  return any;
}

size_t Bytes(const TokenText& text, const Line& line) {
  return text.tokens[line.end - 1].end - text.tokens[line.begin].begin;
}

// "2. Đoàn Thanh niên huyện": a number and a unit's name on one short line, over a sentence.
bool IsUnitHeading(const TokenText& text, const Block& block, const Line& previous, const Line& line) {
  const bool numbered = block.marker.kind == MarkerKind::kNumber || block.marker.kind == MarkerKind::kDecimal;
  return numbered && block.begin == previous.begin && HeadsSentence(text, block.content, previous, line);
}

// True where `line` goes on with the paragraph that `previous` ends.
bool Continues(const TokenText& text, const Layout& layout, const Block& block, const Line& previous, const Line& line,
               const Marker& marker) {
  const Token& last = text.tokens[previous.end - 1];
  const Token& first = text.tokens[line.begin];
  const bool terminal = Terminal(last);
  if (marker.kind != MarkerKind::kNone) {
    if (line.blank_before) {
      return false;
    }
    const bool dash = marker.kind == MarkerKind::kDash && line.begin + 1 < line.end && !terminal;
    const Token& behind = text.tokens[std::min(line.begin + 1, line.end - 1)];
    // "2021 / - 2025", not "Giai đoạn 2026 - 2030 / - 100% ...".
    const bool range = dash && layout.wrapped && last.kind == Token::Kind::kNumber &&
                       behind.kind == Token::Kind::kNumber && (last.folded.size() < 4 || behind.folded.size() == 4);
    const bool compound =
        dash && last.kind == Token::Kind::kWord && StartsSmall(text, line.begin + 1) && layout.wrapped;
    const bool number =
        (marker.kind == MarkerKind::kNumber || marker.kind == MarkerKind::kDecimal) && ExpectsNumber(last);
    return range || compound || number;
  }
  if (block.begin + 1 == block.end && text.tokens[block.begin].mark == '-') {
    return true;  // a bullet alone on its line
  }
  if (block.content == block.end && block.marker.kind != MarkerKind::kNone) {
    return true;  // a number alone on its line
  }
  if (line.blank_before) {
    return !terminal && StartsSmall(text, line.begin) && !Upper(text, previous.begin, previous.end);
  }
  if (!layout.wrapped) {
    return !terminal && StartsSmall(text, line.begin);
  }
  const size_t length = Bytes(text, previous);
  const bool broken_off = length * 10 < layout.width * 6 && first.capital;  // the next word had its room
  if (terminal && broken_off) {
    return false;
  }
  // The rest of a name is no sentence: "1. Ban Quản lý Khu kinh tế", "Đông Nam:".
  const char end = text.tokens[line.end - 1].mark;
  const bool full = Bytes(text, line) * 10 >= layout.width * 6;
  const bool sentence = end == '.' || end == ';' || full;
  if (broken_off && sentence && IsUnitHeading(text, block, previous, line)) {
    return false;
  }
  return !(Upper(text, block.content, block.end) && !Upper(text, line.begin, line.end) &&
           block.end - block.content > 1 && length * 10 < layout.width * 6);
}

class Outliner {
 public:
  void Place(Block* block) {
    if (block->rank == kParagraph) {
      block->section = Path();
      return;
    }
    while (!stack_.empty() && stack_.back().rank >= block->rank) {
      stack_.pop_back();
    }
    if (!block->marker.label.empty() || block->marker.kind == MarkerKind::kPart) {
      stack_.push_back({block->rank, block->marker.label});
    }
    block->section = Path();
  }
  void Reset() { stack_.clear(); }

 private:
  struct Level {
    int rank;
    std::string label;
  };
  // A decimal repeats the number above it: "2" and "2.1" are "2.1".
  std::string Path() const {
    std::string path;
    for (size_t i = 0; i < stack_.size(); ++i) {
      if (i + 1 < stack_.size() && stack_[i + 1].label.starts_with(stack_[i].label + ".")) {
        continue;
      }
      path += (path.empty() ? "" : ".") + stack_[i].label;
    }
    return path;
  }
  std::vector<Level> stack_;
};

// Every clause below has the label in its path: what is no number of a clause must not be long.
constexpr size_t kLongestLabel = 40;

Marker MarkerAt(const TokenText& text, size_t at, size_t limit) {
  const Token& token = text.tokens[at];
  if (token.kind == Token::Kind::kMark) {
    if (token.mark == '(') {
      return ReadParen(text, at, limit);
    }
    if (token.mark == '+') {
      return {MarkerKind::kPlus, "", at + 1};
    }
    if (token.mark == '-' || token.folded == "•" || token.folded == "●" || token.folded == "▪" || token.folded == "–" ||
        token.folded == "§" || token.folded == "*" || token.folded == "·" || token.folded == "○" ||
        token.folded == "➢" || token.folded == "✓") {
      return {MarkerKind::kDash, "", at + 1};
    }
    return {};
  }
  return token.kind == Token::Kind::kNumber ? ReadNumber(text, at, limit) : ReadWordMarker(text, at, limit);
}

}  // namespace

bool ExpectsNumber(const Token& token) {
  static constexpr std::string_view kWords[] = {"dieu", "khoan", "so",  "ngay", "thang", "nam",  "quy",  "muc",
                                                "diem", "tu",    "den", "la",   "va",    "khoa", "phan", "tren"};
  return std::find(std::begin(kWords), std::end(kWords), token.folded) != std::end(kWords);
}

Marker ReadMarker(const TokenText& text, size_t at, size_t limit) {
  Marker marker = at < limit ? MarkerAt(text, at, limit) : Marker{};
  return marker.label.size() <= kLongestLabel ? marker : Marker{};
}

std::vector<Block> MakeBlocks(const TokenText& text, const Layout& layout, const std::vector<bool>& skip) {
  std::vector<Block> blocks;
  Numbering numbering;
  const Line* previous = nullptr;
  for (size_t i = layout.zones.body_begin; i < layout.zones.end; ++i) {
    const Line& line = layout.lines[i];
    if (line.pipe || line.furniture || line.note || skip[i] ||
        (i >= layout.zones.closing_begin && i < layout.zones.closing_end)) {
      previous = nullptr;
      continue;
    }
    const bool page_number =
        line.end == line.begin + 1 && text.tokens[line.begin].kind == Token::Kind::kNumber && line.blank_before;
    if (page_number) {
      continue;
    }
    const bool annex = i >= layout.zones.closing_end;
    if (annex && !blocks.empty() && !blocks.back().annex) numbering.Reset();
    const bool fresh = previous == nullptr || line.blank_before || Terminal(text.tokens[previous->end - 1]);
    const Marker marker = numbering.Read(text, line.begin, line.end, fresh);
    if (previous != nullptr && line.end - blocks.back().begin <= kLongestParagraph &&
        Continues(text, layout, blocks.back(), *previous, line, marker)) {
      blocks.back().end = line.end;
    } else {
      Block block;
      block.begin = line.begin;
      block.end = line.end;
      block.marker = marker;
      numbering.Remember(marker);
      block.content = block.marker.kind == MarkerKind::kNone ? block.begin : block.marker.end;
      block.rank = Rank(block.marker.kind, block.marker.label);
      block.annex = annex;
      blocks.push_back(std::move(block));
    }
    previous = &line;
  }
  Outliner outliner;
  bool annex = false;
  for (Block& block : blocks) {
    if (block.annex && !annex) {
      outliner.Reset();
      annex = true;
    }
    outliner.Place(&block);
  }
  // A block has children where the next marked one is deeper.
  int next = -1;
  for (size_t i = blocks.size(); i-- > 0;) {
    Block& block = blocks[i];
    if (block.rank != kParagraph) {
      block.leaf = next <= block.rank;
      next = block.rank;
    }
  }
  return blocks;
}

}  // namespace dondoc::directive::reading
