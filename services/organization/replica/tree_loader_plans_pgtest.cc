// Plans of successions, and what became of them, loaded with the tree.
#include <string>
#include <utility>
#include <vector>

#include "services/organization/replica/tree_loader_fixture.h"

namespace dondoc::organization::replica {
namespace {

using ::testing::SizeIs;

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

}  // namespace
}  // namespace dondoc::organization::replica
