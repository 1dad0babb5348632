#include "services/organization/replica/succession.h"

#include <algorithm>
#include <memory>
#include <random>

#include "common/ids/id_generator.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/replica/replica.h"

namespace dondoc::organization::replica {
namespace {

using ::dondoc::testing::HasReason;
using ::dondoc::testing::IsOk;
using ::dondoc::testing::SharedPostgres;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::StatusCode kUnavailable = absl::StatusCode::kUnavailable;

class SuccessionCopyTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string conninfo = SharedPostgres::CreateDatabase();
    auto connection = *pg::Connection::Open(conninfo);
    ASSERT_OK(pg::Migrate(*connection, {Migrations()}, TimePoint{}));
    database_ = std::make_unique<pg::Database>(pg::DatabaseOptions{.conninfo = conninfo});
  }

  v1::SuccessionPlanned Plan(std::int64_t version, int part, int parts, const std::vector<std::string>& from) {
    v1::SuccessionPlanned plan;
    plan.set_succession_id(id_);
    plan.set_decision_number("12/NQ-HĐND");
    plan.set_decided_on("2025-06-12");
    plan.set_effective_on("2025-07-01");
    plan.set_version(version);
    plan.set_part(part);
    plan.set_parts(parts);
    for (const std::string& unit : from) {
      v1::UnitSuccession& edge = *plan.add_edges();
      edge.set_from_unit_id(unit);
      edge.add_to_unit_ids(heir_);
      edge.set_heir_unit_id(heir_);
    }
    return plan;
  }

  absl::Status Take(const std::vector<v1::SuccessionPlanned>& plans) {
    return database_->Run([&](pg::Transaction& tx) { return ApplyPlans(tx, plans); });
  }
  absl::Status Enact(std::int64_t version, std::int64_t change, const SuccessionStep& step = nullptr,
                     const std::string& id = "") {
    v1::SuccessionEnacted fact;
    fact.set_succession_id(id.empty() ? id_ : id);
    fact.set_version(version);
    fact.set_tree_change(change);
    return database_->Run([&](pg::Transaction& tx) { return ApplyEnacted(tx, fact, TimePoint{}, step); });
  }
  absl::Status Undo(std::int64_t version, std::int64_t change, const std::string& id = "") {
    v1::SuccessionUndone fact;
    fact.set_succession_id(id.empty() ? id_ : id);
    fact.set_version(version);
    fact.set_tree_change(change);
    return database_->Run([&](pg::Transaction& tx) { return ApplyUndone(tx, fact, TimePoint{}); });
  }
  absl::Status Grow(std::int64_t change) {
    v1::UnitsChanged fact;
    fact.set_change(change);
    fact.set_part(1);
    fact.set_parts(1);
    return database_->Run([&](pg::Transaction& tx) { return Apply(tx, std::span(&fact, 1)); });
  }
  // "unit heir", in the order of units.
  std::vector<std::string> Heirs() {
    static constexpr pg::Statement kHeirs{"heirs",
                                          "SELECT unit_id || ' ' || heir_unit_id AS line FROM heir ORDER BY 1"};
    const auto rows = database_->Run([](pg::Transaction& tx) { return tx.Execute(kHeirs); });
    EXPECT_THAT(rows, IsOk());
    std::vector<std::string> lines;
    for (const pg::Row row : *rows) lines.push_back(row.Get<std::string>("line"));
    return lines;
  }
  std::vector<Succession> Successions() {
    return *database_->Run([](pg::Transaction& tx) { return ListSuccessions(tx); });
  }
  std::vector<std::string> From() {
    const auto edges = database_->Run([&](pg::Transaction& tx) { return ListSuccessionEdges(tx, id_); });
    EXPECT_THAT(edges, IsOk());
    std::vector<std::string> from;
    for (const SuccessionEdge& edge : *edges) from.push_back(edge.from_unit_id);
    return from;
  }

  FakeIdGenerator ids_;
  const std::string id_ = ids_.NewId(), a_ = ids_.NewId(), b_ = ids_.NewId(), c_ = ids_.NewId(), heir_ = ids_.NewId();
  std::unique_ptr<pg::Database> database_;
};

TEST_F(SuccessionCopyTest, HasAPlanOnceAllItsPartsAreHere) {
  ASSERT_OK(Take({Plan(1, 2, 2, {b_})}));
  EXPECT_THAT(Successions(), IsEmpty());
  ASSERT_OK(Take({Plan(1, 1, 2, {a_})}));
  ASSERT_THAT(Successions(), SizeIs(1));
  const Succession known = Successions().front();
  EXPECT_EQ(known.id, id_);
  EXPECT_EQ(known.decision_number, "12/NQ-HĐND");
  EXPECT_EQ(known.decided_on, MakeDay(2025, 6, 12));
  EXPECT_EQ(known.effective_on, *MakeDay(2025, 7, 1));
  EXPECT_EQ(known.state, "PLANNED");
  EXPECT_THAT(From(), ElementsAre(a_, b_));
}

TEST_F(SuccessionCopyTest, ReplacesAPlanByANewerOneWhole) {
  ASSERT_OK(Take({Plan(2, 1, 2, {c_}), Plan(1, 1, 1, {a_, b_})}));
  EXPECT_THAT(From(), ElementsAre(a_, b_));
  ASSERT_OK(Take({Plan(2, 2, 2, {b_})}));
  EXPECT_THAT(From(), ElementsAre(b_, c_));
  ASSERT_OK(Take({Plan(1, 1, 1, {a_, b_})}));
  EXPECT_THAT(From(), ElementsAre(b_, c_));
}

// Whatever the order and however often, the newest whole plan is what is left.
// Hundreds of parts would look through hundreds of thousands of edges, each.
TEST_F(SuccessionCopyTest, APartLooksAtNoEdgeOfOtherPlans) {
  std::vector<std::string> units;
  for (int i = 0; i < 2000; ++i) units.push_back(ids_.NewId());
  ASSERT_OK(Take({Plan(1, 1, 1, units)}));
  static constexpr pg::Statement kRead{"rows_read",
                                       "SELECT coalesce(sum(seq_tup_read + idx_tup_fetch), 0)::bigint AS rows_read "
                                       "FROM pg_stat_xact_user_tables WHERE relname = 'succession_edge'"};
  const auto rows_read = [](pg::Transaction& tx) -> absl::StatusOr<std::int64_t> {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(kRead));
    return rows[0].Get<std::int64_t>("rows_read");
  };
  const auto read_by = [&](const v1::SuccessionPlanned& part) {
    return *database_->Run([&](pg::Transaction& tx) -> absl::StatusOr<std::int64_t> {
      DONDOC_ASSIGN_OR_RETURN(const std::int64_t before, rows_read(tx));
      DONDOC_RETURN_IF_ERROR(ApplyPlans(tx, std::span(&part, 1)));
      DONDOC_ASSIGN_OR_RETURN(const std::int64_t after, rows_read(tx));
      return after - before;
    });
  };
  EXPECT_EQ(read_by(Plan(2, 1, 2, {a_})), 0);
  EXPECT_GE(read_by(Plan(2, 2, 2, {b_})), 2000) << "with the last part, what it replaces goes";
  EXPECT_EQ(From().size(), 2u);
}

TEST_F(SuccessionCopyTest, TakesPartsInAnyOrder) {
  std::mt19937 random(11);
  std::vector<v1::SuccessionPlanned> facts;
  for (int version = 1; version <= 4; ++version) {
    for (int part = 1; part <= version; ++part) {
      facts.push_back(Plan(version, part, version, {ids_.NewId()}));
      facts.push_back(facts.back());
    }
  }
  std::vector<std::string> last;
  for (const auto& fact : facts) {
    if (fact.version() == 4 && (last.empty() || last.back() != fact.edges(0).from_unit_id())) {
      last.push_back(fact.edges(0).from_unit_id());
    }
  }
  std::shuffle(facts.begin(), facts.end(), random);
  for (const auto& fact : facts) ASSERT_OK(Take({fact}));
  EXPECT_EQ(Successions().front().version, 4);
  EXPECT_THAT(From(), ::testing::UnorderedElementsAreArray(last));
}

TEST_F(SuccessionCopyTest, RefusesWhatCannotBeRead) {
  auto plan = Plan(1, 1, 1, {"no id"});
  EXPECT_THAT(Take({plan}), HasReason(absl::StatusCode::kInvalidArgument, "SUCCESSION_UNREADABLE"));
  plan = Plan(1, 3, 2, {a_});
  EXPECT_THAT(Take({plan}), HasReason(absl::StatusCode::kInvalidArgument, "SUCCESSION_UNREADABLE"));
  plan = Plan(1, 1, 1, {a_});
  plan.set_effective_on("2025-06-31");
  EXPECT_THAT(Take({plan}), HasReason(absl::StatusCode::kInvalidArgument, "SUCCESSION_UNREADABLE"));
  EXPECT_THAT(Successions(), IsEmpty());
}

TEST_F(SuccessionCopyTest, TakesEffectOnceThePlanAndTheTreeAreHere) {
  EXPECT_THAT(Enact(1, 0), HasReason(kUnavailable, "PLAN_BEHIND"));
  ASSERT_OK(Take({Plan(1, 1, 1, {a_})}));
  EXPECT_THAT(Enact(2, 0), HasReason(kUnavailable, "PLAN_BEHIND"));
  EXPECT_THAT(Enact(1, 1), HasReason(kUnavailable, "TREE_BEHIND"));
  ASSERT_OK(Grow(1));
  int steps = 0;
  const SuccessionStep step = [&](pg::Transaction&, const Succession& succession, TimePoint) {
    EXPECT_EQ(succession.state, "ENACTED");
    ++steps;
    return absl::OkStatus();
  };
  ASSERT_OK(Enact(1, 1, step));
  ASSERT_OK(Enact(1, 1, step));
  EXPECT_EQ(steps, 1);
  EXPECT_EQ(Successions().front().tree_change, 1);
  ASSERT_OK(Take({Plan(2, 1, 1, {b_})}));
  EXPECT_THAT(From(), ElementsAre(a_));
}

TEST_F(SuccessionCopyTest, IsTakenBackOnlyAfterItTookEffect) {
  ASSERT_OK(Take({Plan(1, 1, 1, {a_})}));
  EXPECT_THAT(Undo(1, 0), HasReason(kUnavailable, "PLAN_BEHIND"));
  ASSERT_OK(Enact(1, 0));
  ASSERT_OK(Grow(1));
  ASSERT_OK(Undo(1, 1));
  ASSERT_OK(Undo(1, 1));
  EXPECT_EQ(Successions().front().state, "UNDONE");
}

TEST_F(SuccessionCopyTest, KnowsWhoContinuesWhatThroughAllSuccessions) {
  const std::string second = ids_.NewId();
  const auto plan = [&](const std::string& id, const std::string& from, const std::string& heir) {
    auto one = Plan(1, 1, 1, {from});
    one.set_succession_id(id);
    one.mutable_edges(0)->set_heir_unit_id(heir);
    return one;
  };
  ASSERT_OK(Take({plan(id_, a_, b_)}));
  EXPECT_THAT(Heirs(), IsEmpty()) << "it has no effect yet";
  ASSERT_OK(Enact(1, 0));
  EXPECT_THAT(Heirs(), ElementsAre(a_ + " " + b_));

  ASSERT_OK(Take({plan(second, b_, c_)}));
  ASSERT_OK(Enact(1, 0, nullptr, second));
  EXPECT_THAT(Heirs(), ElementsAre(a_ + " " + c_, b_ + " " + c_));
  ASSERT_OK(Undo(1, 0, second));
  EXPECT_THAT(Heirs(), ElementsAre(a_ + " " + b_));
  ASSERT_OK(Undo(1, 0));
  EXPECT_THAT(Heirs(), IsEmpty());
}

TEST_F(SuccessionCopyTest, ForgetsNothingWhereTheStepFails) {
  ASSERT_OK(Take({Plan(1, 1, 1, {a_})}));
  const SuccessionStep fails = [](pg::Transaction&, const Succession&, TimePoint) {
    return absl::UnavailableError("not now");
  };
  EXPECT_EQ(Enact(1, 0, fails).code(), kUnavailable);
  EXPECT_EQ(Successions().front().state, "PLANNED");
}

}  // namespace
}  // namespace dondoc::organization::replica
