// Lists of assignments, and what is counted of them.
#include <map>

#include "common/rpc/rules.h"
#include "common/status/status_matchers.h"
#include "tests/access/lists_fixture.h"

namespace dondoc::access_test {
namespace {

TEST_F(ListsTest, AssignmentsAndTheirCounts) {
  using namespace assignment::v1;  // NOLINT(google-build-using-namespace): a list of its messages
  using Stub = AssignmentService::Stub;
  std::vector<std::string> all;
  for (int i = 0; i < 60; ++i) all.push_back(country_.NewAssignment(Any(units_), Any(units_)));
  std::size_t shown = 0;
  for (int i = 0; i < 60; ++i) {
    country_.caller = Somebody();
    SCOPED_TRACE(Describe(country_.caller));
    Ids one_by_one;
    std::map<std::string, int> of_unit;
    for (const std::string& id : all) {
      GetAssignmentRequest get;
      get.set_assignment_id(id);
      const auto got = country_.Call<Assignment>(*country_.assignments, &Stub::GetAssignment, get);
      if (!IsShown(got.status())) continue;
      one_by_one.insert(id);
      ++of_unit[got->unit_id()];
    }
    Ids listed;
    ListAssignmentsRequest list;
    list.set_page_size(7);
    ReadAll(*country_.assignments, &Stub::ListAssignments, list, [&](const ListAssignmentsResponse& page) {
      for (const Assignment& assignment : page.assignments()) listed.insert(assignment.assignment_id());
    });
    EXPECT_EQ(listed, one_by_one);
    shown += listed.size();
    for (const std::string& unit : units_) {
      GetCountsRequest count;
      count.set_unit_id(unit);
      const auto counts = country_.Call<AssignmentCounts>(*country_.assignments, &Stub::GetCounts, count);
      if (!IsShown(counts.status())) continue;
      EXPECT_EQ(counts->total(), of_unit[unit]) << "counts what may not be seen, of " << unit;
    }
  }
  EXPECT_GT(shown, all.size()) << "callers that see nothing prove nothing";
}

// What is open of units that ended is on the list of whoever may see it one by one, and only of these; and the figure
// of the new province is what its list has.
TEST_F(ListsTest, Conflicts) {
  using namespace assignment::v1;  // NOLINT(google-build-using-namespace): a list of its messages
  using Stub = AssignmentService::Stub;
  const rpc::MethodRules& rules = rpc::RulesOf(*ListSuccessionConflictsRequest::descriptor());
  for (int i = 0; i < 60; ++i) country_.NewAssignment(Any(country_.ended), Any(units_));
  country_.SettleCounts();
  const auto conflicts = [&] {
    Ids listed;
    ListSuccessionConflictsRequest list;
    list.set_page_size(7);
    ReadAll(*country_.assignments, &Stub::ListSuccessionConflicts, list,
            [&](const ListSuccessionConflictsResponse& page) {
              for (const SuccessionConflict& one : page.conflicts()) listed.insert(one.assignment().assignment_id());
            });
    return listed;
  };
  country_.caller = Country::Operator();
  const Ids open = conflicts();
  EXPECT_GT(open.size(), 0U);
  EXPECT_LT(open.size(), 60U) << "some have heirs";
  std::size_t shown = 0;
  for (int i = 0; i < 60; ++i) {
    country_.caller = Somebody();
    SCOPED_TRACE(Describe(country_.caller));
    Ids one_by_one;
    for (const std::string& id : open) {
      if (access::Decide(rules.rule, country_.caller, country_.PartiesOf(id), country_.within()).allowed)
        one_by_one.insert(id);
    }
    EXPECT_EQ(conflicts(), one_by_one);
    shown += one_by_one.size();
  }
  EXPECT_GT(shown, open.size());

  country_.caller = Country::Member(country_.begun[0], {access::Role::kLeader});
  EXPECT_EQ(conflicts(), open);
  GetCountsRequest count;
  count.set_unit_id(country_.begun[0]);
  count.set_subtree(true);
  ListAssignmentsRequest list;
  list.set_unit_id(country_.begun[0]);
  list.set_subtree(true);
  list.set_page_size(1000);
  ASSERT_OK_AND_ASSIGN(const auto counts,
                       country_.Call<AssignmentCounts>(*country_.assignments, &Stub::GetCounts, count));
  ASSERT_OK_AND_ASSIGN(const auto page,
                       country_.Call<ListAssignmentsResponse>(*country_.assignments, &Stub::ListAssignments, list));
  EXPECT_EQ(counts.total(), 60);
  EXPECT_EQ(page.assignments_size(), 60);
}

}  // namespace
}  // namespace dondoc::access_test
