#include "tests/access/lists_fixture.h"

#include <cstdlib>

namespace dondoc::access_test {

ListsTest::ListsTest() {
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

access::Caller ListsTest::Somebody() {
  static const std::vector<access::Role> roles(access::kAllRoles);
  access::Caller caller{.subject = "user:1", .user = "lan"};
  for (int i = std::uniform_int_distribution(1, 3)(random_); i > 0; --i) {
    access::Membership membership{.unit_id = Any(units_), .roles = {Any(roles)}};
    if (Toss()) membership.roles.Add(Any(roles));
    caller.memberships.push_back(membership);
  }
  return caller;
}

std::string ListsTest::Describe(const access::Caller& caller) {
  std::string text;
  for (const access::Membership& membership : caller.memberships) {
    text += " " + membership.unit_id + ":";
    for (const access::Role role : access::kAllRoles) {
      if (membership.roles.Has(role)) text += std::string(access::NameOf(role)) + ",";
    }
  }
  return text;
}

bool ListsTest::IsShown(const absl::Status& status) {
  EXPECT_TRUE(status.ok() || absl::IsNotFound(status) || absl::IsPermissionDenied(status)) << status;
  return status.ok();
}

}  // namespace dondoc::access_test
