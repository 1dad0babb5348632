#include "services/organization/replica/covers/part.h"

#include <algorithm>

namespace dondoc::organization::replica::covers {

Part::Part(std::shared_ptr<const Covers> covers, std::vector<bool> left_out, const SuperiorsOf& superiors_of)
    : covers_(std::move(covers)), left_out_(std::move(left_out)) {
  const auto size = static_cast<UnitIndex>(left_out_.size());
  for (UnitIndex unit = 0; unit < size; ++unit) {
    std::vector<UnitIndex> superiors = superiors_of(unit);
    const auto is_left_out = [this](UnitIndex superior) { return superior != kNoUnit && LeavesOut(superior); };
    if (LeavesOut(unit) || std::any_of(superiors.begin(), superiors.end(), is_left_out))
      touched_.emplace_back(unit, std::move(superiors));
  }
}

std::vector<Term> Part::TermsOf(UnitIndex top) const {
  const auto terms = covers_->TermsOf(top);
  std::vector<Term> result(terms.begin(), terms.end());
  const auto left = [&](UnitIndex unit) {
    return unit != kNoUnit && LeavesOut(unit) && covers_->IsWithin(unit, top) ? 1 : 0;
  };
  for (const auto& [unit, superiors] : touched_) {
    for (const UnitIndex superior : superiors) {
      const int weight = left(superior) - left(unit);
      if (weight != 0) result.push_back({.unit = unit, .superior = superior, .any_superior = false, .weight = weight});
    }
  }
  return result;
}

void Part::AddHighest(UnitIndex top, std::vector<UnitIndex>& units) const {
  for (const UnitIndex below : covers_->Below(top)) {
    if (LeavesOut(below)) {
      units.push_back(below);
    } else {
      AddHighest(below, units);
    }
  }
}

std::vector<UnitIndex> Part::HighestLeftOut(UnitIndex top) const {
  std::vector<UnitIndex> units;
  if (left_out_.empty()) return units;
  AddHighest(top, units);
  const auto size = static_cast<UnitIndex>(left_out_.size());
  for (UnitIndex unit = 0; unit < size; ++unit) {  // those of other trees
    if (LeavesOut(unit) && !covers_->Exists(unit) && covers_->IsWithin(unit, top) && !LeavesOut(covers_->Home(unit)))
      units.push_back(unit);
  }
  return units;
}

}  // namespace dondoc::organization::replica::covers
