#include "services/directive/domain/reading/meaning/targets.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "services/directive/domain/reading/meaning/dates.h"

namespace dondoc::directive::reading {
namespace {

bool Is(const TokenText& text, size_t at, size_t limit, std::string_view word) {
  return at < limit && text.tokens[at].folded == word;
}

struct Figure {
  double value = 0;
  size_t begin = 0;
  size_t end = 0;  // 0: none
};

// "99,9", "1.500", "03": a figure that is no part of a date, a number of a document or a range of years.
Figure ReadFigure(const TokenText& text, size_t at, size_t limit) {
  if (text.tokens[at].kind != Token::Kind::kNumber || text.tokens[at].folded.size() > 9) {
    return {};
  }
  std::string digits = text.tokens[at].folded;
  size_t i = at + 1;
  while (i + 1 < limit && (text.tokens[i].mark == ',' || text.tokens[i].mark == '.') && !text.tokens[i].space_before &&
         text.tokens[i + 1].kind == Token::Kind::kNumber && !text.tokens[i + 1].space_before) {
    const bool thousands = text.tokens[i].mark == '.' && text.tokens[i + 1].folded.size() == 3;
    digits += (thousands ? "" : ".") + text.tokens[i + 1].folded;
    i += 2;
  }
  return {std::strtod(digits.c_str(), nullptr), at, i};
}

Comparator ComparatorByName(std::string_view name) {
  if (name == "MORE_THAN") return Comparator::kMoreThan;
  if (name == "AT_MOST") return Comparator::kAtMost;
  if (name == "LESS_THAN") return Comparator::kLessThan;
  if (name == "DECREASE_BY") return Comparator::kDecreaseBy;
  if (name == "INCREASE_BY") return Comparator::kIncreaseBy;
  return Comparator::kAtLeast;
}

// The comparison by the words that end right before the figure; the longest phrase.
Match ComparisonBefore(const TokenText& text, size_t begin, size_t at) {
  while (at > begin && text.tokens[at - 1].kind == Token::Kind::kMark && text.tokens[at - 1].mark != ';' &&
         text.tokens[at - 1].mark != '.' && text.tokens[at - 1].mark != ',') {
    --at;
  }
  for (size_t back = std::min<size_t>(4, at - begin); back >= 1; --back) {
    const Match match = LongestMatch(text, TheVocabulary().comparators, at - back, at);
    if (match && match.end == at) {
      return match;
    }
  }
  return {};
}

class TargetReader {
 public:
  TargetReader(const TokenText& text, const std::vector<Block>& blocks, const std::vector<SectionKind>& sections)
      : text_(text), blocks_(blocks), sections_(sections) {}

  std::vector<ProposedTarget> Run() {
    for (size_t i = 0; i < blocks_.size(); ++i) {
      Period(i);
      if (sections_[i] == SectionKind::kTarget) {
        Read(blocks_[i], true);
      } else if (sections_[i] == SectionKind::kTask || sections_[i] == SectionKind::kNone) {
        Read(blocks_[i], false);
      }
    }
    return std::move(targets_);
  }

 private:
  // Headings name the period of what stands under them.
  void Period(size_t i) {
    const Block& block = blocks_[i];
    if (block.rank != kParagraph) {
      while (!periods_.empty() && periods_.back().rank >= block.rank) {
        periods_.pop_back();
      }
    }
    const bool heading = !block.leaf || text_.tokens[block.end - 1].mark == ':';
    const Years years = FindYears(text_, block.content, block.end);
    if (heading && (years.from != 0 || years.to != 0) && block.end - block.content < 60) {
      periods_.push_back({block.rank == kParagraph ? 11 : block.rank, years});
    }
  }

  void Read(const Block& block, bool section) {
    for (size_t i = block.content; i < block.end; ++i) {
      const Figure figure = ReadFigure(text_, i, block.end);
      if (figure.end == 0) {
        continue;
      }
      i = figure.end - 1;
      const bool percent = figure.end < block.end && text_.tokens[figure.end].mark == '%';
      const Match comparison = ComparisonBefore(text_, block.content, figure.begin);
      const size_t clause = ClauseBegin(block, figure.begin);
      if (percent ? !section && !Aims(clause, figure.begin) : !section || !Counts(block, figure, comparison)) {
        continue;
      }
      Add(block, figure, percent, comparison, clause);
      targets_.back().evidence = !section ? Evidence::kElsewhere : percent ? Evidence::kSection : Evidence::kCounted;
    }
  }

  // Outside a section of targets, only a clause that speaks of reaching something sets one.
  bool Aims(size_t clause, size_t at) const { return FindWords(text_, clause, at + 1, "phan dau") != kNpos; }

  // A counted target: a comparison before it, a noun behind it.
  bool Counts(const Block& block, const Figure& figure, const Match& comparison) const {
    if (!comparison || figure.end >= block.end || text_.tokens[figure.end].kind != Token::Kind::kWord ||
        figure.value >= 100000) {
      return false;
    }
    const std::string& before = text_.tokens[figure.begin - 1].folded;
    const Token& behind = text_.tokens[figure.end];
    if (behind.folded == "tuoi" || behind.folded == "nam" || behind.folded == "thang" || behind.folded == "ngay" ||
        behind.folded == "gio" || behind.folded == "den" || behind.folded == "lan" || behind.folded == "phut") {
      return false;
    }
    if (before == "tu") {
      // "từ 03 đơn vị trở lên", not "từ 03 đến 05 tuổi".
      return FindWords(text_, figure.end, std::min(block.end, figure.end + 10), "tro len") != kNpos;
    }
    // A year is a horizon.
    return !(figure.value >= 1990 && figure.value <= 2100);
  }

  size_t ClauseBegin(const Block& block, size_t at) const {
    size_t i = at;
    while (i > block.content) {
      const Token& token = text_.tokens[i - 1];
      if (token.mark == ';' || (token.mark == '.' && text_.tokens[i].space_before) ||
          (token.mark == ',' && at - i > 1 && text_.tokens[i].kind == Token::Kind::kWord && FigureBefore(block, i))) {
        break;
      }
      --i;
    }
    return i;
  }

  // True where another figure stands before `at` in the same sentence: the comma separates two targets.
  bool FigureBefore(const Block& block, size_t at) const {
    for (size_t i = at; i > block.content && at - i < 40; --i) {
      const Token& token = text_.tokens[i - 1];
      if (token.mark == '%') {
        return true;
      }
      if (token.mark == ';' || token.mark == '.') {
        return false;
      }
    }
    return false;
  }

  void Add(const Block& block, const Figure& figure, bool percent, const Match& comparison, size_t clause) {
    ProposedTarget target;
    target.value = figure.value;
    target.comparator = comparison ? ComparatorByName(comparison.entry->value) : Comparator::kAtLeast;
    size_t end = figure.end;
    while (end < block.end && text_.tokens[end].mark != ';' &&
           !(text_.tokens[end].mark == '.' && (end + 1 >= block.end || text_.tokens[end + 1].space_before)) &&
           !(text_.tokens[end].mark == ',' && NextFigure(block, end))) {
      ++end;
    }
    // "giảm ... trở lên" is still a fall by at least so much; "trên X trở lên" does not occur.
    target.measure = percent ? "%" : Noun(figure.end, end);
    const Years own = FindYears(text_, clause, end);
    Years years = own;
    if (years.from == 0 && years.to == 0) {
      years = FindYears(text_, block.content, figure.begin);
    }
    if (years.from == 0 && years.to == 0 && !periods_.empty()) {
      years = periods_.back().years;
    }
    target.from_year = years.from;
    target.to_year = years.to;
    target.text = text_.Text(clause, end);
    target.section = block.section;
    target.span = {static_cast<uint32_t>(clause), static_cast<uint32_t>(end)};
    targets_.push_back(std::move(target));
  }

  bool NextFigure(const Block& block, size_t at) const {
    for (size_t i = at + 1; i < block.end && i < at + 30; ++i) {
      if (text_.tokens[i].mark == '%') {
        return true;
      }
      if (text_.tokens[i].mark == ';' || text_.tokens[i].mark == '.') {
        return false;
      }
    }
    return false;
  }

  std::string Noun(size_t begin, size_t end) const {
    size_t i = begin;
    while (i < end && i < begin + 4 && text_.tokens[i].kind == Token::Kind::kWord && !Is(text_, i, end, "tro") &&
           !Is(text_, i, end, "dat")) {
      ++i;
    }
    return text_.Text(begin, i);
  }

  struct PeriodAt {
    int rank;
    Years years;
  };

  const TokenText& text_;
  const std::vector<Block>& blocks_;
  const std::vector<SectionKind>& sections_;
  std::vector<PeriodAt> periods_;
  std::vector<ProposedTarget> targets_;
};

}  // namespace

std::vector<ProposedTarget> ReadTargets(const TokenText& text, const std::vector<Block>& blocks,
                                        const std::vector<SectionKind>& sections) {
  return TargetReader(text, blocks, sections).Run();
}

}  // namespace dondoc::directive::reading
