#include "common/authentication/identify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/status/status_matchers.h"

namespace dondoc::authentication {
namespace {

using access::Role;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kUnit[] = "00000000-0000-7000-8000-000000000001";
constexpr char kOther[] = "00000000-0000-7000-8000-000000000002";

tokens::Claims ClaimsOf(std::string_view issuer, std::string subject) {
  tokens::Claims claims;
  claims.issuer = issuer;
  claims.subject = std::move(subject);
  claims.name = "lan";
  claims.units = {{kUnit, {"OFFICER", "CLERK", "EMPEROR"}}, {kOther, {"LEADER"}}};
  claims.scopes = {"directives.read"};
  return claims;
}

TEST(IdentifyTest, APersonIsAMemberOfTheirUnits) {
  ASSERT_OK_AND_ASSIGN(const access::Caller caller, Identify(ClaimsOf(tokens::kOrganizationIssuer, "user:1"), ""));
  EXPECT_EQ(caller.subject, "user:1");
  EXPECT_EQ(caller.user, "lan");
  ASSERT_EQ(caller.memberships.size(), 2U);
  EXPECT_EQ(caller.memberships[0].roles, (access::Roles{Role::kOfficer, Role::kClerk}));
  EXPECT_FALSE(caller.all || caller.service || caller.client);
}

TEST(IdentifyTest, WhoActsForAUnitActsForThatOneAlone) {
  ASSERT_OK_AND_ASSIGN(const access::Caller caller, Identify(ClaimsOf(tokens::kOrganizationIssuer, "user:1"), kOther));
  EXPECT_EQ(caller.unit_id, kOther);
  ASSERT_EQ(caller.memberships.size(), 1U);
  EXPECT_EQ(caller.memberships[0].unit_id, kOther);
  EXPECT_EQ(caller.memberships[0].roles, access::Roles{Role::kLeader});
}

TEST(IdentifyTest, WhoActsForAStrangersUnitIsNothingThere) {
  ASSERT_OK_AND_ASSIGN(const access::Caller caller, Identify(ClaimsOf(tokens::kOrganizationIssuer, "user:1"),
                                                             "00000000-0000-7000-8000-000000000009"));
  EXPECT_THAT(caller.memberships, IsEmpty());
}

TEST(IdentifyTest, ASystemHasScopes) {
  ASSERT_OK_AND_ASSIGN(const access::Caller caller, Identify(ClaimsOf(tokens::kOrganizationIssuer, "client:hrm"), ""));
  EXPECT_TRUE(caller.client);
  EXPECT_THAT(caller.scopes, ElementsAre("directives.read"));
}

TEST(IdentifyTest, AServiceIsAMemberOfNothing) {
  ASSERT_OK_AND_ASSIGN(const access::Caller caller,
                       Identify(ClaimsOf(tokens::kServicesIssuer, "service:directive"), ""));
  EXPECT_TRUE(caller.service);
  EXPECT_THAT(caller.memberships, IsEmpty());
  EXPECT_FALSE(caller.all);
}

TEST(IdentifyTest, TheOperatorMayDoEverythingOrActsForAUnitInAnyRole) {
  ASSERT_OK_AND_ASSIGN(access::Caller caller, Identify(ClaimsOf(tokens::kOperatorIssuer, "operator"), ""));
  EXPECT_TRUE(caller.all);
  EXPECT_THAT(caller.memberships, IsEmpty());
  ASSERT_OK_AND_ASSIGN(caller, Identify(ClaimsOf(tokens::kOperatorIssuer, "operator"), kUnit));
  EXPECT_FALSE(caller.all);
  ASSERT_EQ(caller.memberships.size(), 1U);
  EXPECT_EQ(caller.memberships[0].unit_id, kUnit);
  EXPECT_EQ(caller.memberships[0].roles, access::Roles(access::kAllRoles));
}

TEST(IdentifyTest, AnIssuerVouchesForItsOwnKindsAlone) {
  const std::vector<std::pair<std::string_view, std::string>> strange = {
      {tokens::kOrganizationIssuer, "operator"},  {tokens::kOrganizationIssuer, "service:directive"},
      {tokens::kOrganizationIssuer, "user:"},     {tokens::kOrganizationIssuer, ""},
      {tokens::kServicesIssuer, "user:1"},        {tokens::kServicesIssuer, "client:hrm"},
      {tokens::kServicesIssuer, "operator"},      {tokens::kServicesIssuer, "service:"},
      {tokens::kOperatorIssuer, "user:1"},        {tokens::kOperatorIssuer, "service:directive"},
      {tokens::kOperatorIssuer, "operator:root"}, {"dondoc:somebody", "user:1"}};
  for (const auto& [issuer, subject] : strange) {
    EXPECT_THAT(Identify(ClaimsOf(issuer, subject), ""),
                testing::HasReason(absl::StatusCode::kUnauthenticated, "TOKEN_NOT_FOR_US"))
        << issuer << " " << subject;
  }
}

}  // namespace
}  // namespace dondoc::authentication
