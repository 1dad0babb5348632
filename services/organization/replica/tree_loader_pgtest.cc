// Loading the copy from an organization service that is there, cut off, away or behind.
#include "services/organization/replica/tree_loader.h"

#include <functional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "services/organization/replica/tree_cache.h"
#include "services/organization/replica/tree_loader_fixture.h"

namespace dondoc::organization::replica {
namespace {

using ::dondoc::testing::HasReason;
using ::dondoc::testing::StatusIs;
using ::testing::IsEmpty;

TEST_F(TreeLoaderTest, FillsAnEmptyCopy) {
  ASSERT_OK(Prepare());
  EXPECT_EQ(Known(), (CopyState{.change = 3, .units = 3}));
  TreeCache cache(*database_);
  ASSERT_OK(cache.Refresh());
  EXPECT_EQ(cache.Get()->change(), 3);
  EXPECT_TRUE(cache.Get()->IsWithin(commune_.id(), government_.id(), *MakeDay(2024, 6, 1)));
}

TEST_F(TreeLoaderTest, AsksACompleteCopyOneQuestion) {
  ASSERT_OK(Prepare());
  ASSERT_OK(Prepare());
  EXPECT_EQ(organization_.asked, 2);
  EXPECT_EQ(organization_.handed_out, 1);
}

TEST_F(TreeLoaderTest, AnEmptyTreeIsACompleteCopy) {
  organization_.state.Clear();
  ASSERT_OK(Prepare());
  EXPECT_EQ(organization_.handed_out, 0);
}

TEST_F(TreeLoaderTest, ClosesAGapAndGoesOnWithTheFacts) {
  ASSERT_OK(Take(1, {government_}));
  ASSERT_OK(Take(3, {commune_}));
  ASSERT_OK(Take(4, {Named(commune_, "newer", 2)}));  // the number that is handed out is older
  ASSERT_OK(Prepare());
  EXPECT_EQ(Known(), (CopyState{.change = 4, .units = 3}));
  EXPECT_EQ(NameOf(commune_), "newer");
  ASSERT_OK(Take(2, {Named(province_, "late", 1)}));
  EXPECT_EQ(NameOf(province_), "UBND");
  ASSERT_OK(Take(5, {Named(province_, "next", 2)}));
  EXPECT_EQ(Known().change, 5);
  EXPECT_EQ(NameOf(province_), "next");
}

TEST_F(TreeLoaderTest, PartsOfAChangeThatItCoversAreForgotten) {
  ASSERT_OK(Take(2, {province_}, 2, 3));
  ASSERT_OK(Take(5, {commune_}, 1, 2));
  ASSERT_OK(Prepare());
  EXPECT_EQ(Known(), (CopyState{.change = 3, .units = 3, .waiting = 1}));
}

TEST_F(TreeLoaderTest, FillsACopyThatSomebodyHasEmptied) {
  ASSERT_OK(Take(1, {government_}));
  ASSERT_OK(Take(2, {province_}));
  ASSERT_OK(Take(3, {commune_}));
  Do("TRUNCATE unit, unit_state");  // how far it is stays behind
  ASSERT_OK(Prepare());
  EXPECT_EQ(Known(), (CopyState{.change = 3, .units = 3}));
  Do("TRUNCATE unit, unit_state, unit_change, succession, succession_part, succession_edge");
  ASSERT_OK(Prepare());
  EXPECT_EQ(Known(), (CopyState{.change = 3, .units = 3}));
  ASSERT_OK(Take(4, {Named(commune_, "next", 2)}));
  EXPECT_EQ(Known().change, 4);
}

// Whatever the point: nothing of it is there, and the next time everything is.
TEST_F(TreeLoaderTest, CutOffAnywhereItLeavesTheCopyAsItWas) {
  PlanSuccession(1);
  EnactSuccession(1);
  ASSERT_OK(Take(1, {Named(government_, "known", 1)}));
  const CopyState before = Known();
  for (std::size_t cut = 0; cut < organization_.parts.size(); ++cut) {
    organization_.cut_at = cut;
    EXPECT_OK(Prepare()) << "a copy from before is used";
    EXPECT_EQ(Known(), before);
    EXPECT_THAT(Successions(), IsEmpty());
  }
  organization_.cut_at = std::string::npos;
  ASSERT_OK(Prepare());
  EXPECT_EQ(Known(), (CopyState{.change = 3, .units = 3, .succession_steps = 2}));
}

TEST_F(TreeLoaderTest, WithoutACopyItWaitsForOrganization) {
  organization_.cut_at = 1;
  EXPECT_THAT(Prepare(), HasReason(absl::StatusCode::kUnavailable, "TREE_NOT_LOADED"));
  server_->Shutdown();
  EXPECT_THAT(PrepareAlone(), HasReason(absl::StatusCode::kUnavailable, "TREE_NOT_LOADED"));
  ASSERT_OK(Take(1, {government_}, 1, 2));  // half of the first change is no copy either
  EXPECT_THAT(PrepareAlone(), HasReason(absl::StatusCode::kUnavailable, "TREE_NOT_LOADED"));
  organization_.cut_at = std::string::npos;
  Listen();
  EXPECT_OK(Prepare());
  EXPECT_EQ(Known().change, 3);
}

TEST_F(TreeLoaderTest, WithACopyItGoesOnWithoutOrganization) {
  ASSERT_OK(Take(1, {government_}));
  server_->Shutdown();
  EXPECT_OK(PrepareAlone());
  EXPECT_EQ(Known().change, 1);
}

TEST_F(TreeLoaderTest, AnOrganizationThatComesUpAMomentLaterIsWaitedFor) {
  ASSERT_OK(Take(1, {government_}));
  organization_.away = 3;
  ASSERT_OK(Prepare());
  EXPECT_EQ(organization_.asked, 4);
  EXPECT_EQ(Known().change, 3);
}

TEST_F(TreeLoaderTest, RefusesATreeThatCannotBeRead) {
  organization_.parts[1].mutable_units(0)->set_id("no id");
  EXPECT_THAT(Prepare(), HasReason(absl::StatusCode::kUnavailable, "TREE_NOT_LOADED"));
  EXPECT_EQ(Known(), CopyState());
}

// What an organization service does that asks its caller to stop, and answers once that has given up. It holds what it
// asks: the answer may go on when the test is over.
std::function<void(const grpc::ServerContext&)> StopAndWait(const std::stop_source& stop) {
  return [stop](const grpc::ServerContext& context) {
    stop.request_stop();
    while (!context.IsCancelled()) std::this_thread::yield();
  };
}

TEST_F(TreeLoaderTest, EndsEarlyWhenAskedToStop) {
  const std::stop_source stop;
  organization_.between = StopAndWait(stop);
  EXPECT_THAT(Loader().Prepare(stop.get_token()), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(Known(), CopyState());
}

TEST_F(TreeLoaderTest, ALookThatIsUnderWayEndsWhenAskedToStop) {
  const std::stop_source stop;
  organization_.while_asked = StopAndWait(stop);
  EXPECT_THAT(Loader().Look(stop.get_token()).status(), StatusIs(absl::StatusCode::kCancelled));
}

TEST_F(TreeLoaderTest, AFirstQuestionThatIsUnderWayEndsWhenAskedToStop) {
  const std::stop_source stop;
  organization_.while_asked = StopAndWait(stop);
  EXPECT_THAT(Loader().Prepare(stop.get_token()), StatusIs(absl::StatusCode::kCancelled));
}

// Facts come in while the tree is loaded, and several processes load it at once.
TEST_F(TreeLoaderTest, RacesWithFactsAndOtherLoaders) {
  constexpr int kChanges = 60;
  std::vector<v1::Unit> units;
  organization_.parts.clear();
  for (int i = 0; i < kChanges; ++i) {
    units.push_back(Make("UBND", common::v1::COMMUNE, "", 1 + i % 3));
    *organization_.parts.emplace_back().add_units() = units.back();
  }
  organization_.state.set_change(kChanges);
  organization_.state.set_units(kChanges);
  std::vector<std::jthread> loaders(3);
  for (std::jthread& loader : loaders) {
    loader = std::jthread([this] { EXPECT_OK(Prepare()); });
  }
  for (int change = kChanges + 5; change >= 1; --change) {
    const v1::Unit& unit = units[static_cast<std::size_t>(change) % units.size()];
    ASSERT_OK(Take(change, {change > kChanges ? Named(unit, "newest", 9) : unit}));
  }
  loaders.clear();
  EXPECT_EQ(Known(), (CopyState{.change = kChanges + 5, .units = kChanges}));
  for (int change = kChanges + 1; change <= kChanges + 5; ++change) {
    EXPECT_EQ(NameOf(units[static_cast<std::size_t>(change) % units.size()]), "newest");
  }
}

}  // namespace
}  // namespace dondoc::organization::replica
