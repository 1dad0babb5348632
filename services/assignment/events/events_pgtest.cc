#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>

#include "common/status/status_matchers.h"
#include "dondoc/assignment/v1/assignment_events.pb.h"
#include "services/assignment/app/change_assignment.h"
#include "services/assignment/events/counts_contributed.h"
#include "services/assignment/events/directive_issued.h"
#include "services/assignment/events/duty_tick.h"
#include "services/assignment/testing/world.h"

namespace dondoc::assignment {
namespace {

using ::dondoc::common::v1::COMMUNE;
using ::dondoc::common::v1::DISTRICT;
using ::dondoc::testing::HasReason;
using testing::World;

absl::Status Hand(World& world, const messaging::Handler& handler, const std::vector<messaging::Fact>& facts) {
  return world.database().Run([&](pg::Transaction& tx) { return handler(tx, facts); });
}

std::vector<v1::CreatedAssignment> CreatedIn(const std::vector<messaging::Fact>& facts) {
  std::vector<v1::CreatedAssignment> created;
  for (const messaging::Fact& fact : World::OfType(facts, messaging::Type<v1::AssignmentsCreated>())) {
    const auto message = messaging::Decode<v1::AssignmentsCreated>(fact).value();
    created.insert(created.end(), message.assignments().begin(), message.assignments().end());
  }
  return created;
}

TEST(DirectiveIssued, EachUnitOfTheGroupHasTheTaskOnce) {
  World world;
  auto fact = world.Directive(COMMUNE);
  auto& task = world.AddTask(fact, "2026-12-31");
  World::ForCommunesOf(task, world.districts[0]);
  World::ForUnit(task, world.communes[0]);  // named besides being in the group
  World::ForUnit(task, world.communes[5]);  // of the other district
  ASSERT_OK(world.Issue(fact));
  EXPECT_EQ(world.Number("SELECT count(*) FROM assignment"), 4);
  EXPECT_EQ(world.Texts("SELECT DISTINCT concat_ws(' ', level, state, due_on, binding, version) FROM assignment"),
            std::vector<std::string>{"COMMUNE ASSIGNED 2026-12-31 t 1"});
  EXPECT_EQ(world.Texts("SELECT array_to_string(coordinators, '; ') FROM task"),
            std::vector<std::string>{"Phòng Tài chính; Các đoàn thể"});
  const auto created = CreatedIn(world.DrainOutbox());
  ASSERT_EQ(created.size(), 4u);
  EXPECT_EQ(created[0].directive_number(), "12/KH-UBND");
  EXPECT_EQ(created[0].issuer_unit_id(), world.province);
  EXPECT_EQ(created[0].due_on(), "2026-12-31");
  EXPECT_EQ(created[0].version(), 1);
  EXPECT_FALSE(created[0].duty());
}

TEST(DirectiveIssued, TheSameFactTwiceHasOneEffect) {
  World world;
  auto fact = world.Directive(COMMUNE);
  World::ForCommunesOf(world.AddTask(fact, "2026-12-31"), world.province);
  world.AddDuty(fact, world.province);
  ASSERT_OK(world.Issue(fact));
  ASSERT_OK(world.Settle());
  ASSERT_OK(world.Issue(fact));
  EXPECT_TRUE(world.DrainOutbox().empty());
  EXPECT_EQ(world.Number("SELECT count(*) FROM assignment"), 12);
  EXPECT_EQ(world.Number("SELECT count(*) FROM duty_unit"), 6);
  EXPECT_EQ(world.Number("SELECT sum(open) FROM roll_up WHERE unit_id = '" + world.province + "'"), 12);
}

TEST(DirectiveIssued, FactsOfSeveralLevelsShareTheDirective) {
  World world;
  auto communes = world.Directive(COMMUNE);
  auto& task = world.AddTask(communes, "2026-12-31");
  auto districts = communes;
  districts.set_level(DISTRICT);
  World::ForUnit(*districts.mutable_tasks(0), world.departments[0]);
  World::ForCommunesOf(task, world.districts[0]);
  ASSERT_OK(world.Issue(districts));
  ASSERT_OK(world.Issue(communes));
  EXPECT_EQ(world.Number("SELECT count(*) FROM assignment"), 4);
  EXPECT_EQ(world.Number("SELECT count(*) FROM task"), 1);
}

TEST(DirectiveIssued, KeepsWhatAGroupBecameWhenItWasUsed) {
  World world;
  auto fact = world.Directive(COMMUNE);
  World::ForCommunesOf(world.AddTask(fact, "2026-12-31"), world.districts[0]);
  fact.mutable_tasks(0)->mutable_addressees(0)->set_name("UBND các xã");
  *world.AddTask(fact, "").add_addressees() = fact.tasks(0).addressees(0);
  ASSERT_OK(world.Issue(fact));
  ASSERT_OK(world.Issue(fact));
  EXPECT_EQ(
      world.Texts("SELECT concat_ws(' ', name, level, kinds, expanded_on, cardinality(unit_ids)) FROM expanded_group"),
      std::vector<std::string>{"UBND các xã COMMUNE {UBND} " + fact.issued_on() + " 3"});
  EXPECT_EQ(world.Number("SELECT count(*) FROM expanded_group e JOIN assignment a ON a.unit_id = ANY (e.unit_ids)"), 6);
}

TEST(DirectiveIssued, KeepsWhatTheTerritoriesOfAGroupHadToBe) {
  World world;
  auto fact = world.Directive(COMMUNE);
  World::ForCommunesOf(world.AddTask(fact, "2026-12-31"), world.districts[0]);
  auto& addressee = *fact.mutable_tasks(0)->mutable_addressees(0);
  addressee.set_name("các xã đảo");
  addressee.mutable_group()->add_attributes(organization::v1::ISLAND);
  ASSERT_OK(world.Issue(fact));
  EXPECT_EQ(world.Texts("SELECT concat_ws(' ', name, attributes, cardinality(unit_ids)) FROM expanded_group"),
            std::vector<std::string>{"các xã đảo {ISLAND} 0"});
  EXPECT_EQ(world.Number("SELECT count(*) FROM assignment"), 0) << "no commune there is an island";
}

TEST(DirectiveIssued, KeepsWhoHelpsAsAMemberOfAGroup) {
  World world;
  auto fact = world.Directive(DISTRICT);
  auto& task = world.AddTask(fact, "2026-12-31");
  World::ForUnit(task, world.departments[0]);
  World::HelpedByCommunesOf(task, world.districts[0]);
  *fact.add_tasks() = task;
  fact.mutable_tasks(1)->set_task_id(world.ids.NewId());
  ASSERT_OK(world.Issue(fact));
  ASSERT_OK(world.Issue(fact));
  EXPECT_EQ(world.Texts("SELECT concat_ws(' ', name, level, cardinality(unit_ids)) FROM expanded_group"),
            std::vector<std::string>{"UBND các xã COMMUNE 3"});
  EXPECT_EQ(world.Number("SELECT count(*) FROM assignment"), 2) << "who helps has nothing of their own to do";
  fact.mutable_tasks(1)->mutable_coordinator_groups(0)->set_unit_id(world.communes[0]);
  EXPECT_THAT(world.Issue(fact), HasReason(absl::StatusCode::kInvalidArgument, "DIRECTIVE_UNREADABLE"));
}

TEST(DirectiveIssued, WaitsForTheTreeThatItWasIssuedBy) {
  World world;
  auto fact = world.Directive(COMMUNE);
  World::ForCommunesOf(world.AddTask(fact, ""), world.province);
  fact.set_tree_change(2);
  EXPECT_THAT(world.Issue(fact), HasReason(absl::StatusCode::kUnavailable, "TREE_BEHIND"));
  EXPECT_EQ(world.Number("SELECT count(*) FROM directive"), 0);
}

TEST(DirectiveIssued, PoisonIsRefusedWholeAndNeverPassesByItself) {
  World world;
  const auto good = [&] {
    auto fact = world.Directive(COMMUNE);
    World::ForCommunesOf(world.AddTask(fact, "2026-12-31"), world.province);
    world.AddDuty(fact, world.province);
    return fact;
  };
  const auto refused = [&](auto change, absl::StatusCode code, const char* reason) {
    auto fact = good();
    change(fact);
    EXPECT_THAT(world.Issue(fact), HasReason(code, reason));
  };
  constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
  refused([](auto& f) { f.set_directive_id("x"); }, kInvalid, "DIRECTIVE_UNREADABLE");
  refused([](auto& f) { f.set_issued_on("2026-02-30"); }, kInvalid, "DIRECTIVE_UNREADABLE");
  refused([](auto& f) { f.mutable_tasks(0)->set_due_on("soon"); }, kInvalid, "DIRECTIVE_UNREADABLE");
  refused([](auto& f) { f.mutable_tasks(0)->set_role("BOSS"); }, kInvalid, "DIRECTIVE_UNREADABLE");
  refused([](auto& f) { f.mutable_tasks(0)->set_task_id(""); }, kInvalid, "DIRECTIVE_UNREADABLE");
  refused([](auto& f) { f.mutable_tasks(0)->add_addressees()->set_unit_id(""); }, kInvalid, "DIRECTIVE_UNREADABLE");
  refused([](auto& f) { f.mutable_duties(0)->set_recurrence("DAILY"); }, kInvalid, "DIRECTIVE_UNREADABLE");
  refused([](auto& f) { f.mutable_duties(0)->set_due_month(13); }, kInvalid, "BAD_RECURRENCE");
  refused([&](auto& f) { f.mutable_tasks(0)->add_addressees()->set_unit_id(world.ids.NewId()); },
          absl::StatusCode::kFailedPrecondition, "UNKNOWN_UNIT");
  messaging::Fact garbage = world.Incoming(good(), "directive");
  garbage.payload = "\x01\x02 nothing";
  EXPECT_THAT(Hand(world, OnDirectiveIssued(world.context), {garbage}), HasReason(kInvalid, "FACT_UNREADABLE"));
  EXPECT_EQ(world.Number("SELECT count(*) FROM directive"), 0);
  EXPECT_TRUE(world.DrainOutbox().empty());
}

TEST(DirectiveIssued, ARequestIsNeverOverdueAndCountsAsWithoutDeadline) {
  World world;
  auto fact = world.Directive(COMMUNE);
  auto& task = world.AddTask(fact, "2026-11-01");
  task.set_binding(false);
  World::ForUnit(task, world.communes[0]);
  ASSERT_OK(world.Issue(fact));
  EXPECT_EQ(world.Texts("SELECT due_on FROM roll_up"), std::vector<std::string>{"infinity"});
  EXPECT_FALSE(CreatedIn(world.DrainOutbox()).at(0).binding());
}

TEST(DirectiveIssued, FortyTasksForTenThousandUnitsAreOneSetBasedOperation) {
  World world(5000);
  auto fact = world.Directive(COMMUNE);
  for (int i = 0; i < 4; ++i) {
    World::ForCommunesOf(world.AddTask(fact, i < 2 ? "2026-12-31" : "2027-03-31"), world.province);
    World::HelpedByCommunesOf(*fact.mutable_tasks(i), world.province);
  }
  const auto start = std::chrono::steady_clock::now();
  ASSERT_OK(world.Issue(fact));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::printf("40,000 assignments in %.2f s\n", took.count());
  EXPECT_EQ(world.Number("SELECT count(*) FROM assignment"), 40000);
  EXPECT_EQ(world.Texts("SELECT cardinality(unit_ids) FROM expanded_group WHERE name = 'UBND các xã'"),
            std::vector<std::string>{"10000"});
  const auto facts = world.DrainOutbox();
  EXPECT_EQ(World::OfType(facts, messaging::Type<v1::AssignmentsCreated>()).size(), 80u);
  EXPECT_EQ(World::OfType(facts, messaging::Type<v1::CountsContributed>()).size(), 40u);
  ASSERT_OK(
      Hand(world, OnCountsContributed(world.context), World::OfType(facts, messaging::Type<v1::CountsContributed>())));
  ASSERT_OK(world.Settle());
  EXPECT_EQ(world.Number("SELECT sum(open) FROM roll_up WHERE unit_id = '" + world.government + "'"), 40000);
}

TEST(Duties, TheFirstOccurrenceIsTheFirstThatIsNotPast) {
  World world;
  auto fact = world.Directive(COMMUNE);
  fact.set_issued_on("2019-03-01");
  world.AddDuty(fact, world.districts[0]);
  ASSERT_OK(world.Issue(fact));
  EXPECT_EQ(world.Texts("SELECT due_on FROM assignment"), (std::vector<std::string>(3, "2026-12-14")));
  EXPECT_TRUE(CreatedIn(world.DrainOutbox()).at(0).duty());
}

TEST(DirectiveIssued, HowADeadlineFollowsIsShown) {
  World world;
  auto fact = world.Directive(COMMUNE);
  auto& task = world.AddTask(fact, "2026-12-14");
  task.set_due_time("16:00");
  task.set_due_derivation("5 working days from receipt on 07/12/2026");
  world.ForCommunesOf(task, world.districts[0]);
  auto& duty = world.AddDuty(fact, world.districts[0]);
  duty.set_recurrence("ONCE");
  duty.set_due_year(2026);
  duty.set_due_day(7);
  duty.set_before(false);
  duty.set_due_derivation("at once: the day of receipt, 07/12/2026");
  ASSERT_OK(world.Issue(fact));
  EXPECT_EQ(world.Texts("SELECT concat_ws('|', assignment.due_on, due_time, due_derivation) FROM assignment "
                        "JOIN task ON task.id = task_id GROUP BY 1 ORDER BY 1"),
            (std::vector<std::string>{"2026-12-07||at once: the day of receipt, 07/12/2026",
                                      "2026-12-14|16:00|5 working days from receipt on 07/12/2026"}));
}

TEST(Duties, ADutyWithoutDateIsGivenOnceWithoutDeadline) {
  World world;
  for (const char* recurrence : {"PERIODIC", "AD_HOC"}) {
    auto fact = world.Directive(COMMUNE);
    auto& duty = world.AddDuty(fact, world.districts[0]);
    duty.set_recurrence(recurrence);
    ASSERT_OK(world.Issue(fact));
  }
  EXPECT_EQ(world.Texts("SELECT DISTINCT due_on FROM assignment"), std::vector<std::string>{"infinity"});
  EXPECT_EQ(world.Number("SELECT count(*) FROM assignment"), 6);
  EXPECT_EQ(world.Number("SELECT count(*) FROM duty_unit"), 0);
}

TEST(Duties, TheNextOneIsMadeTheDayAfterAndOnlyOnce) {
  World world;
  auto fact = world.Directive(COMMUNE);
  world.AddDuty(fact, world.province);
  ASSERT_OK(world.Issue(fact));
  ASSERT_OK(world.Settle());
  DutyTick tick(world.context, {"COMMUNE"}, 4);
  world.clock.Set(*ParseTime("2026-12-14T10:00:00Z"));
  EXPECT_FALSE(tick.Step().value());
  world.clock.Set(*ParseTime("2026-12-14T17:30:00Z"));  // 00:30 of the 15th in Viet Nam
  DutyTick other(world.context, {"PROVINCE", "DISTRICT"}, 4);
  EXPECT_FALSE(other.Step().value());
  EXPECT_TRUE(tick.Step().value());
  EXPECT_TRUE(tick.Step().value());
  EXPECT_FALSE(tick.Step().value());
  EXPECT_EQ(world.Texts("SELECT due_on || ' ' || count(*) FROM assignment GROUP BY due_on ORDER BY due_on"),
            (std::vector<std::string>{"2026-12-14 6", "2027-12-14 6"}));
  const auto created = CreatedIn(world.DrainOutbox());
  ASSERT_EQ(created.size(), 6u);
  EXPECT_EQ(created[0].due_on(), "2027-12-14");
  EXPECT_TRUE(created[0].duty());
  // The directive's fact again, late: it neither gives next year's a second time nor turns the duty back.
  ASSERT_OK(world.Issue(fact));
  EXPECT_FALSE(tick.Step().value());
  EXPECT_EQ(world.Number("SELECT count(*) FROM assignment"), 12);
}

TEST(Duties, CompletedEarlyTheNextOneIsMadeAtOnceForThatUnit) {
  World world;
  auto fact = world.Directive(COMMUNE);
  world.AddDuty(fact, world.districts[0]);
  ASSERT_OK(world.Issue(fact));
  const std::string id = world.Texts("SELECT id FROM assignment ORDER BY id")[0];
  for (const Verb verb : {Verb::kAccept, Verb::kReport, Verb::kComplete}) {
    ChangeCommand command;
    command.request_id = world.ids.NewId();
    command.assignment_id = id;
    command.act.verb = verb;
    command.act.text = "đã làm";
    ASSERT_OK(ChangeAssignment(world.context, command, [](const AssignmentView&, Day) { return ""; }));
  }
  DutyTick tick(world.context, {"COMMUNE"});
  EXPECT_TRUE(tick.Step().value());
  EXPECT_FALSE(tick.Step().value());
  EXPECT_EQ(world.Texts("SELECT due_on || ' ' || count(*) FROM assignment GROUP BY due_on ORDER BY due_on"),
            (std::vector<std::string>{"2026-12-14 3", "2027-12-14 1"}));
}

}  // namespace
}  // namespace dondoc::assignment
