#include "services/directive/domain/reading/meaning/targets/target_list.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <tuple>

namespace dondoc::directive::reading {
namespace {

// How many equal figures a target is compared with to see whether it repeats one of them.
constexpr size_t kEqualFigures = 40;
// So many of one thing, and more, are the same things.
constexpr double kMany = 100;

// The first words of a measure: "nhà ở" of "nhà ở hư hỏng" and of "nhà ở hộ nghèo".
std::string_view Head(std::string_view measure) {
  return measure.substr(0, measure.find(' ', std::min(measure.size(), measure.find(' ') + 1)));
}

// 2305 of something is the same thing when it is said again; 500 may be another.
bool IsExact(double value) { return value >= kMany && std::fmod(value, 100) != 0; }

}  // namespace

TargetWords WordsOfTarget(const TokenText& text, size_t begin, size_t end) {
  TargetWords words;
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

void TargetList::Add(ProposedTarget target, TargetWords words, bool counts) {
  auto& known = known_[target.value];
  for (const auto& [index, other] : known) {
    const ProposedTarget& before = targets_[index];
    const auto& [few, many] =
        words.size() < other.size() ? std::tie(std::as_const(words), other) : std::tie(other, std::as_const(words));
    const bool exact_things = counts && IsExact(target.value) && Head(before.measure) == Head(target.measure);
    if ((before.measure != target.measure && !exact_things) || before.span.begin == target.span.begin) {
      continue;
    }
    const bool same_words = !few.empty() && std::all_of(few.begin(), few.end(), [&many = many](std::string_view word) {
      return many.contains(word);
    });
    // Percentages are equal by chance.
    const bool same_things = counts && target.value >= kMany;
    const bool same_time = before.to_year == target.to_year || (target.from_year == 0 && target.to_year == 0);
    if (same_things || (same_words && before.comparator == target.comparator && same_time)) {
      return;
    }
  }
  if (known.size() < kEqualFigures) {
    known.emplace_back(targets_.size(), std::move(words));
  }
  targets_.push_back(std::move(target));
}

}  // namespace dondoc::directive::reading
