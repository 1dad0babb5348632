#include "services/directive/domain/reading/meaning/targets/periods.h"

#include <algorithm>
#include <string_view>

namespace dondoc::directive::reading {
namespace {

constexpr size_t kLongestHeading = 60;  // tokens

// True where the year at `at` is what something is compared with: "so với mức năm 2024", "gấp 2 lần năm 2010".
bool IsBaseYear(const TokenText& text, size_t from, size_t at) {
  for (size_t i = at; i > from && at - i < 8; --i) {
    const Token& token = text.tokens[i - 1];
    if (token.mark == ',' || token.mark == ';' || token.mark == '(') {
      return false;
    }
    if (token.folded == "so" && (text.tokens[i].folded == "voi" || text.tokens[i].folded == "nam")) {
      return true;
    }
    if (token.folded == "lan") {
      return true;
    }
  }
  return false;
}

// True where the period at `at` is a time at which something happens ("Đến năm 2030, ...", "trong năm 2026"), and not a
// part of a name ("Chương trình hành động năm 2025").
bool IsTime(const TokenText& text, size_t begin, size_t at) {
  static constexpr std::string_view kBefore[] = {"trong", "vao", "het", "cuoi", "tu", "den"};
  return at == begin || text.tokens[at - 1].kind == Token::Kind::kMark ||
         std::find(std::begin(kBefore), std::end(kBefore), text.tokens[at - 1].folded) != std::end(kBefore);
}

// The first time named in [begin, end).
Years NamedTime(const TokenText& text, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i) {
    const YearsMatch match = ReadYears(text, i, end);
    if (match.end != 0 && !IsBaseYear(text, begin, i) && IsTime(text, begin, i)) {
      return match.years;
    }
  }
  return {};
}

// The end of the words in capitals that open a block: a title that runs on into its text.
size_t EndOfTitle(const TokenText& text, const Block& block) {
  size_t end = block.content;
  while (end < block.end && (text.tokens[end].kind != Token::Kind::kWord || text.tokens[end].upper)) {
    ++end;
  }
  return end;
}

// The last (or the first) period named in [begin, end).
Years Named(const TokenText& text, size_t begin, size_t end, bool last, int issued) {
  Years found;
  for (size_t i = begin; i < end; ++i) {
    if (const size_t behind = EndOfPastFact(text, i, end, issued); behind != 0) {
      i = behind - 1;
      continue;
    }
    const YearsMatch match = ReadYears(text, i, end);
    if (match.end == 0 || IsBaseYear(text, begin, i)) {
      continue;
    }
    found = match.years;
    if (!last) {
      break;
    }
    i = match.end - 1;
  }
  return found;
}

bool HasShare(const TokenText& text, size_t begin, size_t end) {
  return std::any_of(text.tokens.begin() + static_cast<long>(begin), text.tokens.begin() + static_cast<long>(end),
                     [](const Token& token) { return token.mark == '%'; });
}

}  // namespace

void Periods::Enter(const Block& block) {
  if (block.rank != kParagraph) {
    while (!headings_.empty() && headings_.back().rank >= block.rank) {
      headings_.pop_back();
    }
  }
  const Token& last = text_.tokens[block.end - 1];
  const size_t length = block.end - block.content;
  const bool title = length < 14 && last.mark != '.' && last.mark != ';' && last.mark != '%';
  const bool heading = !block.leaf || last.mark == ':' || (block.rank == kParagraph && title);
  const bool runs_on = length >= kLongestHeading;
  const Years years = FindYears(text_, block.content, runs_on ? EndOfTitle(text_, block) : block.end);
  if (heading && (years.from != 0 || years.to != 0)) {
    headings_.push_back({block.rank == kParagraph ? 11 : block.rank, years});
  }
}

void Periods::Replace(const Years& years) {
  headings_.clear();
  if (years.from != 0 || years.to != 0) {
    headings_.push_back({kParagraph, years});
  }
}

Years Periods::Of(const Block& block, const Bounds& bounds, size_t begin, size_t end) const {
  const auto none = [](const Years& years) { return years.from == 0 && years.to == 0; };
  const Years behind = Named(text_, end, bounds.end, false, issued_);
  // "85% vào năm 2023 và 95% vào năm 2025": what stands before may be the year of the figure before.
  const bool others = !none(behind) && HasShare(text_, bounds.goal, begin);
  Years years = others ? Years{} : Named(text_, bounds.goal, begin, true, issued_);
  if (none(years)) {
    years = behind;
  }
  if (none(years)) {
    years = NamedTime(text_, bounds.clause, bounds.goal);
  }
  if (none(years)) {
    years = NamedTime(text_, block.content, std::min(bounds.clause, block.content + kReach));
  }
  if (headings_.empty()) {
    return years;
  }
  const Years& heading = headings_.back().years;
  // "Đến năm 2030" under "giai đoạn 2026 - 2030" is the whole of it; "năm 2030" is that year.
  const bool repeats = (years.from == 0 || years.to == 0 || (years.from == years.to && heading.from == 0)) &&
                       std::max(years.from, years.to) == heading.to;
  return none(years) || repeats ? heading : years;
}

}  // namespace dondoc::directive::reading
