#include "services/organization/replica/tree_cache.h"

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "gtest/gtest.h"
#include "services/organization/replica/make_unit.h"
#include "services/organization/replica/replica.h"

namespace dondoc::organization::replica {
namespace {

using ::dondoc::testing::HasReason;
using ::dondoc::testing::SharedPostgres;

const Day kDay = *MakeDay(2024, 6, 1);

class TreeCacheTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string conninfo = SharedPostgres::CreateDatabase();
    auto connection = *pg::Connection::Open(conninfo);
    ASSERT_OK(pg::Migrate(*connection, {Migrations()}, TimePoint{}));
    database_ = std::make_unique<pg::Database>(pg::DatabaseOptions{.conninfo = conninfo});
    government_ = Make("CHINH_PHU", common::v1::CENTRAL, "");
    province_ = Make("UBND", common::v1::PROVINCE, government_.id());
    commune_ = Make("UBND", common::v1::COMMUNE, province_.id());
  }

  v1::Unit Make(const std::string& kind, common::v1::Level level, const std::string& superior) {
    return MakeUnit(ids_, kind, level, superior);
  }

  absl::Status Take(std::int64_t change, const std::vector<v1::Unit>& units) {
    v1::UnitsChanged fact;
    fact.set_change(change);
    fact.set_part(1);
    fact.set_parts(1);
    fact.mutable_units()->Assign(units.begin(), units.end());
    return database_->Run([&](pg::Transaction& tx) { return Apply(tx, std::span(&fact, 1)); });
  }

  FakeIdGenerator ids_;
  std::unique_ptr<pg::Database> database_;
  v1::Unit government_, province_, commune_;
};

TEST_F(TreeCacheTest, ReadsWhatTheTablesHave) {
  TreeCache cache(*database_);
  EXPECT_EQ(cache.Get()->size(), 0u);
  commune_.set_valid_from("2024-06-02");
  ASSERT_OK(Take(1, {government_, province_, commune_}));
  ASSERT_OK(cache.Refresh());
  const auto tree = cache.Get();
  EXPECT_EQ(tree->change(), 1);
  EXPECT_TRUE(tree->IsWithin(commune_.id(), government_.id(), kDay));
  const Tree::Index commune = tree->Find(commune_.id());
  EXPECT_EQ(tree->LevelOf(commune), TreeLevel::kCommune);
  EXPECT_EQ(tree->KindOf(tree->Find(government_.id())), "CHINH_PHU");
  EXPECT_FALSE(tree->Exists(commune, kDay));
  EXPECT_TRUE(tree->Exists(commune, kDay + std::chrono::days(1)));
}

TEST_F(TreeCacheTest, ReadsAgainOnlyWhereTheChangeIsNewer) {
  TreeCache cache(*database_);
  ASSERT_OK(Take(1, {government_, province_}));
  ASSERT_OK(cache.Refresh());
  const auto first = cache.Get();
  ASSERT_OK(cache.Refresh());
  EXPECT_EQ(cache.Get(), first);
  ASSERT_OK(Take(3, {commune_}));  // a gap: the copy is at change 1 still
  ASSERT_OK(cache.Refresh());
  EXPECT_EQ(cache.Get(), first);
  ASSERT_OK(Take(2, {}));
  ASSERT_OK(cache.Refresh());
  EXPECT_EQ(cache.Get()->change(), 3);
  EXPECT_EQ(cache.Get()->size(), 3u);
  EXPECT_EQ(first->size(), 2u);
}

TEST_F(TreeCacheTest, KnowsWhereAUnitStoodAndWillStand) {
  v1::UnitState& before = *commune_.add_states();
  before.set_superior_id(province_.id());
  before.set_valid_to("2024-06-02");
  v1::UnitState& after = *commune_.add_states();
  after.set_superior_id(government_.id());
  after.set_valid_from("2024-06-02");
  ASSERT_OK(Take(1, {government_, province_, commune_}));
  TreeCache cache(*database_);
  ASSERT_OK(cache.Refresh());
  const auto tree = cache.Get();
  EXPECT_TRUE(tree->IsWithin(commune_.id(), province_.id(), kDay));
  EXPECT_FALSE(tree->IsWithin(commune_.id(), province_.id(), kDay + std::chrono::days(1)));
  EXPECT_TRUE(tree->IsWithin(commune_.id(), government_.id(), kDay + std::chrono::days(1)));
}

TEST_F(TreeCacheTest, ReadsWhatCameBeforeItsTurnAgain) {
  TreeCache cache(*database_);
  ASSERT_OK(Take(1, {government_}));
  ASSERT_OK(Take(3, {commune_}));  // its superior comes with change 2
  ASSERT_OK(cache.Refresh());
  EXPECT_EQ(cache.Get()->change(), 1);
  ASSERT_OK(Take(2, {province_}));
  ASSERT_OK(cache.Refresh());
  EXPECT_EQ(cache.Get()->change(), 3);
  EXPECT_TRUE(cache.Get()->IsWithin(commune_.id(), government_.id(), kDay));
  // An address alone leaves the tree as it is, but for the number.
  province_.set_version(2);
  province_.add_emails("a@b.vn");
  ASSERT_OK(Take(4, {province_}));
  ASSERT_OK(cache.Refresh());
  EXPECT_EQ(cache.Get()->change(), 4);
  EXPECT_TRUE(cache.Get()->IsWithin(commune_.id(), government_.id(), kDay));
}

TEST_F(TreeCacheTest, ReadsAtOnceWhatACallDemands) {
  TreeCache cache(*database_);
  ASSERT_OK(Take(1, {government_}));
  ASSERT_OK_AND_ASSIGN(const auto tree, cache.AtLeast(1));
  EXPECT_EQ(tree->size(), 1u);
  EXPECT_THAT(cache.AtLeast(2), HasReason(absl::StatusCode::kUnavailable, "TREE_BEHIND"));
}

TEST_F(TreeCacheTest, FollowsUntilAskedToStop) {
  TreeCache cache(*database_);
  std::jthread follower([&](std::stop_token stop) { cache.Follow(stop, std::chrono::milliseconds(1)); });
  ASSERT_OK(Take(1, {government_}));
  while (cache.Get()->change() < 1) std::this_thread::yield();
  ASSERT_OK(Take(2, {province_}));
  while (cache.Get()->change() < 2) std::this_thread::yield();
  EXPECT_EQ(cache.Get()->size(), 2u);
}

}  // namespace
}  // namespace dondoc::organization::replica
