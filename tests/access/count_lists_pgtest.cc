// What is counted of a unit with all below it, and of a directive.
#include <algorithm>
#include <iterator>
#include <map>

#include "tests/access/lists_fixture.h"

namespace dondoc::access_test {
namespace {

using namespace assignment::v1;  // NOLINT(google-build-using-namespace): a list of its messages
using Stub = AssignmentService::Stub;

// In today's tree.
TEST_F(ListsTest, CountsBelowAndOfDirectives) {
  struct Given {
    std::string id, directive, issuer, unit;
  };
  std::vector<Given> all;
  for (int i = 0; i < 60; ++i) {
    Given& one = all.emplace_back();
    one.issuer = Any(units_);
    one.id = country_.NewAssignment(Any(units_), one.issuer);
    GetAssignmentRequest get;
    get.set_assignment_id(one.id);
    const auto made = country_.Must<Assignment>(*country_.assignments, &Stub::GetAssignment, get);
    one.directive = made.directive_id();
    one.unit = made.unit_id();
  }
  country_.SettleCounts();
  const auto list = [&](const std::string& unit) {
    Ids listed;
    ListAssignmentsRequest request;
    request.set_unit_id(unit);
    request.set_subtree(true);
    request.set_page_size(7);
    ReadAll(*country_.assignments, &Stub::ListAssignments, request, [&](const ListAssignmentsResponse& page) {
      for (const Assignment& assignment : page.assignments()) listed.insert(assignment.assignment_id());
    });
    return listed;
  };
  country_.caller = Country::Operator();
  std::map<std::string, Ids> within;
  for (const std::string& unit : living_) within[unit] = list(unit);
  EXPECT_EQ(within[country_.government].size(), all.size());

  std::int64_t counted = 0, counted_of_directives = 0;
  for (int i = 0; i < 60; ++i) {
    country_.caller = Somebody();
    const Given& given = Any(all);
    country_.caller.memberships.push_back({.unit_id = given.issuer, .roles = {access::Role::kOfficer}});
    SCOPED_TRACE(Describe(country_.caller));
    Ids one_by_one;
    for (const Given& one : all) {
      GetAssignmentRequest get;
      get.set_assignment_id(one.id);
      if (IsShown(country_.Call<Assignment>(*country_.assignments, &Stub::GetAssignment, get).status()))
        one_by_one.insert(one.id);
    }
    const auto count = [&](const std::string& unit, bool subtree, const std::string& directive) {
      GetCountsRequest request;
      request.set_unit_id(unit);
      request.set_subtree(subtree);
      request.set_directive_id(directive);
      return country_.Call<AssignmentCounts>(*country_.assignments, &Stub::GetCounts, request);
    };
    // Of a unit that is left out it is not counted what is seen for another reason, such as that one has given it.
    Ids counted_alone;
    for (const Given& one : all) {
      if (!IsShown(count(one.unit, false, "").status())) continue;
      EXPECT_TRUE(one_by_one.contains(one.id));
      counted_alone.insert(one.id);
    }
    for (const std::string& unit : living_) {
      const Ids& there = within[unit];
      Ids seen, counted_there;
      std::set_intersection(one_by_one.begin(), one_by_one.end(), there.begin(), there.end(),
                            std::inserter(seen, seen.end()));
      std::set_intersection(counted_alone.begin(), counted_alone.end(), there.begin(), there.end(),
                            std::inserter(counted_there, counted_there.end()));
      EXPECT_EQ(list(unit), seen) << "below " << unit;
      const auto counts = count(unit, true, "");
      if (IsShown(counts.status())) {
        EXPECT_EQ(counts->total(), std::ssize(counted_there)) << "below " << unit;
        counted += counts->total();
      }
      for (const Given* one : {&given, &Any(all)}) {
        const auto of_directive = count(unit, true, one->directive);
        if (!IsShown(of_directive.status())) continue;
        const bool is_counted = there.contains(one->id) && IsShown(count(one->unit, false, one->directive).status());
        EXPECT_EQ(of_directive->total(), is_counted ? 1 : 0) << "of a directive below " << unit;
        EXPECT_TRUE(!is_counted || one_by_one.contains(one->id)) << "of a directive below " << unit;
        counted_of_directives += of_directive->total();
      }
    }
  }
  EXPECT_GT(counted, 300);
  EXPECT_GT(counted_of_directives, 100);
}

}  // namespace
}  // namespace dondoc::access_test
