#include "services/directive/files/pages/tables.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

#include "services/directive/files/pages/layout_line.h"

namespace dondoc::directive::files {
namespace {

constexpr size_t kGap = 2;
constexpr size_t kFewestColumns = 3;
constexpr size_t kHeadLines = 5;

std::string FirstWord(const LayoutLine& line) {
  const size_t end = std::min(line.text.find(U' ', line.begin), line.text.size());
  return TextIn(line, {line.begin, end});
}

bool IsHead(const LayoutLine& line) {
  const std::string word = FirstWord(line);
  return (word == "TT" || word == "STT" || word == "Stt") && !GapsOf(line, kGap).empty();
}

// "1", "2.", "1.1", "IV", "a)".
bool IsOrdinal(std::string_view word) {
  while (!word.empty() && (word.back() == '.' || word.back() == ')')) word.remove_suffix(1);
  if (word.empty() || word.size() > 5) return false;
  const bool number = word.find_first_not_of("0123456789.") == std::string_view::npos;
  const bool roman = word.find_first_not_of("IVX") == std::string_view::npos;
  return number || roman || (word.size() == 1 && std::isalpha(static_cast<unsigned char>(word[0])) != 0);
}

// The columns of some lines: what no line leaves blank for as long as a gap.
class Profile {
 public:
  void Add(const LayoutLine& line) {
    used_.resize(std::max(used_.size(), line.text.size()));
    for (size_t i = line.begin; i < line.text.size(); ++i) used_[i] = used_[i] || line.text[i] != U' ';
  }

  std::vector<ColumnRange> Columns() const {
    std::vector<ColumnRange> columns;
    size_t blank = kGap;
    for (size_t i = 0; i < used_.size(); ++i) {
      if (!used_[i]) {
        ++blank;
        continue;
      }
      if (blank >= kGap) columns.push_back({i, i});
      columns.back().end = i + 1;
      blank = 0;
    }
    // Each reaches to the next one.
    for (size_t i = 0; i + 1 < columns.size(); ++i) columns[i].end = columns[i + 1].begin;
    if (!columns.empty()) columns.back().end = static_cast<size_t>(-1);
    return columns;
  }

 private:
  std::vector<bool> used_;
};

class Table {
 public:
  // The table whose head has TT in lines[head].
  Table(const std::vector<LayoutLine>& lines, size_t head) : lines_(lines) {
    size_t ordinal = head + 1;
    while (ordinal < lines.size() && ordinal <= head + kHeadLines && !IsOrdinal(FirstWord(lines[ordinal]))) ++ordinal;
    if (ordinal >= lines.size() || !IsOrdinal(FirstWord(lines[ordinal]))) return;
    Profile profile;
    for (size_t i = head; i <= ordinal; ++i) profile.Add(lines[i]);
    wanted_ = profile.Columns().size();
    if (wanted_ < kFewestColumns) return;
    begin_ = head;
    while (begin_ > 0 && head - begin_ < kHeadLines && !lines[begin_ - 1].blank() &&
           Keeps(&profile, lines[begin_ - 1])) {
      --begin_;
    }
    end_ = ordinal + 1;
    size_t blank = 0;
    for (size_t i = end_; i < lines.size() && blank < 2; ++i) {
      blank = lines[i].blank() ? blank + 1 : 0;
      if (blank > 0) continue;
      if (!Keeps(&profile, lines[i])) break;
      end_ = i + 1;
    }
    columns_ = profile.Columns();
    FindRows(head);
  }

  bool empty() const { return rows_.size() < 2; }
  size_t begin() const { return begin_; }
  size_t end() const { return end_; }

  void Write(std::vector<std::string>* out) const {
    out->emplace_back();
    for (const auto& [first, last] : rows_) {
      out->push_back("||");
      for (const ColumnRange& column : columns_) {
        for (size_t i = first; i < last; ++i) {
          if (std::string text = TextIn(lines_[i], column); !text.empty()) out->push_back(std::move(text));
        }
        out->push_back("|");
      }
    }
    out->emplace_back();
  }

 private:
  // Adds the line where the columns stay apart.
  bool Keeps(Profile* profile, const LayoutLine& line) const {
    Profile with = *profile;
    with.Add(line);
    if (with.Columns().size() != wanted_) return false;
    *profile = std::move(with);
    return true;
  }

  bool HasOrdinal(size_t line) const { return IsOrdinal(TextIn(lines_[line], columns_[0])); }

  void FindRows(size_t head) {
    std::vector<size_t> ordinals;
    for (size_t i = head + 1; i < end_; ++i) {
      if (HasOrdinal(i)) ordinals.push_back(i);
    }
    if (!FindCentredRows(head, ordinals)) FindRowsFrom(ordinals);
  }

  // Each row begins with its number; what is above the first one is the head.
  void FindRowsFrom(const std::vector<size_t>& ordinals) {
    rows_ = {{begin_, ordinals.empty() ? end_ : ordinals[0]}};
    for (size_t i = 0; i < ordinals.size(); ++i) {
      rows_.emplace_back(ordinals[i], i + 1 < ordinals.size() ? ordinals[i + 1] : end_);
    }
  }

  // TT and the numbers stand in the middle of their rows: with as many lines above as below. False where that does not
  // come out.
  bool FindCentredRows(size_t head, const std::vector<size_t>& ordinals) {
    if (begin_ == head) return false;
    size_t first = 2 * head - begin_ + 1;
    rows_ = {{begin_, first}};
    for (const size_t ordinal : ordinals) {
      if (first > ordinal) return false;
      const size_t last = 2 * ordinal - first + 1;
      rows_.emplace_back(first, last);
      first = last;
    }
    return first == end_;
  }

  const std::vector<LayoutLine>& lines_;
  size_t wanted_ = 0;
  size_t begin_ = 0;
  size_t end_ = 0;
  std::vector<ColumnRange> columns_;
  std::vector<std::pair<size_t, size_t>> rows_;
};

}  // namespace

std::vector<std::string> SplitTables(const std::vector<std::string>& lines) {
  std::vector<LayoutLine> made;
  made.reserve(lines.size());
  for (const std::string& line : lines) made.push_back(MakeLayoutLine(line == kPageBorder ? "" : line));
  std::vector<std::string> out;
  size_t written = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (!IsHead(made[i])) continue;
    const Table table(made, i);
    if (table.empty() || table.begin() < written) continue;
    out.insert(out.end(), lines.begin() + static_cast<std::ptrdiff_t>(written),
               lines.begin() + static_cast<std::ptrdiff_t>(table.begin()));
    table.Write(&out);
    // The pages remain as many.
    out.insert(out.end(),
               static_cast<size_t>(std::count(lines.begin() + static_cast<std::ptrdiff_t>(table.begin()),
                                              lines.begin() + static_cast<std::ptrdiff_t>(table.end()), kPageBorder)),
               kPageBorder);
    written = table.end();
    i = table.end() - 1;
  }
  out.insert(out.end(), lines.begin() + static_cast<std::ptrdiff_t>(written), lines.end());
  return out;
}

}  // namespace dondoc::directive::files
