// The targets read so far, each said once.
#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

// The words that a target is told apart by: without figures and their comparisons.
using TargetWords = std::unordered_set<std::string_view>;
TargetWords WordsOfTarget(const TokenText& text, size_t begin, size_t end);

class TargetList {
 public:
  // Leaves out a target that says what one before it said: an opening and a section, a plan and its annex often do.
  // `words` tell what its figure is about; `counts`: so many things, which are not counted twice by chance.
  void Add(ProposedTarget target, TargetWords words, bool counts);

  std::vector<ProposedTarget> Take() { return std::move(targets_); }

 private:
  std::unordered_map<double, std::vector<std::pair<size_t, TargetWords>>> known_;  // by value: target and its words
  std::vector<ProposedTarget> targets_;
};

}  // namespace dondoc::directive::reading
