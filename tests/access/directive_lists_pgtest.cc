// Lists of directives.
#include <gmock/gmock.h>

#include <iterator>
#include <map>

#include "absl/strings/match.h"
#include "common/status/status.h"
#include "common/status/status_matchers.h"
#include "tests/access/lists_fixture.h"

namespace dondoc::access_test {
namespace {

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

// What a directive rests on, and what rests on it, is what of that may be seen one by one.
TEST_F(ListsTest, WhatDirectivesRestOn) {
  using namespace directive::v1;  // NOLINT(google-build-using-namespace): a list of its messages
  using Stub = DirectiveService::Stub;
  std::vector<Directive> all;
  std::map<std::string, Ids> above, below;  // what each rests on, and what rests on it
  for (int i = 0; i < 24; ++i) {
    country_.own = Any(living_);
    country_.issuer = Any(units_);
    country_.recipient = Any(units_);
    const Directive* basis = i < 6 ? nullptr : &all[static_cast<std::size_t>(i % 6)];
    Directive directive = country_.NewDraft("", basis);
    if (Toss()) directive = country_.Issue(directive);
    if (basis != nullptr) {
      above[directive.id()].insert(basis->id());
      below[basis->id()].insert(directive.id());
    }
    all.push_back(directive);
  }
  std::size_t mentioned = 0, kept_back = 0;
  for (int i = 0; i < 60; ++i) {
    country_.caller = Somebody();
    SCOPED_TRACE(Describe(country_.caller));
    std::map<std::string, Directive> one_by_one;
    for (const Directive& directive : all) {
      GetDirectiveRequest get;
      get.set_directive(directive.id());
      const auto got = country_.Call<Directive>(*country_.directives, &Stub::GetDirective, get);
      if (IsShown(got.status())) one_by_one[directive.id()] = *got;
    }
    const auto expect = [&](const auto& related, const Ids& there) {
      Ids listed, seen;
      for (const RelatedDirective& one : related) listed.insert(one.directive().id());
      for (const std::string& id : there) {
        if (one_by_one.contains(id)) seen.insert(id);
      }
      EXPECT_EQ(listed, seen);
      mentioned += seen.size();
      kept_back += there.size() - seen.size();
    };
    for (const auto& [id, directive] : one_by_one) {
      expect(directive.implements(), above[id]);
      expect(directive.implemented_by(), below[id]);
    }
  }
  EXPECT_GT(mentioned, 30U);
  EXPECT_GT(kept_back, 30U);
}

// A number that several have means those that may be seen; and whoever takes in one with a number that is taken is told
// by which only where that may be seen.
TEST_F(ListsTest, NumbersThatSeveralHaveOrOneHasAlready) {
  using namespace directive::v1;  // NOLINT(google-build-using-namespace): a list of its messages
  using Stub = DirectiveService::Stub;
  struct Taken {
    Directive directive;
    std::string issuer;
  };
  std::map<std::string, std::vector<Taken>> by_number;
  for (int i = 0; i < 8; ++i) {
    const std::string number = country_.NewNumber();
    Ids issuers;
    for (int j = 0; j < 3; ++j) {
      country_.own = Any(living_);
      do country_.issuer = Any(living_);
      while (!issuers.insert(country_.issuer).second);
      country_.recipient = Any(units_);
      by_number[number].push_back({country_.NewDraft(number), country_.issuer});
    }
  }
  std::map<absl::StatusCode, int> asked;
  int told = 0, kept_back = 0;
  for (int i = 0; i < 60; ++i) {
    const access::Caller somebody = Somebody();
    country_.caller = somebody;
    SCOPED_TRACE(Describe(country_.caller));
    for (const auto& [number, those] : by_number) {
      Ids seen;
      for (const Taken& one : those) {
        GetDirectiveRequest get;
        get.set_directive(one.directive.id());
        if (IsShown(country_.Call<Directive>(*country_.directives, &Stub::GetDirective, get).status()))
          seen.insert(one.directive.id());
      }
      GetDirectiveRequest get;
      get.set_directive(number);
      const auto got = country_.Call<Directive>(*country_.directives, &Stub::GetDirective, get);
      ++asked[got.status().code()];
      if (seen.size() == 1) {
        ASSERT_OK(got.status());
        EXPECT_EQ(got->id(), *seen.begin());
      } else if (seen.size() > 1) {
        EXPECT_THAT(got.status(), testing::HasReason(absl::StatusCode::kFailedPrecondition, "AMBIGUOUS_DIRECTIVE"));
      } else {
        EXPECT_FALSE(IsShown(got.status()));
      }
      for (const Taken& one : those) {
        EXPECT_EQ(absl::StrContains(got.status().message(), one.directive.id()),
                  seen.size() > 1 && seen.contains(one.directive.id()));
      }
    }
    // A clerk of one unit takes in what has the number of one of these.
    const auto& those = std::next(by_number.begin(), i % 8)->second;
    const Taken& other = Any(those);
    country_.caller = Country::Member(Toss() ? Any(living_) : other.issuer, {access::Role::kClerk});
    GetDirectiveRequest get;
    get.set_directive(other.directive.id());
    const bool seen = IsShown(country_.Call<Directive>(*country_.directives, &Stub::GetDirective, get).status());
    country_.issuer = other.issuer;
    const auto refused = country_.Call<IngestDirectiveResponse>(*country_.directives, &Stub::IngestDirective,
                                                                country_.DraftOf(other.directive.number()));
    EXPECT_THAT(refused.status(), testing::HasReason(absl::StatusCode::kAlreadyExists, "DUPLICATE_NUMBER"));
    EXPECT_EQ(absl::StrContains(refused.status().message(), other.directive.id()), seen);
    EXPECT_EQ(Metadata(refused.status()).contains("directive_id"), seen);
    ++(seen ? told : kept_back);
  }
  EXPECT_GT(asked[absl::StatusCode::kOk], 20);
  EXPECT_GT(asked[absl::StatusCode::kFailedPrecondition], 20);
  EXPECT_GT(asked[absl::StatusCode::kNotFound], 20);
  EXPECT_GT(told, 10);
  EXPECT_GT(kept_back, 10);
}

}  // namespace
}  // namespace dondoc::access_test
