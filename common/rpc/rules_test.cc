#include "common/rpc/rules.h"

#include <gtest/gtest.h>

#include "dondoc/common/v1/access.pb.h"
#include "dondoc/organization/v1/organization_service.pb.h"

namespace dondoc::rpc {
namespace {

using access::Audience;
using access::Relation;
using access::Role;

TEST(RulesTest, AreThoseOfTheProto) {
  const access::Rule& rule = RulesOf(*organization::v1::CreateUnitRequest::descriptor()).rule;
  EXPECT_EQ(rule.method, "CreateUnit");
  EXPECT_EQ(rule.audience, Audience::kMember);
  EXPECT_EQ(rule.scope, "units.write");
  EXPECT_TRUE(rule.write);
  ASSERT_EQ(rule.grants.size(), 1U);
  EXPECT_EQ(rule.grants[0].roles, access::Roles{Role::kAdministrator});
  EXPECT_EQ(rule.grants[0].relations, (access::Relations{Relation::kOwn, Relation::kAbove}));
  EXPECT_FALSE(RulesOf(*organization::v1::GetUnitRequest::descriptor()).rule.write);
}

TEST(RulesTest, AreReadOnce) {
  EXPECT_EQ(&RulesOf(*organization::v1::GetUnitRequest::descriptor()),
            &RulesOf(*organization::v1::GetUnitRequest::descriptor()));
}

TEST(RulesTest, WhatIsNoRequestIsForNobody) {
  const access::Rule& rule = RulesOf(*organization::v1::ListUnitsResponse::descriptor()).rule;
  EXPECT_EQ(rule.audience, Audience::kNobody);
  EXPECT_FALSE(access::Admit(rule, {.subject = "operator", .all = true}).allowed);
}

TEST(RulesTest, NumbersOfTheProtoAreThoseOfTheDecision) {
  for (const Role role : access::kAllRoles) {
    EXPECT_EQ(common::v1::Role_Name(static_cast<int>(role)), access::NameOf(role));
  }
  for (const Relation relation : access::kAllRelations) {
    EXPECT_EQ(common::v1::Relation_Name(static_cast<int>(relation)), access::NameOf(relation));
  }
  for (int audience = 1; audience < common::v1::Audience_ARRAYSIZE; ++audience) {
    EXPECT_EQ(common::v1::Audience_Name(audience), access::NameOf(static_cast<Audience>(audience)));
  }
  EXPECT_EQ(common::v1::Role_ARRAYSIZE, 6);
  EXPECT_EQ(common::v1::Relation_ARRAYSIZE, 9);
}

}  // namespace
}  // namespace dondoc::rpc
