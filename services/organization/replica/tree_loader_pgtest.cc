// Loading the copy from an organization service that does what a test says: cut off, away, behind, ahead.
#include "services/organization/replica/tree_loader.h"

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/rpc/client.h"
#include "common/rpc/status_mapping.h"
#include "common/status/status.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/replica/tree_cache.h"

namespace dondoc::organization::replica {
namespace {

using ::dondoc::testing::HasReason;
using ::dondoc::testing::IsOk;
using ::dondoc::testing::SharedPostgres;
using ::dondoc::testing::StatusIs;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Hands out the parts that it was given, all with the state.
class FakeOrganization final : public v1::TreeService::Service {
 public:
  grpc::Status GetTreeState(grpc::ServerContext* context, const v1::GetTreeStateRequest* request,
                            v1::TreeState* response) override {
    if (while_asked) while_asked(*context);
    if (asked++ < away) return rpc::ToGrpc(Unavailable("AWAY", "away"));
    *response = state;
    if (!request->count_units()) response->set_units(0);
    return grpc::Status::OK;
  }
  grpc::Status GetTree(grpc::ServerContext* context, const v1::GetTreeRequest*,
                       grpc::ServerWriter<v1::TreePart>* writer) override {
    ++handed_out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i == cut_at) return rpc::ToGrpc(Unavailable("CUT", "cut off"));
      v1::TreePart part = parts[i];
      *part.mutable_state() = state;
      writer->Write(part);
      if (between) between(*context);
    }
    return grpc::Status::OK;
  }

  v1::TreeState state;
  std::vector<v1::TreePart> parts;
  std::size_t cut_at = std::string::npos;
  int away = 0;  // questions that are not answered
  std::function<void(const grpc::ServerContext&)> while_asked, between;
  std::atomic<int> asked = 0, handed_out = 0;
};

class TreeLoaderTest : public ::testing::Test {
 protected:
  TreeLoaderTest() {
    conninfo_ = SharedPostgres::CreateDatabase();
    connection_ = *pg::Connection::Open(conninfo_);
    EXPECT_OK(pg::Migrate(*connection_, {Migrations()}, TimePoint{}));
    database_ = std::make_unique<pg::Database>(pg::DatabaseOptions{.conninfo = conninfo_});
    Listen();
    government_ = Make("CHINH_PHU", common::v1::CENTRAL, "");
    province_ = Make("UBND", common::v1::PROVINCE, government_.id());
    commune_ = Make("UBND", common::v1::COMMUNE, province_.id());
    // Change 1: the Government; 2: the province; 3: the commune.
    organization_.state.set_change(3);
    organization_.state.set_units(3);
    for (const v1::Unit& unit : {government_, province_, commune_})
      *organization_.parts.emplace_back().add_units() = unit;
  }
  ~TreeLoaderTest() override { server_->Shutdown(); }

  void Listen() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address_, grpc::InsecureServerCredentials());
    builder.RegisterService(&organization_);
    server_ = builder.BuildAndStart();
  }

  v1::Unit Make(const std::string& kind, common::v1::Level level, const std::string& superior,
                std::int64_t version = 1) {
    v1::Unit unit;
    unit.set_id(ids_.NewId());
    unit.set_name(kind);
    unit.set_kind(kind);
    unit.set_level(level);
    unit.set_territory_id(ids_.NewId());
    unit.set_superior_id(superior);
    if (!superior.empty()) unit.add_superior_ids(superior);
    unit.set_version(version);
    return unit;
  }
  static v1::Unit Named(v1::Unit unit, const std::string& name, std::int64_t version) {
    unit.set_name(name);
    unit.set_version(version);
    return unit;
  }

  // A succession of the commune, with as many parts as edges.
  void PlanSuccession(std::int64_t version) {
    for (int part = 1; part <= 2; ++part) {
      v1::SuccessionPlanned& plan = *organization_.parts.emplace_back().add_plans();
      plan = Plan(version, part);
    }
    organization_.state.set_succession_steps(version);
  }
  v1::SuccessionPlanned Plan(std::int64_t version, int part) const {
    v1::SuccessionPlanned plan;
    plan.set_succession_id(succession_);
    plan.set_decision_number("12/NQ-HĐND");
    plan.set_effective_on("2025-07-01");
    plan.set_version(version);
    plan.set_part(part);
    plan.set_parts(2);
    v1::UnitSuccession& edge = *plan.add_edges();
    edge.set_from_unit_id(part == 1 ? commune_.id() : province_.id());
    return plan;
  }
  v1::SuccessionEnacted Enacted(std::int64_t version, std::int64_t change) const {
    v1::SuccessionEnacted fact;
    fact.set_succession_id(succession_);
    fact.set_version(version);
    fact.set_tree_change(change);
    return fact;
  }
  v1::SuccessionUndone Undone(std::int64_t version, std::int64_t change) const {
    v1::SuccessionUndone fact;
    fact.set_succession_id(succession_);
    fact.set_version(version);
    fact.set_tree_change(change);
    return fact;
  }
  void EnactSuccession(std::int64_t version) {
    v1::SuccessionTurn& turn = *organization_.parts.emplace_back().add_turns();
    *turn.mutable_enacted() = Enacted(version, 3);
    turn.mutable_time()->set_seconds(1'750'000'000);
    organization_.state.set_succession_steps(version + 1);
  }
  void UndoSuccession(std::int64_t version) {
    *organization_.parts.emplace_back().add_turns()->mutable_undone() = Undone(version, 3);
    organization_.state.set_succession_steps(version + 2);
  }

  // Notes each time that a step is taken.
  SuccessionStep Noting() {
    return [this](pg::Transaction&, const Succession& succession, TimePoint at) {
      steps_.emplace_back(succession.state, at);
      return absl::OkStatus();
    };
  }
  TreeLoader Loader(std::chrono::milliseconds ask_timeout = std::chrono::seconds(20)) {
    return TreeLoader(rpc::OpenChannel(address_), *database_, Noting(), Noting(),
                      {.ask_timeout = ask_timeout, .load_timeout = std::chrono::seconds(60), .patience = patience_});
  }
  absl::Status Prepare() { return Loader().Prepare({}); }
  // With an organization service that is away.
  absl::Status PrepareAlone() { return Loader(std::chrono::milliseconds(50)).Prepare({}); }

  absl::Status Take(std::int64_t change, const std::vector<v1::Unit>& units, int part = 1, int parts = 1) {
    v1::UnitsChanged fact;
    fact.set_change(change);
    fact.set_part(part);
    fact.set_parts(parts);
    fact.mutable_units()->Assign(units.begin(), units.end());
    return database_->Run([&](pg::Transaction& tx) { return Apply(tx, std::span(&fact, 1)); });
  }
  CopyState Known() {
    return *database_->Run([](pg::Transaction& tx) { return FindCopyState(tx, /*count_units=*/true); });
  }
  std::string NameOf(const v1::Unit& unit) {
    const auto found = *database_->Run([&](pg::Transaction& tx) { return FindUnit(tx, unit.id()); });
    return found ? found->name : "";
  }
  std::vector<Succession> Successions() {
    return *database_->Run([](pg::Transaction& tx) { return ListSuccessions(tx); });
  }
  void Do(const std::string& script) { ASSERT_OK(connection_->ExecuteScript(script)); }

  int patience_ = 1;
  FakeIdGenerator ids_;
  const std::string succession_ = ids_.NewId();
  dondoc::testing::TempDir directory_;
  const std::string address_ = "unix:" + (directory_.path() / "s").string();
  FakeOrganization organization_;
  std::unique_ptr<grpc::Server> server_;
  std::string conninfo_;
  std::unique_ptr<pg::Connection> connection_;
  std::unique_ptr<pg::Database> database_;
  std::vector<std::pair<std::string, TimePoint>> steps_;
  v1::Unit government_, province_, commune_;
};

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

TEST_F(TreeLoaderTest, BringsPlansAndWhatBecameOfThem) {
  PlanSuccession(2);
  EnactSuccession(2);
  ASSERT_OK(Prepare());
  ASSERT_THAT(Successions(), SizeIs(1));
  EXPECT_EQ(Successions()[0].state, "ENACTED");
  EXPECT_EQ(Successions()[0].version, 2);
  EXPECT_EQ(Successions()[0].tree_change, 3);
  // What the service does itself was done, at the moment of the enactment, and is not done again by the fact.
  ASSERT_THAT(steps_, SizeIs(1));
  EXPECT_EQ(steps_[0], std::pair(std::string("ENACTED"), TimePoint(std::chrono::seconds(1'750'000'000))));
  const v1::SuccessionEnacted fact = Enacted(2, 3);
  ASSERT_OK(database_->Run([&](pg::Transaction& tx) { return ApplyEnacted(tx, fact, TimePoint{}, Noting()); }));
  EXPECT_THAT(steps_, SizeIs(1));
}

TEST_F(TreeLoaderTest, ATurnThatAFactHasToldIsNotTakenAgain) {
  for (int change = 1; change <= 3; ++change) ASSERT_OK(Take(change, {}));
  const std::vector<v1::SuccessionPlanned> plan = {Plan(1, 1), Plan(1, 2)};
  const v1::SuccessionEnacted fact = Enacted(1, 3);
  ASSERT_OK(database_->Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(ApplyPlans(tx, plan));
    return ApplyEnacted(tx, fact, TimePoint{}, Noting());
  }));
  PlanSuccession(1);
  EnactSuccession(1);
  ASSERT_OK(Prepare());
  EXPECT_EQ(organization_.handed_out, 1);
  EXPECT_THAT(steps_, SizeIs(1));
}

// The facts of a succession that was taken back may come after the tree in which it is.
TEST_F(TreeLoaderTest, LateFactsOfWhatWasTakenBackAreHarmless) {
  PlanSuccession(1);
  EnactSuccession(1);
  UndoSuccession(1);
  ASSERT_OK(Prepare());
  EXPECT_EQ(Successions()[0].state, "UNDONE");
  EXPECT_THAT(steps_, SizeIs(2));
  const std::vector<v1::SuccessionPlanned> plan = {Plan(1, 1), Plan(1, 2)};
  EXPECT_OK(database_->Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(ApplyPlans(tx, plan));
    DONDOC_RETURN_IF_ERROR(ApplyEnacted(tx, Enacted(1, 2), TimePoint{}, Noting()));
    return ApplyUndone(tx, Undone(1, 3), TimePoint{}, Noting());
  }));
  EXPECT_EQ(Successions()[0].state, "UNDONE");
  EXPECT_EQ(Successions()[0].tree_change, 3);
  EXPECT_THAT(steps_, SizeIs(2));
}

TEST_F(TreeLoaderTest, LoadsAgainWhatDoesNotMove) {
  ASSERT_OK(Take(1, {government_}));
  TreeLoader loader = Loader();
  EXPECT_THAT(loader.Look({}), IsOk());
  EXPECT_EQ(Known().change, 1) << "facts may be on their way";
  ASSERT_OK(Take(2, {province_}));
  EXPECT_EQ(*loader.Look({}), false) << "it moves";
  EXPECT_EQ(*loader.Look({}), true);
  EXPECT_EQ(Known().change, 3);
  EXPECT_EQ(*loader.Look({}), false);
  EXPECT_EQ(organization_.handed_out, 1);
}

TEST_F(TreeLoaderTest, WaitsForFactsThatTakeTheirTime) {
  ASSERT_OK(Take(1, {government_}));
  patience_ = 3;
  TreeLoader loader = Loader();
  for (int look = 0; look < 3; ++look) EXPECT_EQ(*loader.Look({}), false);
  ASSERT_OK(Take(2, {province_}));
  for (int look = 0; look < 3; ++look) EXPECT_EQ(*loader.Look({}), false) << "it has moved";
  EXPECT_EQ(*loader.Look({}), true);
}

// A batch of facts is one transaction: it takes its time, and is seen when it is done.
TEST_F(TreeLoaderTest, WhatMovedWhileTheLockWasWaitedForIsNotLoaded) {
  ASSERT_OK(Take(1, {government_}));
  TreeLoader loader = Loader();
  EXPECT_EQ(*loader.Look({}), false);
  organization_.while_asked = [&](const grpc::ServerContext&) { EXPECT_OK(Take(2, {province_})); };
  EXPECT_EQ(*loader.Look({}), false);
  EXPECT_EQ(organization_.handed_out, 0);
  organization_.while_asked = nullptr;
  EXPECT_EQ(*loader.Look({}), false);
  EXPECT_EQ(*loader.Look({}), true) << "nothing comes any more";
}

// A plan of a whole country comes in hundreds of parts.
TEST_F(TreeLoaderTest, PartsOfAPlanAreMovement) {
  for (int change = 1; change <= 3; ++change) ASSERT_OK(Take(change, {}));
  PlanSuccession(1);
  TreeLoader loader = Loader();
  EXPECT_EQ(*loader.Look({}), false);
  ASSERT_OK(database_->Run([&](pg::Transaction& tx) { return ApplyPlans(tx, std::vector{Plan(1, 1)}); }));
  EXPECT_EQ(Known().waiting_plans, 1);
  EXPECT_EQ(*loader.Look({}), false) << "it moves";
  ASSERT_OK(database_->Run([&](pg::Transaction& tx) { return ApplyPlans(tx, std::vector{Plan(1, 2)}); }));
  EXPECT_EQ(Known().waiting_plans, 0);
  EXPECT_EQ(*loader.Look({}), false);
  EXPECT_EQ(organization_.handed_out, 0);
}

// Thirty seconds are enough for others; here an organization with its hands full sets the pace.
TEST_F(TreeLoaderTest, IsNotCutOffWhileThePartsComeSlowly) {
  PlanSuccession(1);
  EnactSuccession(1);
  std::string limit;
  const SuccessionStep asks = [&](pg::Transaction& tx, const Succession&, TimePoint) -> absl::Status {
    static constexpr pg::Statement kLimit{"limit",
                                          "SELECT current_setting('idle_in_transaction_session_timeout') AS is_set"};
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(kLimit));
    limit = rows[0].Get<std::string>("is_set");
    return absl::OkStatus();
  };
  ASSERT_OK(TreeLoader(rpc::OpenChannel(address_), *database_, asks, nullptr,
                       {.ask_timeout = std::chrono::seconds(20), .load_timeout = std::chrono::seconds(120)})
                .Prepare({}));
  EXPECT_EQ(limit, "2min");
}

TEST_F(TreeLoaderTest, LoadsAPlanThatDoesNotArrive) {
  for (int change = 1; change <= 3; ++change) ASSERT_OK(Take(change, {}));
  PlanSuccession(1);
  TreeLoader loader = Loader();
  EXPECT_EQ(*loader.Look({}), false);
  EXPECT_EQ(*loader.Look({}), true);
  EXPECT_THAT(Successions(), SizeIs(1));
}

TEST_F(TreeLoaderTest, DoesNotLoadForEverWhatLoadingDoesNotMend) {
  ASSERT_OK(Prepare());
  organization_.state.set_succession_steps(7);  // and no plan comes with it
  TreeLoader loader = Loader();
  for (int i = 0; i < 10; ++i) ASSERT_OK(loader.Look({}));
  EXPECT_EQ(organization_.handed_out, 2);
  organization_.state.set_change(4);
  EXPECT_EQ(*loader.Look({}), true);
}

// What such a version has taken over has the newest version number, and yet not all that the facts said.
TEST_F(TreeLoaderTest, LoadsAnewWhatAnOlderVersionTookOver) {
  commune_.set_urban(true);
  *organization_.parts[2].mutable_units(0) = commune_;
  const auto towns = [&] {
    v1::UnitGroup group;
    group.set_within_unit_id(province_.id());
    group.add_attributes(v1::URBAN);
    group.add_kinds("UBND");
    return database_
        ->Run([&](pg::Transaction& tx) { return ExpandGroups(tx, std::span(&group, 1), *MakeDay(2025, 1, 1)); })
        ->size();
  };
  const auto drop = [&] { Do("UPDATE unit SET attributes = '{}', form = 0; UPDATE unit_state SET attributes = '{}'"); };
  ASSERT_OK(Prepare());
  drop();
  EXPECT_EQ(Known().oldest_form, 0);
  EXPECT_EQ(towns(), 0u);
  ASSERT_OK(Prepare());
  EXPECT_EQ(Known().oldest_form, kUnitForm);
  EXPECT_EQ(towns(), 1u);
  // While it serves: a process of the older version is still there.
  drop();
  TreeLoader loader = Loader();
  EXPECT_EQ(*loader.Look({}), false);
  EXPECT_EQ(*loader.Look({}), true);
  EXPECT_EQ(towns(), 1u);
  ASSERT_OK(Prepare());
  EXPECT_EQ(organization_.handed_out, 3);
}

TEST_F(TreeLoaderTest, FollowsHeirsOnceAndOnlyWhereASuccessionTurned) {
  Do("CREATE TABLE followed ();"
     "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS"
     " $$ BEGIN INSERT INTO followed DEFAULT VALUES; RETURN NULL; END $$;"
     "CREATE TRIGGER note AFTER DELETE ON heir FOR EACH STATEMENT EXECUTE FUNCTION note()");
  const std::string once = "DO $$ BEGIN ASSERT (SELECT count(*) FROM followed) = 1; END $$";
  PlanSuccession(1);
  EnactSuccession(1);
  UndoSuccession(1);
  ASSERT_OK(Prepare());
  EXPECT_THAT(steps_, SizeIs(2));
  Do(once);
  organization_.state.set_change(4);
  ASSERT_OK(Prepare());
  EXPECT_EQ(organization_.handed_out, 2);
  Do(once);
}

TEST_F(TreeLoaderTest, ACopyAheadOfTheTreeIsLeftAlone) {
  ASSERT_OK(Prepare());
  ASSERT_OK(Take(4, {Named(commune_, "newer", 2)}));
  TreeLoader loader = Loader();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(*loader.Look({}), false);
  ASSERT_OK(Prepare());
  EXPECT_EQ(organization_.handed_out, 1);
}

TEST_F(TreeLoaderTest, EndsEarlyWhenAskedToStop) {
  std::stop_source stop;
  organization_.between = [&](const grpc::ServerContext& context) {
    stop.request_stop();
    while (!context.IsCancelled()) std::this_thread::yield();
  };
  EXPECT_THAT(Loader().Prepare(stop.get_token()), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(Known(), CopyState());
}

TEST_F(TreeLoaderTest, AQuestionThatIsUnderWayEndsWhenAskedToStop) {
  std::stop_source stop;
  organization_.while_asked = [&](const grpc::ServerContext& context) {
    stop.request_stop();
    while (!context.IsCancelled()) std::this_thread::yield();
  };
  EXPECT_THAT(Loader().Look(stop.get_token()).status(), StatusIs(absl::StatusCode::kCancelled));
  stop = {};
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
