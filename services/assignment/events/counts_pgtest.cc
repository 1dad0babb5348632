// Counts at levels: whatever happens to assignments, and however facts arrive, the totals kept are those that a
// recomputation gives.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "common/status/status_matchers.h"
#include "dondoc/assignment/v1/assignment_events.pb.h"
#include "services/assignment/app/change_assignment.h"
#include "services/assignment/events/counts_contributed.h"
#include "services/assignment/testing/world.h"

namespace dondoc::assignment {
namespace {

using ::dondoc::common::v1::COMMUNE;
using ::dondoc::common::v1::DISTRICT;
using ::dondoc::testing::HasReason;
using testing::World;

constexpr const char* kKept =
    "SELECT concat_ws(' ', unit_id, directive_id, due_on, open, done_in_time, done_late) FROM roll_up "
    "WHERE open + done_in_time + done_late > 0 ORDER BY 1";
// Every assignment counts for its unit and for all units above it.
constexpr const char* kRecomputed =
    "SELECT concat_ws(' ', above.id, a.directive_id, d.due_on, count(*) FILTER (WHERE a.state <> 'COMPLETED'), "
    "  count(*) FILTER (WHERE a.state = 'COMPLETED' AND NOT (a.binding AND NOT a.done_in_time)), "
    "  count(*) FILTER (WHERE a.state = 'COMPLETED' AND a.binding AND NOT a.done_in_time)) "
    "FROM assignment a JOIN unit u ON u.id = a.unit_id "
    "CROSS JOIN LATERAL unnest(u.superior_ids || u.id) AS above(id) "
    "CROSS JOIN LATERAL (SELECT CASE WHEN a.binding THEN a.due_on ELSE 'infinity' END AS due_on) AS d "
    "GROUP BY above.id, a.directive_id, d.due_on ORDER BY 1";

// Accepting, reporting and completing more often than the rest, so that much gets done.
constexpr std::array kVerbs = {Verb::kAccept, Verb::kAccept, Verb::kAccept,   Verb::kReport,
                               Verb::kReport, Verb::kReport, Verb::kComplete, Verb::kComplete,
                               Verb::kStart,  Verb::kReturn, Verb::kRefuse};

// Delivers what is in the outbox, and some of what came before, shuffled, in batches; until nothing new is said.
void SettleInAnyOrder(World& world, std::mt19937& random, std::vector<messaging::Fact>& delivered) {
  const messaging::Handler handler = OnCountsContributed(world.context);
  while (true) {
    auto facts = World::OfType(world.DrainOutbox(), messaging::Type<v1::CountsContributed>());
    if (facts.empty()) return;
    delivered.insert(delivered.end(), facts.begin(), facts.end());
    for (int i = 0; i < 5; ++i) facts.push_back(delivered[random() % delivered.size()]);
    std::shuffle(facts.begin(), facts.end(), random);
    for (std::size_t from = 0; from < facts.size();) {
      const std::size_t size = std::min<std::size_t>(1 + random() % 7, facts.size() - from);
      ASSERT_OK(
          world.database().Run([&](pg::Transaction& tx) { return handler(tx, std::span(facts).subspan(from, size)); }));
      from += size;
    }
  }
}

class CountsProperty : public ::testing::TestWithParam<unsigned> {};

TEST_P(CountsProperty, TotalsAreThoseOfARecomputationAtEveryLevel) {
  std::mt19937 random(GetParam());
  World world;
  for (int d = 0; d < 2; ++d) {
    auto communes = world.Directive(COMMUNE);
    for (const char* due : {"2026-11-25", "2026-12-31", ""}) {
      World::ForCommunesOf(world.AddTask(communes, due), d == 0 ? world.province : world.districts[1]);
    }
    communes.mutable_tasks(1)->set_binding(d == 0);
    auto districts = world.Directive(DISTRICT);
    districts.set_directive_id(communes.directive_id());
    World::ForUnit(world.AddTask(districts, "2026-11-25"), world.departments[0]);
    World::ForUnit(world.AddTask(districts, "2026-12-31"), world.districts[1]);
    ASSERT_OK(world.Issue(communes));
    ASSERT_OK(world.Issue(districts));
  }
  const std::vector<std::string> ids = world.Texts("SELECT id FROM assignment ORDER BY id");
  std::vector<messaging::Fact> delivered;
  for (int round = 0; round < 12; ++round) {
    for (int i = 0; i < 40; ++i) {
      ChangeCommand command;
      command.request_id = world.ids.NewId();
      command.assignment_id = ids[random() % ids.size()];
      command.act.verb = kVerbs[random() % kVerbs.size()];
      command.act.text = "việc";
      // Most acts meet the wrong state, and then have no effect.
      const auto done = ChangeAssignment(world.context, command, [](const AssignmentView&, Day) { return ""; });
      if (!done.ok()) {
        ASSERT_THAT(done, HasReason(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
      }
    }
    world.clock.Advance(std::chrono::hours(24));
    SettleInAnyOrder(world, random, delivered);
    ASSERT_EQ(world.Texts(kKept), world.Texts(kRecomputed)) << "round " << round;
  }
  EXPECT_GT(world.Number("SELECT count(*) FROM assignment WHERE state = 'COMPLETED'"), 3);
  EXPECT_GT(world.Number("SELECT count(*) FROM assignment WHERE state = 'COMPLETED' AND NOT done_in_time"), 0);
}

INSTANTIATE_TEST_SUITE_P(Seeds, CountsProperty, ::testing::Values(1u, 7u, 2026u));

TEST(CountsContributed, AnOlderVersionNeverReplacesANewerOne) {
  World world;
  v1::CountsContributed fact;
  auto& given = *fact.add_contributions();
  given.set_parent_unit_id(world.districts[0]);
  given.set_child_unit_id(world.communes[0]);
  given.set_directive_id(world.ids.NewId());
  given.set_due_on("2026-12-31");
  const messaging::Handler handler = OnCountsContributed(world.context);
  for (const auto& [version, open] :
       {std::pair(3, 10), std::pair(1, 40), std::pair(3, 10), std::pair(4, 6), std::pair(2, 1)}) {
    given.set_version(version);
    given.set_open(open);
    const messaging::Fact incoming = world.Incoming(fact, "assignment");
    ASSERT_OK(world.database().Run([&](pg::Transaction& tx) { return handler(tx, {&incoming, 1}); }));
  }
  EXPECT_EQ(world.Texts("SELECT open FROM roll_up"), std::vector<std::string>{"6"});
  EXPECT_EQ(world.Texts("SELECT version || ' ' || open FROM contribution"), std::vector<std::string>{"4 6"});
}

TEST(CountsContributed, WaitsForAParentThatIsNotKnownYet) {
  World world;
  v1::CountsContributed fact;
  auto& given = *fact.add_contributions();
  given.set_parent_unit_id(world.ids.NewId());
  given.set_child_unit_id(world.communes[0]);
  given.set_directive_id(world.ids.NewId());
  given.set_version(1);
  given.set_open(1);
  const messaging::Fact incoming = world.Incoming(fact, "assignment");
  EXPECT_THAT(world.database().Run([&](pg::Transaction& tx) {
    return OnCountsContributed(world.context)(tx, {&incoming, 1});
  }),
              HasReason(absl::StatusCode::kUnavailable, "TREE_BEHIND"));
  EXPECT_EQ(world.Number("SELECT count(*) FROM contribution"), 0);
}

TEST(CountsContributed, PoisonIsRefused) {
  World world;
  const auto refused = [&](auto change) {
    v1::CountsContributed fact;
    auto& given = *fact.add_contributions();
    given.set_parent_unit_id(world.districts[0]);
    given.set_child_unit_id(world.communes[0]);
    given.set_directive_id(world.ids.NewId());
    given.set_version(1);
    change(given);
    const messaging::Fact incoming = world.Incoming(fact, "assignment");
    EXPECT_THAT(world.database().Run([&](pg::Transaction& tx) {
      return OnCountsContributed(world.context)(tx, {&incoming, 1});
    }),
                HasReason(absl::StatusCode::kInvalidArgument, "COUNTS_UNREADABLE"));
  };
  refused([](auto& g) { g.set_due_on("2026-13-01"); });
  refused([](auto& g) { g.set_child_unit_id("x"); });
  refused([](auto& g) { g.set_done_late(-1); });
}

}  // namespace
}  // namespace dondoc::assignment
