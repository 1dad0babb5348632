// Lists and counts in the tree of a day.
#include <gmock/gmock.h>

#include "services/assignment/rpc/service_fixture.h"
#include "services/organization/replica/replica.h"
#include "services/organization/replica/succession.h"

namespace dondoc::assignment {
namespace {

using ::dondoc::common::v1::COMMUNE;
using ::dondoc::testing::HasReason;

using TreesOfDaysTest = AssignmentServiceTest;

TEST_F(TreesOfDaysTest, CountsInTheTreeOfADay) {
  const auto unit = [&](const std::string& id, std::int64_t version, const std::vector<std::string>& above) {
    organization::v1::Unit message;
    message.set_id(id);
    message.set_name("UBND xã");
    message.set_level(COMMUNE);
    message.set_kind("UBND");
    message.set_territory_id(id);
    message.set_version(version);
    message.set_superior_id(above.front());
    message.mutable_superior_ids()->Assign(above.begin(), above.end());
    return message;
  };
  const std::string merged = world_.ids.NewId();
  organization::v1::UnitsChanged change;
  change.set_change(2);
  change.set_part(1);
  change.set_parts(1);
  organization::v1::SuccessionPlanned plan;
  plan.set_succession_id(world_.ids.NewId());
  plan.set_effective_on("2026-11-21");
  plan.set_version(1);
  plan.set_part(1);
  plan.set_parts(1);
  for (const int i : {0, 1}) {
    *change.add_units() = unit(world_.communes[static_cast<std::size_t>(i)], 2,
                               {world_.districts[0], world_.province, world_.government});
    change.mutable_units(i)->set_valid_to("2026-11-21");
    auto& edge = *plan.add_edges();
    edge.set_from_unit_id(change.units(i).id());
    edge.add_to_unit_ids(merged);
  }
  *change.add_units() = unit(merged, 1, {world_.province, world_.government});
  change.mutable_units(2)->set_valid_from("2026-11-21");
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(organization::replica::ApplyPlans(tx, {&plan, 1}));
    return organization::replica::Apply(tx, {&change, 1});
  }));
  ASSERT_OK(covers_.Refresh());

  const auto total = [&](const std::string& of, const std::string& date) {
    v1::GetCountsRequest request;
    request.set_unit_id(of);
    request.set_subtree(true);
    request.set_date(date);
    const auto counts = Call(&Stub::GetCounts, request);
    EXPECT_OK(counts);
    return std::to_string(counts->total()) + " in the tree of " + counts->tree_date();
  };
  EXPECT_EQ(total(merged, ""), "6 in the tree of 2026-11-21");
  EXPECT_EQ(total(world_.communes[0], ""), "3 in the tree of 2026-11-20");
  EXPECT_EQ(total(world_.districts[0], ""), "3 in the tree of 2026-11-21");
  EXPECT_EQ(total(world_.districts[0], "2026-11-20"), "9 in the tree of 2026-11-20");
  EXPECT_EQ(total(world_.province, ""), "18 in the tree of 2026-11-21");
  v1::ListAssignmentsRequest list;
  list.set_unit_id(merged);
  list.set_subtree(true);
  ASSERT_OK_AND_ASSIGN(const v1::ListAssignmentsResponse assignments, List(list));
  EXPECT_EQ(assignments.assignments_size(), 6);
  list.set_date("2026-11-20");
  EXPECT_THAT(List(list), HasReason(absl::StatusCode::kInvalidArgument, "UNIT_NOT_VALID"));
}

// What a change of the tree says of a commune: up to a day it was called and stood so, and from it on so.
struct Was {
  std::string name;
  std::string superior;
};
organization::v1::UnitsChanged Changed(const World& world, const std::string& commune, const std::string& day,
                                       const Was& before, const Was& after) {
  organization::v1::UnitsChanged change;
  change.set_change(2);
  change.set_part(1);
  change.set_parts(1);
  organization::v1::Unit& unit = *change.add_units();
  unit.set_id(commune);
  unit.set_level(COMMUNE);
  unit.set_kind("UBND");
  unit.set_territory_id(commune);
  unit.set_version(2);
  unit.set_name(after.name);
  unit.set_superior_id(after.superior);
  for (const auto& [from, to, was] : {std::tuple(std::string(), day, before), std::tuple(day, std::string(), after)}) {
    organization::v1::UnitState& state = *unit.add_states();
    state.set_valid_from(from);
    state.set_valid_to(to);
    state.set_name(was.name);
    state.set_superior_id(was.superior);
    for (const std::string& id : {was.superior, world.province, world.government}) state.add_superior_ids(id);
  }
  *unit.mutable_superior_ids() = unit.states(1).superior_ids();
  return change;
}

TEST_F(TreesOfDaysTest, ListsNameUnitsAsOnTheDay) {
  const std::string commune = world_.communes[0];
  const auto change = Changed(world_, commune, "2026-11-01", {"UBND xã Cũ", world_.districts[0]},
                              {"UBND phường Mới", world_.districts[0]});
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) { return organization::replica::Apply(tx, {&change, 1}); }));
  ASSERT_OK(covers_.Refresh());
  const auto name = [&](const std::string& date, bool subtree) {
    v1::ListAssignmentsRequest request;
    request.set_unit_id(commune);
    request.set_date(date);
    request.set_subtree(subtree);
    const auto page = List(request);
    EXPECT_OK(page);
    return page->assignments(0).unit_name();
  };
  for (const bool subtree : {false, true}) {
    EXPECT_EQ(name("2026-10-31", subtree), "UBND xã Cũ");
    EXPECT_EQ(name("2026-11-01", subtree), "UBND phường Mới");
    EXPECT_EQ(name("", subtree), "UBND phường Mới");
  }
}

// Of a commune that went from one district to another before it ended: which district is meant is asked of the day, who
// sees what it left of today.
TEST_F(TreesOfDaysTest, ConflictsAreListedInTheTreeOfADay) {
  const std::string commune = world_.communes[0], first = world_.districts[0], second = world_.districts[1];
  const auto change = Changed(world_, commune, "2026-11-01", {"UBND xã Thượng 1", first}, {"UBND xã Thượng 1", second});
  ASSERT_OK(world_.database().Run([&](pg::Transaction& tx) { return organization::replica::Apply(tx, {&change, 1}); }));
  world_.Enact({{commune, {}, ""}});
  world_.ApplySuccessions();
  const auto conflicts = [&](const std::string& of, const std::string& date, const std::string& as = "") {
    v1::ListSuccessionConflictsRequest request;
    request.set_unit_id(of);
    request.set_date(date);
    const auto page = Call(&Stub::ListSuccessionConflicts, request, as);
    EXPECT_OK(page);
    return page->conflicts_size();
  };
  EXPECT_EQ(conflicts(first, "2026-10-31"), 3);
  EXPECT_EQ(conflicts(first, "2026-11-01"), 0);
  EXPECT_EQ(conflicts(second, "2026-10-31"), 0);
  EXPECT_EQ(conflicts(second, "2026-11-01"), 3);
  EXPECT_EQ(conflicts(first, ""), 3) << "on any day";
  EXPECT_EQ(conflicts(second, ""), 3);
  EXPECT_EQ(conflicts(first, "2026-10-31", first), 0) << "it is no longer its";
  EXPECT_EQ(conflicts(first, "2026-10-31", second), 3);
  v1::ListSuccessionConflictsRequest request;
  request.set_date("31/10/2026");
  EXPECT_THAT(Call(&Stub::ListSuccessionConflicts, request),
              HasReason(absl::StatusCode::kInvalidArgument, "INVALID_DATE"));
}

}  // namespace
}  // namespace dondoc::assignment
