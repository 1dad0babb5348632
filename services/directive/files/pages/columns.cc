#include "services/directive/files/pages/columns.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "services/directive/files/pages/layout_line.h"

namespace dondoc::directive::files {
namespace {

// Less may stand between two words of a line.
constexpr size_t kGap = 3;
constexpr size_t kCorridor = 2;
// Between the words above a signature and the name below.
constexpr size_t kMostBlankLines = 9;
// How far from the middle of its column a centred line may be.
constexpr size_t kOffCentre = 3;

// Lines side by side, from one that has two parts.
class Block {
 public:
  Block(const std::vector<LayoutLine>& lines, size_t first, const ColumnRange& gap)
      : lines_(lines), first_(first), corridor_(gap) {
    Take(first);
    size_t blank = 0;
    for (size_t i = first + 1; i < lines.size() && blank <= kMostBlankLines; ++i) {
      if (lines[i].blank()) {
        ++blank;
        continue;
      }
      if (!Fits(lines[i], blank > 0)) break;
      // A line of the left column alone belongs to it where it follows at once.
      if (blank > 0 && LeftOnly(lines[i])) {
        ++blank;
        continue;
      }
      Take(i);
      blank = 0;
    }
  }

  // The line behind it; the first one where there are no columns.
  size_t end() const { return split_ >= 2 ? last_ + 1 : first_; }

  void Write(std::vector<std::string>* out) const {
    std::vector<std::string> left, right;
    const size_t middle = corridor_.begin;
    for (size_t i = first_; i <= last_; ++i) {
      left.push_back(TextIn(lines_[i], {0, middle}));
      right.push_back(TextIn(lines_[i], {middle, std::max(middle, lines_[i].text.size())}));
    }
    out->emplace_back();
    const auto write = [out](std::string_view border, const std::vector<std::string>& cell) {
      out->emplace_back(border);
      for (const std::string& line : cell) {
        if (!line.empty()) out->push_back(line);
      }
    };
    write("||", left);
    write("|", right);
    out->push_back("|");
    out->emplace_back();
  }

 private:
  bool LeftOnly(const LayoutLine& line) const { return line.text.size() + kCorridor <= corridor_.end; }
  bool RightOnly(const LayoutLine& line) const { return line.begin >= corridor_.begin + kCorridor; }

  // The gap of the line that keeps the corridor open.
  std::optional<ColumnRange> Passage(const LayoutLine& line) const {
    for (const ColumnRange& gap : GapsOf(line, kGap)) {
      if (const ColumnRange common = Common(gap, corridor_); common.width() >= kCorridor) return common;
    }
    return std::nullopt;
  }

  // A line of the right column alone that does not follow at once must be centred in it, as a name under a signature
  // is: what else stands there is the title in the middle of the page.
  bool Fits(const LayoutLine& line, bool apart) const {
    if (Passage(line)) return true;
    // OCR sets everything to the left, and the title right below the number.
    if (LeftOnly(line)) return !line.capitals || lines_[last_].capitals;
    if (!RightOnly(line)) return false;
    const size_t middle2 = right_middles2_ / split_;
    const size_t off2 = std::max(middle2, line.middle2()) - std::min(middle2, line.middle2());
    return !apart || off2 <= 2 * kOffCentre;
  }

  void Take(size_t at) {
    const LayoutLine& line = lines_[at];
    if (const auto passage = Passage(line)) {
      corridor_ = *passage;
      ++split_;
      const size_t begin = line.text.find_first_not_of(U' ', corridor_.end - 1);
      right_middles2_ += std::min(begin, line.text.size()) + line.text.size();
    } else if (LeftOnly(line)) {
      corridor_.begin = std::max(corridor_.begin, line.text.size());
    } else {
      corridor_.end = std::min(corridor_.end, line.begin);
    }
    last_ = at;
  }

  const std::vector<LayoutLine>& lines_;
  size_t first_;
  size_t last_ = 0;
  ColumnRange corridor_;
  size_t split_ = 0;           // lines with both parts
  size_t right_middles2_ = 0;  // twice the middles of their right parts, together
};

}  // namespace

std::vector<std::string> SplitColumns(const std::vector<std::string>& lines) {
  std::vector<LayoutLine> made;
  made.reserve(lines.size());
  for (const std::string& line : lines) made.push_back(MakeLayoutLine(line));
  std::vector<std::string> out;
  for (size_t i = 0; i < lines.size();) {
    if (const std::vector<ColumnRange> gaps = GapsOf(made[i], kGap); gaps.size() == 1) {
      const Block block(made, i, gaps[0]);
      if (block.end() > i) {
        block.Write(&out);
        i = block.end();
        continue;
      }
    }
    out.push_back(lines[i++]);
  }
  return out;
}

}  // namespace dondoc::directive::files
