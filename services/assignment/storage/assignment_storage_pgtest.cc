#include "services/assignment/storage/assignment_storage.h"

#include <gtest/gtest.h>

#include "common/status/status_matchers.h"
#include "services/assignment/storage/sql.h"
#include "services/assignment/testing/world.h"

namespace dondoc::assignment {
namespace {

using ::dondoc::common::v1::COMMUNE;
using ::dondoc::testing::HasReason;
using testing::World;

TEST(AssignmentSql, EveryStatementPrepares) {
  World world;
  auto connection = pg::Connection::Open(world.conninfo()).value();
  for (const pg::Statement* statement : sql::kAll) EXPECT_OK(connection->Prepare(*statement)) << statement->name;
}

// Three tasks for six communes: one due soon, one later, one without deadline.
void IssueThreeTasks(World& world) {
  auto fact = world.Directive(COMMUNE);
  for (const char* due : {"2026-11-10", "2026-12-31", ""})
    World::ForCommunesOf(world.AddTask(fact, due), world.province);
  ASSERT_OK(world.Issue(fact));
}

std::vector<AssignmentView> List(World& world, const AssignmentFilter& filter) {
  return world.database().Run([&](pg::Transaction& tx) { return ListAssignments(tx, filter); }).value();
}

TEST(ListAssignments, PagesByDeadlineAndIdMissNothingAndRepeatNothing) {
  World world;
  IssueThreeTasks(world);
  std::vector<std::string> seen;
  AssignmentFilter filter;
  filter.limit = 4;
  while (true) {
    const auto page = List(world, filter);
    for (const auto& view : page) seen.push_back(view.assignment.id);
    if (page.size() < 4) break;
    filter.after = PageStart{page.back().assignment.due_on, page.back().assignment.id};
  }
  EXPECT_EQ(seen, world.Texts("SELECT id FROM assignment ORDER BY due_on, id"));
  EXPECT_EQ(seen.size(), 18u);
}

TEST(ListAssignments, EachFilter) {
  World world;
  IssueThreeTasks(world);
  EXPECT_EQ(List(world, {.unit_id = world.communes[0]}).size(), 3u);
  EXPECT_EQ(List(world, {.unit_id = world.districts[0]}).size(), 0u);
  EXPECT_EQ(List(world, {.units = std::vector<std::string>{world.communes[0], world.communes[2]}}).size(), 6u);
  EXPECT_EQ(List(world, {.units = std::vector<std::string>()}).size(), 0u);
  EXPECT_EQ(List(world, {.directive_id = world.ids.NewId()}).size(), 0u);
  EXPECT_EQ(List(world, {.states = {"ASSIGNED", "REPORTED"}}).size(), 18u);
  EXPECT_EQ(List(world, {.states = {"REPORTED"}}).size(), 0u);
  EXPECT_EQ(List(world, {.overdue_on = MakeDay(2026, 11, 10)}).size(), 0u);
  EXPECT_EQ(List(world, {.overdue_on = MakeDay(2026, 11, 11)}).size(), 6u);
  EXPECT_EQ(List(world, {.due_from = MakeDay(2026, 11, 11), .due_to = MakeDay(2026, 12, 31)}).size(), 6u);
  EXPECT_EQ(List(world, {.issuer_unit_id = world.province}).size(), 18u);
  EXPECT_EQ(List(world, {.issuer_unit_id = world.government}).size(), 0u);
  const std::string id = world.Texts("SELECT id FROM assignment LIMIT 1")[0];
  const auto one = List(world, {.first_id = id.substr(0, 8) + "-0000-0000-0000-000000000000",
                                .last_id = id.substr(0, 8) + "-ffff-ffff-ffff-ffffffffffff"});
  ASSERT_EQ(one.size(), 1u);
  EXPECT_EQ(one[0].assignment.id, id);
}

TEST(ListAssignments, ShowsWhatAMemberOfAGroupHelpsWith) {
  World world;
  auto fact = world.Directive(common::v1::DISTRICT);
  World::ForUnit(world.AddTask(fact, "2026-12-31"), world.departments[0]);
  World::ForUnit(world.AddTask(fact, "2026-12-31"), world.departments[1]);
  World::HelpedByCommunesOf(*fact.mutable_tasks(0), world.districts[0]);
  ASSERT_OK(world.Issue(fact));
  const auto shown = [&](const std::string& unit_id) {
    AssignmentFilter filter;
    filter.seen = {.coordinator = {unit_id}};
    return List(world, filter);
  };
  const auto helped = shown(world.communes[0]);
  ASSERT_EQ(helped.size(), 1u) << "not what other tasks of the directive give";
  EXPECT_EQ(helped[0].assignment.unit_id, world.departments[0]);
  EXPECT_EQ(shown(world.communes[3]).size(), 0u) << "a commune of another district";
  EXPECT_EQ(shown(world.districts[0]).size(), 0u) << "not whoever is above one that helps";
  const auto parties = [&](const std::vector<std::string>& unit_ids) {
    return world.database()
        .Run([&](pg::Transaction& tx) { return GetParties(tx, helped[0].assignment.id, unit_ids); })
        .value();
  };
  EXPECT_EQ(parties({world.communes[0], world.communes[3]}).coordinators, std::vector<std::string>{world.communes[0]});
  EXPECT_TRUE(parties({}).coordinators.empty());
}

// Each leads in its own area: the rights are those of the owner.
TEST(ListAssignments, AGroupThatLeadsGivesEachItsOwnAndNoneTheOthers) {
  World world;
  auto fact = world.Directive(COMMUNE);
  auto& task = world.AddTask(fact, "2026-12-31");
  task.set_role("LEAD");
  World::ForCommunesOf(task, world.districts[0]);
  ASSERT_OK(world.Issue(fact));
  AssignmentFilter filter;
  filter.seen = {.own = {world.communes[0]}, .lead = {world.communes[0]}, .coordinator = {world.communes[0]}};
  const auto seen = List(world, filter);
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].assignment.unit_id, world.communes[0]);
  filter.seen = {.issuer = {world.province}};
  EXPECT_EQ(List(world, filter).size(), 3u) << "who gave it sees what all made of it";
  const std::string others = world.Texts("SELECT id FROM assignment WHERE unit_id = '" + world.communes[1] + "'").at(0);
  const auto parties =
      world.database().Run([&](pg::Transaction& tx) { return GetParties(tx, others, {world.communes[0]}); }).value();
  EXPECT_TRUE(parties.leads.empty());
  EXPECT_TRUE(parties.coordinators.empty());
}

TEST(GetAssignment, SaysWhatTaskDirectiveAndUnitSay) {
  World world;
  IssueThreeTasks(world);
  const std::string id = world.Texts("SELECT id FROM assignment ORDER BY due_on, unit_id")[0];
  const auto view = world.database().Run([&](pg::Transaction& tx) { return GetAssignment(tx, id); }).value();
  EXPECT_EQ(view.unit_name, "UBND xã Thượng 1");
  EXPECT_EQ(view.section, "II.1");
  EXPECT_EQ(view.directive_number, "12/KH-UBND");
  EXPECT_EQ(view.issuer_name, "UBND tỉnh Sơn Hà");
  EXPECT_EQ(view.role, "LEAD");
  EXPECT_EQ(view.coordinators, (std::vector<std::string>{"Phòng Tài chính", "Các đoàn thể"}));
  EXPECT_EQ(view.assignment.due_on, MakeDay(2026, 11, 10));
  EXPECT_FALSE(view.rule.has_value());
  EXPECT_EQ(view.created_at, world.clock.Now());
  EXPECT_THAT(world.database().Run([&](pg::Transaction& tx) { return GetAssignment(tx, world.ids.NewId()); }),
              HasReason(absl::StatusCode::kNotFound, "ASSIGNMENT_NOT_FOUND"));
}

TEST(UpdateAssignment, AVersionThatIsNoLongerThereIsStale) {
  World world;
  IssueThreeTasks(world);
  const std::string id = world.Texts("SELECT id FROM assignment")[0];
  const absl::Status status = world.database().Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_ASSIGN_OR_RETURN(Assignment before, LockAssignment(tx, id));
    before.version = 5;
    Act act;
    DONDOC_ASSIGN_OR_RETURN(const Assignment after, Perform(before, act));
    return UpdateAssignment(tx, before, after, act, {});
  });
  EXPECT_THAT(status, HasReason(absl::StatusCode::kAborted, "STALE_ETAG"));
}

}  // namespace
}  // namespace dondoc::assignment
