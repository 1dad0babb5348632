// What is listed and counted in the tree of another day: rights follow the tree of today all the same.
#include <iterator>
#include <map>

#include "common/status/status_matchers.h"
#include "gmock/gmock.h"
#include "tests/access/lists_fixture.h"

namespace dondoc::access_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A commune has gone from one province to another, both of which go on: what it had by then went up to the one, what
// came later to the other.
class DatedListsTest : public ListsTest {
 protected:
  using Stub = assignment::v1::AssignmentService::Stub;

  DatedListsTest() {
    const auto add = [&] {
      for (int i = 0; i < 40; ++i) country_.NewAssignment(Any(units_), Any(units_));
      country_.NewAssignment(country_.sibling, Any(units_));
      country_.SettleCounts();
    };
    add();
    country_.MoveSibling("2024-03-01");
    add();
  }

  assignment::v1::GetCountsRequest Counts(const std::string& unit, const std::string& date) {
    assignment::v1::GetCountsRequest request;
    request.set_unit_id(unit);
    request.set_subtree(true);
    request.set_date(date);
    return request;
  }
  absl::StatusOr<assignment::v1::AssignmentCounts> Count(const assignment::v1::GetCountsRequest& request) {
    return country_.Call<assignment::v1::AssignmentCounts>(*country_.assignments, &Stub::GetCounts, request);
  }

  // What is listed of a unit and all below it: the unit of each.
  std::map<std::string, std::string> List(const std::string& unit, const std::string& date) {
    std::map<std::string, std::string> listed;
    assignment::v1::ListAssignmentsRequest list;
    list.set_unit_id(unit);
    list.set_subtree(true);
    list.set_date(date);
    list.set_page_size(200);
    ReadAll(*country_.assignments, &Stub::ListAssignments, list,
            [&](const assignment::v1::ListAssignmentsResponse& page) {
              for (const auto& one : page.assignments()) listed[one.assignment_id()] = one.unit_id();
            });
    return listed;
  }

  // Whether a unit exists on the day.
  bool IsThere(const std::string& unit, const std::string& date) {
    organization::v1::GetUnitRequest get;
    get.set_unit_id(unit);
    const auto found = country_.Must<organization::v1::Unit>(
        *country_.organization, &organization::v1::OrganizationService::Stub::GetUnit, get);
    return found.valid_from() <= date && (found.valid_to().empty() || date < found.valid_to());
  }
};

TEST_F(DatedListsTest, CountsAreOfWhatMayBeSeenOneByOne) {
  struct Question {
    std::string unit, date;
    std::map<std::string, std::string> all;
  };
  std::vector<Question> questions;
  country_.caller = Country::Operator();
  for (const char* date : {"2024-02-29", "2024-03-01", "2024-06-01"}) {
    for (const std::string& unit : units_) {
      if (!IsThere(unit, date)) continue;
      questions.push_back({unit, date, List(unit, date)});
      ASSERT_OK_AND_ASSIGN(const auto counts, Count(Counts(unit, date)));
      ASSERT_EQ(counts.total(), std::ssize(questions.back().all)) << unit << " on " << date;
      ASSERT_THAT(counts.left_out_unit_ids(), IsEmpty());
    }
  }
  int counted = 0, left_out = 0;
  for (int i = 0; i < 60; ++i) {
    country_.caller = Somebody();
    SCOPED_TRACE(Describe(country_.caller));
    std::map<std::string, bool> may_count;
    for (const std::string& unit : units_) {
      assignment::v1::GetCountsRequest own;
      own.set_unit_id(unit);
      may_count[unit] = IsShown(Count(own).status());
    }
    for (const Question& question : questions) {
      const auto counts = Count(Counts(question.unit, question.date));
      ASSERT_EQ(IsShown(counts.status()), may_count[question.unit]);
      if (!counts.ok()) continue;
      const auto listed = List(question.unit, question.date);
      int one_by_one = 0;
      for (const auto& [id, unit] : question.all) {
        if (!may_count[unit]) continue;
        ++one_by_one;
        EXPECT_TRUE(listed.contains(id)) << id << " of " << unit << " is counted and not listed";
      }
      EXPECT_EQ(counts->total(), one_by_one) << "of " << question.unit << " in the tree of " << question.date;
      EXPECT_TRUE(!counts->left_out_unit_ids().empty() || one_by_one == std::ssize(question.all));
      counted += one_by_one;
      left_out += counts->left_out_unit_ids_size();
    }
  }
  EXPECT_GT(counted, 0);
  EXPECT_GT(left_out, 0);
}

TEST_F(DatedListsTest, WhoWasAboveIsToldWhatIsLeftOut) {
  country_.caller = Country::Operator();
  const std::int64_t all = std::ssize(List(country_.above, "2024-02-29"));
  const std::int64_t gone = std::ssize(List(country_.sibling, "2024-02-29"));
  ASSERT_GE(gone, 2);
  country_.caller = Country::Member(country_.above, {access::Role::kLeader});
  ASSERT_OK_AND_ASSIGN(const auto before, Count(Counts(country_.above, "2024-02-29")));
  EXPECT_THAT(before.left_out_unit_ids(), ElementsAre(country_.sibling));
  EXPECT_EQ(before.total(), all - gone);
  ASSERT_OK_AND_ASSIGN(const auto today, Count(Counts(country_.above, "")));
  EXPECT_THAT(today.left_out_unit_ids(), IsEmpty());
  EXPECT_EQ(today.total(), all - gone);
  // Who is above both counts it where it was.
  country_.caller = Country::Member(country_.government, {access::Role::kLeader});
  ASSERT_OK_AND_ASSIGN(const auto both, Count(Counts(country_.above, "2024-02-29")));
  EXPECT_EQ(both.total(), all);
}

}  // namespace
}  // namespace dondoc::access_test
