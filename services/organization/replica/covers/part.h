// A part of what is counted in units: all but the units that are left out, such as those that whoever asks may not see.
//
// With left(V) = 1 where V is left out and in U's tree at or below U, else 0, the part of U's figure is the sum over
// all rows V->S of ( in(V) - left(V) - in(S) + left(S) ) x row: by the same telescoping as in covers.h a number of V0
// counts in(V0) - left(V0) times. So these are U's terms, and for each row from or to a unit that is left out one more.
//
// Immutable, so thread-safe. Making one takes O(rows) where anything is left out, else nothing.
#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "services/organization/replica/covers/covers.h"

namespace dondoc::organization::replica::covers {

// The units that one has ever been right below, and kNoUnit where it was at the top.
using SuperiorsOf = std::function<std::vector<UnitIndex>(UnitIndex)>;

class Part {
 public:
  // All there is.
  explicit Part(std::shared_ptr<const Covers> covers) : covers_(std::move(covers)) {}
  // `left_out` by unit. `superiors_of` is asked in the constructor alone.
  Part(std::shared_ptr<const Covers> covers, std::vector<bool> left_out, const SuperiorsOf& superiors_of);

  bool LeavesOut(UnitIndex unit) const { return !left_out_.empty() && left_out_[static_cast<std::size_t>(unit)]; }
  // Whether a unit is counted in `top`, which exists on the day of the covers.
  bool Counts(UnitIndex unit, UnitIndex top) const { return !LeavesOut(unit) && covers_->IsWithin(unit, top); }
  // The terms of what is counted of a unit; those of Covers first. The same row may be in several.
  std::vector<Term> TermsOf(UnitIndex top) const;
  // The highest of the units that are left out of one: those that are not in another one that is.
  std::vector<UnitIndex> HighestLeftOut(UnitIndex top) const;

 private:
  void AddHighest(UnitIndex top, std::vector<UnitIndex>& units) const;

  std::shared_ptr<const Covers> covers_;
  std::vector<bool> left_out_;  // empty where nothing is
  // Units with rows from or to one that is left out, and all that each has been below.
  std::vector<std::pair<UnitIndex, std::vector<UnitIndex>>> touched_;
};

}  // namespace dondoc::organization::replica::covers
