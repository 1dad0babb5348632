#include "services/organization/replica/covers/covers.h"

#include <chrono>
#include <iostream>
#include <ostream>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/replica/covers/covers_fixture.h"

namespace dondoc::organization::replica::covers {

// What failures print.
void PrintTo(const Term& term, std::ostream* out) {
  *out << (term.weight < 0 ? "-" : "+") << term.unit;
  if (!term.any_superior) *out << " below " << term.superior;
}

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

Term All(UnitIndex unit, int weight = 1) { return {.unit = unit, .weight = weight}; }
Term Of(UnitIndex unit, UnitIndex superior, int weight = 1) {
  return {.unit = unit, .superior = superior, .any_superior = false, .weight = weight};
}

// The country, two provinces with two districts and four communes; on day 100 the districts go, and the provinces
// become one.
class CoversTest : public ::testing::Test {
 protected:
  CoversTest() {
    for (const UnitIndex unit : {district_a_, district_b_, hall_}) story_.End(unit, 100);
    story_.End(province_a_, 100, {merged_});
    story_.End(province_b_, 100, {merged_});
    story_.End(a1_, 100, {new_a_});
    story_.End(a2_, 100, {new_a_, new_b_});
    story_.End(b1_, 100, {new_b_});
    story_.Move(b2_, merged_, 100);
  }

  Story story_;
  const UnitIndex top_ = story_.Begin(kNoUnit);
  const UnitIndex province_a_ = story_.Begin(top_), province_b_ = story_.Begin(top_);
  const UnitIndex district_a_ = story_.Begin(province_a_), district_b_ = story_.Begin(province_b_);
  const UnitIndex a1_ = story_.Begin(district_a_), a2_ = story_.Begin(district_a_);
  const UnitIndex b1_ = story_.Begin(district_b_), b2_ = story_.Begin(district_b_);
  const UnitIndex hall_ = story_.BeginBody(district_a_);  // ends with its district, nobody takes its place
  const UnitIndex merged_ = story_.Begin(top_, 100);
  const UnitIndex new_a_ = story_.Begin(merged_, 100), new_b_ = story_.Begin(merged_, 100);
};

TEST_F(CoversTest, AUnitAloneIsItsOwnCover) {
  Story story;
  const UnitIndex top = story.Begin(kNoUnit), below = story.Begin(top), body = story.BeginBody(below);
  const Covers covers = story.At(5);
  for (const UnitIndex unit : {top, below, body}) {
    EXPECT_THAT(covers.TermsOf(unit), ElementsAre(All(unit)));
    EXPECT_EQ(covers.Home(unit), unit);
    EXPECT_THAT(covers.Divided(unit), IsEmpty());
  }
  EXPECT_THAT(covers.Below(top), ElementsAre(below));
  EXPECT_TRUE(covers.IsWithin(body, top));
  EXPECT_FALSE(covers.IsWithin(top, body));
}

TEST_F(CoversTest, SeesTheOldNumbersInTheNewTree) {
  const Covers after = story_.At(100);
  EXPECT_THAT(after.TermsOf(top_), ElementsAre(All(top_)));
  EXPECT_THAT(after.TermsOf(merged_), UnorderedElementsAre(All(merged_), All(province_a_), All(province_b_)));
  EXPECT_EQ(after.TermsOf(merged_).front(), All(merged_));
  EXPECT_THAT(after.TermsOf(new_a_), ElementsAre(All(new_a_), All(a1_)));
  EXPECT_THAT(after.TermsOf(new_b_), ElementsAre(All(new_b_), All(b1_)));
  EXPECT_THAT(after.TermsOf(b2_), ElementsAre(All(b2_)));  // wherever it stood
  EXPECT_THAT(after.Below(merged_), UnorderedElementsAre(new_a_, new_b_, b2_));
  EXPECT_THAT(after.Divided(merged_),
              UnorderedElementsAre(province_a_, province_b_, district_a_, district_b_, a2_, hall_));
  EXPECT_THAT(after.TermsOf(a1_), IsEmpty());
  EXPECT_EQ(after.Home(a2_), merged_);
}

TEST_F(CoversTest, SeesTheNewNumbersInTheOldTree) {
  const Covers before = story_.At(99);
  EXPECT_THAT(before.TermsOf(top_), ElementsAre(All(top_)));
  EXPECT_EQ(before.Home(merged_), top_);
  EXPECT_EQ(before.Home(new_a_), district_a_);
  EXPECT_EQ(before.Home(new_b_), top_);  // of both provinces
  EXPECT_THAT(before.TermsOf(district_a_), ElementsAre(All(district_a_), All(new_a_)));
  EXPECT_THAT(before.TermsOf(province_a_), ElementsAre(All(province_a_), All(new_a_)));
  // b2 is in the row of its district for what it reported then, and in that of the new province for what it reports
  // now.
  EXPECT_THAT(before.TermsOf(province_b_), ElementsAre(All(province_b_), Of(b2_, merged_)));
  EXPECT_THAT(before.TermsOf(b2_), ElementsAre(All(b2_)));
  EXPECT_THAT(before.Divided(top_), UnorderedElementsAre(merged_, new_b_));
}

TEST_F(CoversTest, AUnitThatMovesTakesItsOldNumbersAlong) {
  Story story;
  const UnitIndex top = story.Begin(kNoUnit), left = story.Begin(top), right = story.Begin(top);
  const UnitIndex unit = story.Begin(left);
  story.Move(unit, right, 50);
  const Covers after = story.At(50);
  EXPECT_THAT(after.TermsOf(left), ElementsAre(All(left), Of(unit, left, -1)));
  EXPECT_THAT(after.TermsOf(right), ElementsAre(All(right), Of(unit, left)));
  const Covers before = story.At(49);
  EXPECT_THAT(before.TermsOf(left), ElementsAre(All(left), Of(unit, right)));
  EXPECT_THAT(before.TermsOf(right), ElementsAre(All(right), Of(unit, right, -1)));
}

TEST_F(CoversTest, FollowsSeveralSuccessions) {
  Story story;
  const UnitIndex top = story.Begin(kNoUnit), a = story.Begin(top), b = story.Begin(top), c = story.Begin(top);
  const UnitIndex ab = story.Begin(top, 10), abc = story.Begin(top, 20);
  story.End(a, 10, {ab});
  story.End(b, 10, {ab});
  story.End(ab, 20, {abc});
  story.End(c, 20, {abc});
  const UnitIndex left = story.Begin(top, 30), right = story.Begin(top, 30);
  story.End(abc, 30, {left, right});
  EXPECT_EQ(story.At(10).Home(a), ab);
  EXPECT_EQ(story.At(20).Home(a), abc);
  EXPECT_EQ(story.At(30).Home(a), top);
  EXPECT_EQ(story.At(15).Home(left), top);  // of ab and c
  EXPECT_EQ(story.At(25).Home(left), abc);
  EXPECT_THAT(story.At(20).TermsOf(abc),
              UnorderedElementsAre(All(abc), All(a), All(b), All(c), All(ab), All(left), All(right)));
}

TEST_F(CoversTest, WhatBecameOfNothingBelongsToWhoWasAbove) {
  const Covers after = story_.At(100);
  EXPECT_EQ(after.Home(district_a_), merged_);
  EXPECT_EQ(after.Home(hall_), merged_);
  Story story;
  const UnitIndex top = story.Begin(kNoUnit), office = story.BeginBody(top), later = story.BeginBody(office, 10);
  const UnitIndex desk = story.BeginBody(later, 20);
  EXPECT_EQ(story.At(5).Home(desk), office);
  EXPECT_THAT(story.At(5).TermsOf(office), ElementsAre(All(office)));
}

TEST_F(CoversTest, APlanThatHasNotTakenEffectSaysNothing) {
  Story story;
  const UnitIndex top = story.Begin(kNoUnit), a = story.Begin(top);
  const UnitIndex planned = story.Begin(top);
  story.End(planned, 0);  // edges need its place in the list only
  History history = story.history();
  history.units[static_cast<std::size_t>(planned)].exists = {.from = kForever, .to = kForever};
  history.edges.push_back({a, planned});
  const Covers covers(history, On(7));
  EXPECT_THAT(covers.TermsOf(a), ElementsAre(All(a)));
  EXPECT_EQ(covers.Home(planned), kNoUnit);
  EXPECT_THAT(covers.TermsOf(planned), IsEmpty());
  EXPECT_THAT(covers.TermsOf(top), ElementsAre(All(top)));
}

TEST_F(CoversTest, SuperiorsInACircleEnd) {
  Story story;
  const UnitIndex a = story.Begin(kNoUnit), b = story.Begin(a), c = story.Begin(b, 10);
  History history = story.history();
  history.places[0].superior = b;
  history.units[static_cast<std::size_t>(b)].exists.to = On(10);
  history.edges = {{b, c}, {c, b}, {b, b}};
  for (const int day : {5, 10, 20}) {
    const Covers covers(history, On(day));
    for (const UnitIndex unit : {a, b, c}) covers.TermsOf(unit);
  }
  EXPECT_EQ(Covers(history, On(10)).Home(c), c);
}

// A country of the size of the real one: 63 provinces, 700 districts, 10,000 communes with ten bodies each, of which 34
// provinces and 3,300 communes are made.
TEST(CoversSizeTest, ANationIsCovered) {
  Story story;
  const UnitIndex top = story.Begin(kNoUnit);
  std::vector<UnitIndex> fresh_provinces, fresh;
  for (int i = 0; i < 34; ++i) fresh_provinces.push_back(story.Begin(top, 100));
  for (int i = 0; i < 3300; ++i) {
    fresh.push_back(story.Begin(fresh_provinces[static_cast<std::size_t>(i * 34 / 3300)], 100));
    for (int body = 0; body < 10; ++body) story.BeginBody(fresh.back(), 100);
  }
  int commune_number = 0;
  for (int p = 0; p < 63; ++p) {
    const UnitIndex province = story.Begin(top);
    for (int d = 0; d < 11; ++d) {
      const UnitIndex district = story.Begin(province);
      for (int c = 0; c < 14; ++c, ++commune_number) {
        const UnitIndex commune = story.Begin(district);
        for (int body = 0; body < 10; ++body) {
          const UnitIndex one = story.BeginBody(commune);
          story.End(one, 100);
        }
        story.End(commune, 100, {fresh[static_cast<std::size_t>(commune_number / 3)]});
      }
      story.End(district, 100);
    }
    story.End(province, 100, {fresh_provinces[static_cast<std::size_t>(commune_number / 3 - 1) * 34 / 3300]});
  }
  const auto begin = std::chrono::steady_clock::now();
  const Covers after = story.At(100), before = story.At(99);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
  std::cout << story.history().units.size() << " units, both trees: " << took.count() << " ms" << std::endl;
  EXPECT_TRUE(after.Exists(fresh.front()));
  EXPECT_FALSE(before.Exists(fresh.front()));
}

}  // namespace
}  // namespace dondoc::organization::replica::covers
