// What a list shows, and what a count counts, is what the caller may see one by one: for callers, units and objects at
// random (DONDOC_SEED for another run).
#include <gtest/gtest.h>

#include <cstdlib>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "common/rpc/rules.h"
#include "common/status/status_matchers.h"
#include "tests/access/country.h"

namespace dondoc::access_test {
namespace {

using Ids = std::set<std::string>;

class ListsTest : public ::testing::Test {
 protected:
  ListsTest() {
    if (const char* seed = std::getenv("DONDOC_SEED")) random_.seed(static_cast<unsigned>(std::atoi(seed)));
    units_ = country_.communes;
    units_.insert(units_.end(),
                  {country_.government, country_.above, country_.below, country_.issuer, country_.above_issuer,
                   country_.lead, country_.coordinator, country_.recipient, country_.stranger});
    country_.MergeProvinces();
    units_.insert(units_.end(), country_.begun.begin(), country_.begun.end());
    living_ = units_;
    units_.insert(units_.end(), country_.ended.begin(), country_.ended.end());
  }

  template <typename T>
  const T& Any(const std::vector<T>& of) {
    return of[std::uniform_int_distribution<std::size_t>(0, of.size() - 1)(random_)];
  }
  bool Toss() { return std::bernoulli_distribution(0.5)(random_); }

  // Somebody in up to three units, in some roles of each.
  access::Caller Somebody() {
    static const std::vector<access::Role> roles(access::kAllRoles);
    access::Caller caller{.subject = "user:1", .user = "lan"};
    for (int i = std::uniform_int_distribution(1, 3)(random_); i > 0; --i) {
      access::Membership membership{.unit_id = Any(units_), .roles = {Any(roles)}};
      if (Toss()) membership.roles.Add(Any(roles));
      caller.memberships.push_back(membership);
    }
    return caller;
  }

  static std::string Describe(const access::Caller& caller) {
    std::string text;
    for (const access::Membership& membership : caller.memberships) {
      text += " " + membership.unit_id + ":";
      for (const access::Role role : access::kAllRoles) {
        if (membership.roles.Has(role)) text += std::string(access::NameOf(role)) + ",";
      }
    }
    return text;
  }

  // Whether the object is there for the caller: who may not see it is told so, or that there is none.
  static bool IsShown(const absl::Status& status) {
    EXPECT_TRUE(status.ok() || absl::IsNotFound(status) || absl::IsPermissionDenied(status)) << status;
    return status.ok();
  }

  // All of a list, page after page; nothing for who has no role that reads.
  template <typename Stub, typename Request, typename Response, typename Take>
  void ReadAll(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), Request list,
               const Take& take) {
    for (int pages = 0; pages < 1000; ++pages) {
      const absl::StatusOr<Response> page = country_.Call<Response>(stub, method, list);
      if (!page.ok()) {
        EXPECT_TRUE(absl::IsPermissionDenied(page.status())) << page.status();
        return;
      }
      take(*page);
      if (page->next_page_token().empty()) return;
      list.set_page_token(page->next_page_token());
    }
    ADD_FAILURE() << "a list without end";
  }

  std::mt19937 random_{20261121};
  Country country_;
  std::vector<std::string> units_, living_;  // all, and those that exist
};

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

TEST_F(ListsTest, Directives) {
  using namespace directive::v1;  // NOLINT(google-build-using-namespace): a list of its messages
  using Stub = DirectiveService::Stub;
  std::vector<std::string> all;
  for (int i = 0; i < 24; ++i) {
    country_.own = Any(living_);  // nobody takes in anything for a unit that has ended
    country_.issuer = Any(units_);
    country_.recipient = Any(units_);
    Directive directive = country_.NewDraft();
    if (Toss()) directive = country_.Issue(directive);
    all.push_back(directive.id());
  }
  std::size_t shown = 0;
  for (int i = 0; i < 60; ++i) {
    country_.caller = Somebody();
    SCOPED_TRACE(Describe(country_.caller));
    Ids one_by_one;
    for (const std::string& id : all) {
      GetDirectiveRequest get;
      get.set_directive(id);
      if (IsShown(country_.Call<Directive>(*country_.directives, &Stub::GetDirective, get).status()))
        one_by_one.insert(id);
    }
    Ids listed, found;
    ListDirectivesRequest list;
    list.set_page_size(5);
    ReadAll(*country_.directives, &Stub::ListDirectives, list, [&](const ListDirectivesResponse& page) {
      for (const DirectiveSummary& summary : page.directives()) listed.insert(summary.id());
    });
    SearchDirectivesRequest search;
    search.set_query("kiểm tra quyền");
    search.set_page_size(5);
    ReadAll(*country_.directives, &Stub::SearchDirectives, search, [&](const SearchDirectivesResponse& page) {
      for (const FoundDirective& one : page.directives()) found.insert(one.directive().id());
    });
    EXPECT_EQ(listed, one_by_one);
    EXPECT_EQ(found, one_by_one);
    shown += listed.size();
  }
  EXPECT_GT(shown, all.size());
}

TEST_F(ListsTest, RecordsOfTheAudit) {
  using Request = common::v1::ListAuditRecordsRequest;
  const rpc::MethodRules& rules = rpc::RulesOf(*Request::descriptor());
  std::map<std::string, std::string> all;  // the units of the records
  for (int i = 0; i < 200; ++i) {
    const std::string id = country_.NewId();
    all[id] = i % 10 == 0 ? "" : Any(units_);
    country_.Record(all[id], id);
  }
  std::size_t shown = 0;
  for (int i = 0; i < 60; ++i) {
    country_.caller = Somebody();
    SCOPED_TRACE(Describe(country_.caller));
    Ids one_by_one, listed;
    for (const auto& [id, unit] : all) {
      if (access::Decide(rules.rule, country_.caller, {.unit = unit}, country_.within()).allowed) one_by_one.insert(id);
    }
    Request list;
    list.set_page_size(6);
    ReadAll(*country_.audits, &common::v1::AuditService::Stub::ListAuditRecords, list,
            [&](const common::v1::ListAuditRecordsResponse& page) {
              for (const common::v1::AuditRecord& record : page.records()) listed.insert(record.object_id());
            });
    EXPECT_EQ(listed, one_by_one);
    shown += listed.size();
  }
  EXPECT_GT(shown, all.size());
}

}  // namespace
}  // namespace dondoc::access_test
