#include "services/organization/replica/covers/part.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/replica/covers/covers_fixture.h"

namespace dondoc::organization::replica::covers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// On day 10 `unit` goes from `left` to `right`; `stays` stays.
class PartTest : public ::testing::Test {
 protected:
  PartTest() {
    top_ = story_.Begin(kNoUnit);
    left_ = story_.Begin(top_);
    right_ = story_.Begin(top_);
    unit_ = story_.Begin(left_);
    office_ = story_.BeginBody(unit_);
    stays_ = story_.Begin(left_);
    story_.Move(unit_, right_, 10);
  }

  Part Without(const std::vector<UnitIndex>& units) const {
    std::vector<bool> left_out(story_.history().units.size());
    for (const UnitIndex unit : units) left_out[static_cast<std::size_t>(unit)] = true;
    return Part(std::make_shared<const Covers>(story_.At(9)), left_out, [this](UnitIndex unit) {
      std::vector<UnitIndex> superiors;
      for (const History::Place& place : story_.history().places) {
        if (place.unit == unit) superiors.push_back(place.superior);
      }
      return superiors;
    });
  }

  Story story_;
  UnitIndex top_, left_, right_, unit_, office_, stays_;
};

TEST_F(PartTest, OfAllIsAsItIs) {
  const Part part(std::make_shared<const Covers>(story_.At(9)));
  EXPECT_THAT(part.TermsOf(left_), ElementsAre(Term{left_}, Term{unit_, right_, false, 1}));
  EXPECT_THAT(part.HighestLeftOut(left_), IsEmpty());
  EXPECT_TRUE(part.Counts(unit_, left_));
  EXPECT_FALSE(part.Counts(unit_, right_));
}

TEST_F(PartTest, WithoutAUnitHasNothingOfItWhereverItWent) {
  const Part part = Without({unit_, office_});
  // Its rows to `left` are in the row of that one, those to `right` had been added; its office's are within them.
  EXPECT_THAT(part.TermsOf(left_), ElementsAre(Term{left_}, Term{unit_, right_, false, 1},
                                               Term{unit_, left_, false, -1}, Term{unit_, right_, false, -1}));
  EXPECT_THAT(part.HighestLeftOut(left_), ElementsAre(unit_));
  EXPECT_THAT(part.HighestLeftOut(right_), IsEmpty());
  EXPECT_FALSE(part.Counts(unit_, left_));
  EXPECT_FALSE(part.Counts(office_, left_));
  EXPECT_TRUE(part.Counts(stays_, left_));
}

TEST_F(PartTest, WhatIsBelowOneThatIsLeftOutMayCount) {
  const Part part = Without({unit_});
  EXPECT_TRUE(part.Counts(office_, left_));
  EXPECT_THAT(part.TermsOf(stays_), ElementsAre(Term{stays_}));
  EXPECT_THAT(part.TermsOf(unit_), ElementsAre(Term{unit_}, Term{unit_, left_, false, -1},
                                               Term{unit_, right_, false, -1}, Term{office_, unit_, false, 1}));
}

}  // namespace
}  // namespace dondoc::organization::replica::covers
