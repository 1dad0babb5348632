// What is said of a call beforehand; that it is what happens is in the matrix.
#include <gmock/gmock.h>

#include "common/status/status_matchers.h"
#include "tests/access/matrix.h"

namespace dondoc::access_test {
namespace {

TEST_F(MatrixTest, EachRpcOfTheTableIsExplained) {
  const Position nowhere{"nowhere", country().stranger, {}};
  for (const auto& [rpc, row] : table_)
    EXPECT_EQ(Explain(country(), rpc, "", nowhere, access::Role::kClerk).rpc(), rpc);
  common::v1::ExplainAccessRequest request;
  request.set_rpc("EnactNothing");
  EXPECT_THAT(country().Explain(request), testing::HasReason(absl::StatusCode::kNotFound, "RPC_NOT_FOUND"));
}

// An account that acts for several units is disabled by whoever may for all of them, and seen by whoever may for one.
TEST_F(MatrixTest, AnAccountOfSeveralUnitsIsExplainedAsAWhole) {
  using Users = organization::v1::UserService::Stub;
  organization::v1::CreateUserRequest create;
  create.set_request_id(country().NewId());
  create.set_login("hai.noi");
  create.set_name("Trần Văn Hai");
  create.set_unit_id(country().own);
  const auto user = country().Must<organization::v1::User>(*country().users, &Users::CreateUser, create);
  organization::v1::GrantMembershipRequest grant;
  grant.set_request_id(country().NewId());
  grant.set_user_id(user.id());
  grant.set_unit_id(country().sibling);
  grant.set_role(common::v1::OFFICER);
  grant.set_valid_from("2020-01-01");
  country().Must<organization::v1::Membership>(*country().users, &Users::GrantMembership, grant);
  const Position own{"own", country().own, {}}, above{"above", country().above, {}};
  EXPECT_TRUE(Explain(country(), "GetUser", "hai.noi", own, access::Role::kAdministrator).allowed());
  EXPECT_FALSE(Explain(country(), "DisableUser", "hai.noi", own, access::Role::kAdministrator).allowed());
  EXPECT_TRUE(Explain(country(), "DisableUser", user.id(), above, access::Role::kAdministrator).allowed());
}

TEST_F(MatrixTest, TheExplanationNamesTheParties) {
  const std::string id = country().NewAssignment(country().own, country().issuer);
  for (const Position& position : PositionsFor(country(), About::kGiven)) {
    // Of a group that helps, who asks; not each of its members.
    EXPECT_EQ(Explain(country(), "GetAssignment", id, position, access::Role::kClerk).parties_size(),
              position.unit_id == country().helper ? 5 : 4)
        << "unit, issuer, lead, coordinator; asked by " << position.name;
  }
}

}  // namespace
}  // namespace dondoc::access_test
