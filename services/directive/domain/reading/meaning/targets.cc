#include "services/directive/domain/reading/meaning/targets.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "services/directive/domain/reading/meaning/aims.h"
#include "services/directive/domain/reading/meaning/bounds.h"
#include "services/directive/domain/reading/meaning/figures.h"
#include "services/directive/domain/reading/meaning/periods.h"

namespace dondoc::directive::reading {
namespace {

// How many equal figures a target is compared with to see whether it repeats one of them.
constexpr size_t kEqualFigures = 40;

using WordSet = std::unordered_set<std::string_view>;

// The words that a target is told apart by: without figures and their comparisons.
WordSet Words(const TokenText& text, size_t begin, size_t end) {
  WordSet words;
  for (size_t i = begin; i < end; ++i) {
    if (const Match match = LongestMatch(text, TheVocabulary().comparators, i, end)) {
      i = match.end - 1;
    } else if (const Match aim = LongestMatch(text, TheVocabulary().aims, i, end)) {
      i = aim.end - 1;
    } else if (text.tokens[i].kind == Token::Kind::kWord) {
      words.insert(text.tokens[i].folded);
    }
  }
  return words;
}

class TargetReader {
 public:
  TargetReader(const TokenText& text, const std::vector<Block>& blocks, const std::vector<SectionKind>& sections)
      : text_(text), blocks_(blocks), sections_(sections), periods_(text) {}

  std::vector<ProposedTarget> Run() {
    for (size_t i = 0; i < blocks_.size(); ++i) {
      periods_.Enter(blocks_[i]);
      const bool goals = sections_[i] == SectionKind::kTarget || UnderLeadIn(blocks_[i]);
      if (goals || sections_[i] != SectionKind::kBasis) {
        Read(blocks_[i], sections_[i], goals);
      }
      LeadIn(blocks_[i]);
    }
    return std::move(targets_);
  }

 private:
  // "... các chỉ tiêu cụ thể sau:": goals follow, up to the next clause that is not under it.
  void LeadIn(const Block& block) {
    if (text_.tokens[block.end - 1].mark != ':') {
      return;
    }
    const size_t from = block.end > block.content + 12 ? block.end - 12 : block.content;
    if (FindWords(text_, from, block.end, "chi tieu") != kNpos ||
        FindWords(text_, from, block.end, "muc tieu") != kNpos) {
      lead_in_ = block.rank == kParagraph ? 11 : block.rank;
    }
  }

  bool UnderLeadIn(const Block& block) {
    if (lead_in_ >= 0 && block.rank <= lead_in_) {
      lead_in_ = -1;
    }
    return lead_in_ >= 0;
  }

  void Read(const Block& block, SectionKind section, bool goals) {
    for (size_t i = block.content; i < block.end; ++i) {
      const Figure figure = ReadFigure(text_, block.content, i, block.end);
      if (figure.end == 0) {
        continue;
      }
      i = figure.end - 1;
      if (!figure.share && !figure.counts) {
        continue;
      }
      const Bounds bounds = FindBounds(text_, block, figure.begin, figure.end);
      if (!bounds.closed) {
        continue;
      }
      const Aim aim = ReadAim(text_, bounds, figure);
      if (IsGoal(text_, figure, bounds, aim, section, goals)) {
        Add(block, figure, bounds, aim, goals);
      }
    }
  }

  void Add(const Block& block, const Figure& figure, const Bounds& bounds, const Aim& aim, bool section) {
    // "Để ổn định tình hình, phấn đấu ...": the target begins where it is spoken of.
    const bool later = aim.begin > bounds.clause && text_.tokens[aim.begin - 1].kind == Token::Kind::kMark;
    const size_t begin = later ? aim.begin : bounds.clause;
    ProposedTarget target;
    target.value = figure.value;
    target.comparator = figure.comparator;
    target.measure = figure.measure;
    const Years years = periods_.Of(block, {bounds.sentence, begin, bounds.end}, figure.begin, figure.end);
    target.from_year = years.from;
    target.to_year = years.to;
    target.text = text_.Text(begin, bounds.end);
    target.section = block.section;
    target.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(bounds.end)};
    target.evidence = !section ? Evidence::kElsewhere : figure.share ? Evidence::kSection : Evidence::kCounted;
    if (!Repeated(target, figure)) {
      targets_.push_back(std::move(target));
    }
  }

  // The words that tell what the figure is about: up to a comma behind it where most of them stand before it.
  WordSet WordsOf(const Figure& figure, const Span& span) const {
    WordSet before = Words(text_, span.begin, figure.begin);
    size_t end = figure.end;
    while (end < span.end && text_.tokens[end].mark != '(' && text_.tokens[end].mark != ':' &&
           (text_.tokens[end].mark != ',' || before.size() < 4)) {
      ++end;
    }
    before.merge(Words(text_, figure.end, end));
    return before;
  }

  // True where a target read before says the same: an opening and a section, a plan and its annex often do.
  bool Repeated(const ProposedTarget& target, const Figure& figure) {
    WordSet words = WordsOf(figure, target.span);
    auto& known = known_[target.value];
    for (const auto& [index, other] : known) {
      const ProposedTarget& before = targets_[index];
      const auto& [few, many] =
          words.size() < other.size() ? std::tie(std::as_const(words), other) : std::tie(other, std::as_const(words));
      if (before.measure != target.measure || before.span.begin == target.span.begin) {
        continue;
      }
      // So many of one thing are not counted twice by chance; percentages are.
      const bool many_things = figure.counts && figure.value >= 100;
      const bool same_words =
          !few.empty() &&
          std::all_of(few.begin(), few.end(), [&many = many](std::string_view word) { return many.contains(word); });
      if (many_things || (same_words && before.comparator == target.comparator && before.to_year == target.to_year)) {
        return true;
      }
    }
    if (known.size() < kEqualFigures) {
      known.emplace_back(targets_.size(), std::move(words));
    }
    return false;
  }

  const TokenText& text_;
  const std::vector<Block>& blocks_;
  const std::vector<SectionKind>& sections_;
  Periods periods_;
  int lead_in_ = -1;  // rank of the clause that says that goals follow
  std::unordered_map<double, std::vector<std::pair<size_t, WordSet>>> known_;  // by value: target and its words
  std::vector<ProposedTarget> targets_;
};

}  // namespace

std::vector<ProposedTarget> ReadTargets(const TokenText& text, const std::vector<Block>& blocks,
                                        const std::vector<SectionKind>& sections) {
  return TargetReader(text, blocks, sections).Run();
}

}  // namespace dondoc::directive::reading
