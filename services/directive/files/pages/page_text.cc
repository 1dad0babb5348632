#include "services/directive/files/pages/page_text.h"

#include <algorithm>
#include <cctype>
#include <sstream>
#include <utility>

#include "common/text/utf8.h"
#include "services/directive/files/pages/columns.h"
#include "services/directive/files/pages/tables.h"

namespace dondoc::directive::files {
namespace {

constexpr int kFewestLetters = 12;
// First lines of paragraphs are set in by so many columns; what is set in by more is centred.
constexpr size_t kLeastIndent = 3;
constexpr size_t kMostIndent = 14;

using Lines = std::vector<std::string>;

size_t IndentOf(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }
bool IsBlank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

// "2", "- 2 -", "Trang 2/5".
bool IsPageNumber(std::string_view line) {
  bool digit = false;
  for (const char c : line) {
    digit |= std::isdigit(static_cast<unsigned char>(c)) != 0;
    const bool usual = std::isdigit(static_cast<unsigned char>(c)) != 0 ||
                       std::string_view(" -/|Trang").find(c) != std::string_view::npos;
    if (!usual) return false;
  }
  return digit && line.substr(IndentOf(line)).size() <= 12;
}

void DropBlankEnds(Lines* lines) {
  while (!lines->empty() && IsBlank(lines->back())) lines->pop_back();
  const auto first = std::find_if(lines->begin(), lines->end(), [](const std::string& line) { return !IsBlank(line); });
  lines->erase(lines->begin(), first);
}

Lines LinesOf(const std::string& page) {
  Lines lines;
  std::istringstream in(page);
  for (std::string line; std::getline(in, line);) lines.push_back(std::move(line));
  DropBlankEnds(&lines);
  if (!lines.empty() && IsPageNumber(lines.front())) lines.erase(lines.begin());
  if (!lines.empty() && IsPageNumber(lines.back())) lines.pop_back();
  DropBlankEnds(&lines);
  return lines;
}

// The column at which full lines begin; those that are shorter may be centred.
size_t MarginOf(const Lines& lines) {
  size_t longest = 0;
  for (const std::string& line : lines) longest = std::max(longest, line.size());
  size_t margin = longest;
  for (const std::string& line : lines) {
    if (line.size() * 10 >= longest * 6) margin = std::min(margin, IndentOf(line));
  }
  return margin;
}

bool StartsSmall(std::string_view line) {
  line.remove_prefix(IndentOf(line));
  size_t at = 0;
  if (line.empty()) return false;
  DecodeUtf8(line, &at);
  const std::string_view first = line.substr(0, at);
  return ToUpper(first) != first;
}

bool EndsSentence(std::string_view line) {
  return !line.empty() && std::string_view(".;:!?").find(line.back()) != std::string_view::npos;
}

// Paragraphs that are told by their first line being set in get an empty line before them, as the reader tells them.
Lines SeparateParagraphs(const Lines& lines, size_t margin) {
  Lines out;
  for (const std::string& line : lines) {
    const size_t indent = IndentOf(line);
    const bool set_in = indent >= margin + kLeastIndent && indent <= margin + kMostIndent;
    if (set_in && !IsBlank(line) && !StartsSmall(line) && !out.empty()) out.emplace_back();
    out.push_back(line);
  }
  return out;
}

// False for what no paper has room for: columns are not looked for there, which takes its time.
bool IsPrintable(const Lines& lines) {
  constexpr size_t kMostLines = 500;
  constexpr size_t kLongestLine = 3000;
  return lines.size() <= kMostLines &&
         std::all_of(lines.begin(), lines.end(), [](const std::string& line) { return line.size() <= kLongestLine; });
}

// True where a paragraph goes on from the end of one page to the top of the next.
bool GoesOn(const Lines& before, const Lines& after) {
  if (EndsSentence(before.back()) || before.back() == "|" || after.front().empty()) return false;
  size_t longest = 0;
  for (const std::string& line : before) longest = std::max(longest, line.size());
  return StartsSmall(after.front()) || before.back().size() * 10 >= longest * 8;
}

Lines WithBorders(const std::vector<Lines>& pages) {
  Lines all;
  for (const Lines& page : pages) {
    if (!all.empty()) all.emplace_back(kPageBorder);
    all.insert(all.end(), page.begin(), page.end());
  }
  return all;
}

std::vector<Lines> BetweenBorders(const Lines& all) {
  std::vector<Lines> pages(1);
  for (const std::string& line : all) {
    if (line == kPageBorder) {
      pages.emplace_back();
    } else {
      pages.back().push_back(line);
    }
  }
  return pages;
}

std::string Joined(const std::vector<Lines>& pages) {
  std::string text;
  const Lines* before = nullptr;
  for (const Lines& page : pages) {
    if (page.empty()) continue;
    if (before != nullptr && !GoesOn(*before, page)) text += "\n";
    for (const std::string& line : page) text += line + "\n";
    before = &page;
  }
  return text;
}

}  // namespace

int LettersOf(std::string_view page) {
  return static_cast<int>(std::count_if(page.begin(), page.end(), [](unsigned char c) {
    // Of a character of several bytes the first one.
    return std::isalpha(c) != 0 || c >= 0xC0;
  }));
}

bool HasText(std::string_view page) { return LettersOf(page) >= kFewestLetters; }

std::string JoinPages(const std::vector<std::string>& pages) {
  std::vector<Lines> printed;
  for (const std::string& page : pages) {
    if (Lines lines = LinesOf(page); !lines.empty()) printed.push_back(std::move(lines));
  }
  if (printed.empty() || !std::all_of(printed.begin(), printed.end(), IsPrintable)) return Joined(printed);
  std::vector<Lines> split = BetweenBorders(SplitTables(WithBorders(printed)));
  for (size_t i = 0; i < split.size(); ++i) {
    split[i] = SeparateParagraphs(SplitColumns(split[i]), MarginOf(printed[i]));
  }
  return Joined(split);
}

}  // namespace dondoc::directive::files
