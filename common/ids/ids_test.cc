#include <gtest/gtest.h>

#include <set>

#include "common/ids/id_generator.h"

namespace dondoc {
namespace {

TEST(IdsTest, AreUniqueWellFormedAndSortByTime) {
  FakeClock clock(StartOf(*ParseDay("2026-11-21")));
  UuidGenerator ids(clock);
  std::set<std::string> seen;
  std::string last;
  for (int i = 0; i < 1000; ++i) {
    clock.Advance(std::chrono::milliseconds(1));
    const std::string id = ids.NewId();
    EXPECT_TRUE(IsUuid(id)) << id;
    EXPECT_EQ(id[14], '7');
    EXPECT_LT(last, id);
    EXPECT_TRUE(seen.insert(id).second);
    last = id;
  }
}

TEST(IdsTest, FakesAreWellFormedAndTheSameInEveryRun) {
  FakeIdGenerator ids;
  EXPECT_EQ(ids.NewId(), "00000000-0000-7000-8000-000000000001");
  EXPECT_TRUE(IsUuid(ids.NewId()));
}

TEST(IdsTest, RefusesOtherForms) {
  EXPECT_FALSE(IsUuid(""));
  EXPECT_FALSE(IsUuid("00000000-0000-7000-8000-00000000000G"));
  EXPECT_FALSE(IsUuid("00000000-0000-7000-8000-00000000000A"));
  EXPECT_FALSE(IsUuid("000000000000-7000-8000-00000000000001"));
}

}  // namespace
}  // namespace dondoc
