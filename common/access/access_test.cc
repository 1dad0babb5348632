#include "common/access/access.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

namespace dondoc::access {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A province above a district above two communes, and another province.
bool Below(std::string_view unit, std::string_view ancestor) {
  static const std::map<std::string_view, std::string_view> kAbove = {
      {"commune", "district"}, {"sibling", "district"}, {"district", "province"}};
  for (auto above = kAbove.find(unit); above != kAbove.end(); above = kAbove.find(above->second)) {
    if (above->second == ancestor) return true;
  }
  return false;
}

Caller Member(std::string unit, Roles roles) {
  return {.subject = "user:1", .user = "lan", .unit_id = unit, .memberships = {{unit, roles}}};
}

const Rule kReturn{.method = "Return",
                   .audience = Audience::kMember,
                   .scope = "assignments.write",
                   .grants = {{{Role::kLeader}, {Relation::kIssuer, Relation::kAbove}}},
                   .write = true};

TEST(RelationsTest, EachIsWhatItSays) {
  const Parties parties{
      .unit = "commune", .issuer = "district", .leads = {"a"}, .coordinators = {"b"}, .recipients = {"c"}};
  const struct {
    std::string unit;
    Relations relations;
  } kCases[] = {
      {"commune", {Relation::kAny, Relation::kOwn}},
      {"district", {Relation::kAny, Relation::kAbove, Relation::kIssuer}},
      {"province", {Relation::kAny, Relation::kAbove, Relation::kAboveIssuer}},
      {"sibling", {Relation::kAny}},
      {"a", {Relation::kAny, Relation::kLead}},
      {"b", {Relation::kAny, Relation::kCoordinator}},
      {"c", {Relation::kAny, Relation::kRecipient}},
      {"stranger", {Relation::kAny}},
      {"", {Relation::kAny}},
  };
  for (const auto& one : kCases) EXPECT_EQ(RelationsOf(one.unit, parties, Below), one.relations) << one.unit;
}

TEST(RelationsTest, AnObjectOfNoUnitIsNobodys) {
  EXPECT_EQ(RelationsOf("", {}, Below), Relations{Relation::kAny});
  EXPECT_EQ(RelationsOf("commune", {}, Below), Relations{Relation::kAny});
}

TEST(RelationsTest, WithoutATreeNobodyIsAbove) {
  EXPECT_EQ(RelationsOf("district", {.unit = "commune"}, nullptr), Relations{Relation::kAny});
}

TEST(AdmitTest, AudienceTable) {
  const Caller nobody;
  const Caller service{.subject = "service:directive", .service = true};
  const Caller person{.subject = "user:1"};
  const Caller member = Member("commune", {Role::kOfficer});
  const Caller client{.subject = "client:x", .memberships = {{"commune", {Role::kOfficer}}}, .client = true};
  const Caller scoped{
      .subject = "client:x", .memberships = {{"commune", {Role::kOfficer}}}, .scopes = {"s.read"}, .client = true};
  const Caller operator_{.subject = "operator", .all = true};
  const struct {
    Audience audience;
    bool nobody, service, person, member, client, scoped, operator_;
  } kCases[] = {
      {Audience::kNobody, false, false, false, false, false, false, false},
      {Audience::kAnyone, true, true, true, true, true, true, true},
      {Audience::kService, false, true, false, false, false, false, true},
      {Audience::kSignedIn, false, true, true, true, false, true, true},
      {Audience::kMember, false, false, false, true, false, true, true},
      {Audience::kOperator, false, false, false, false, false, false, true},
  };
  for (const auto& one : kCases) {
    const Rule rule{.method = "Get", .audience = one.audience, .scope = "s.read"};
    EXPECT_EQ(Admit(rule, nobody).allowed, one.nobody) << NameOf(one.audience);
    EXPECT_EQ(Admit(rule, service).allowed, one.service) << NameOf(one.audience);
    EXPECT_EQ(Admit(rule, person).allowed, one.person) << NameOf(one.audience);
    EXPECT_EQ(Admit(rule, member).allowed, one.member) << NameOf(one.audience);
    EXPECT_EQ(Admit(rule, client).allowed, one.client) << NameOf(one.audience);
    EXPECT_EQ(Admit(rule, scoped).allowed, one.scoped) << NameOf(one.audience);
    EXPECT_EQ(Admit(rule, operator_).allowed, one.operator_) << NameOf(one.audience);
    EXPECT_EQ(Admit(rule, nobody).known, one.audience == Audience::kAnyone) << NameOf(one.audience);
  }
}

TEST(AdmitTest, WithoutAScopeInTheRuleNoSystemMay) {
  const Rule rule{.method = "SetRule", .audience = Audience::kSignedIn};
  const Caller client{.subject = "client:x", .scopes = {"", "s.read"}, .client = true};
  EXPECT_THAT(Admit(rule, client).why, HasSubstr("not for systems"));
}

TEST(AdmitTest, ARoleIsNeededSomewhere) {
  EXPECT_TRUE(Admit(kReturn, Member("stranger", {Role::kLeader})).allowed);
  const Admission refused = Admit(kReturn, Member("district", {Role::kOfficer, Role::kClerk}));
  EXPECT_FALSE(refused.allowed);
  EXPECT_EQ(refused.why,
            "Return is for LEADER of a unit above it or the issuer; the caller is OFFICER and CLERK of unit district");
}

TEST(DecideTest, RoleAndRelationOfOneMembership) {
  const Parties parties{.unit = "commune", .issuer = "stranger"};
  const struct {
    std::string unit;
    Role role;
    bool allowed;
  } kCases[] = {
      {"commune", Role::kLeader, false},   {"district", Role::kLeader, true},   {"district", Role::kOfficer, false},
      {"province", Role::kLeader, true},   {"sibling", Role::kLeader, false},   {"stranger", Role::kLeader, true},
      {"stranger", Role::kAuditor, false}, {"elsewhere", Role::kLeader, false},
  };
  for (const auto& one : kCases) {
    EXPECT_EQ(Decide(kReturn, Member(one.unit, {one.role}), parties, Below).allowed, one.allowed)
        << NameOf(one.role) << " of " << one.unit;
  }
}

TEST(DecideTest, RolesOfOneUnitDoNotCountInAnother) {
  Caller caller = Member("district", {Role::kOfficer});
  caller.memberships.push_back({"sibling", {Role::kLeader}});
  EXPECT_FALSE(Decide(kReturn, caller, {.unit = "commune"}, Below).allowed);
  caller.memberships.push_back({"province", {Role::kLeader}});
  const Decision decision = Decide(kReturn, caller, {.unit = "commune"}, Below);
  EXPECT_TRUE(decision.allowed);
  EXPECT_EQ(decision.why, "the caller is LEADER of unit province, which is a unit above it");
}

TEST(DecideTest, TheOperatorMayEverythingAndAServiceNothingThatIsForMembers) {
  EXPECT_TRUE(Decide(kReturn, {.subject = "operator", .all = true}, {}, Below).allowed);
  EXPECT_FALSE(Decide(kReturn, {.subject = "service:x", .service = true}, {.unit = "commune"}, Below).allowed);
  EXPECT_FALSE(Decide(kReturn, {}, {.unit = "commune"}, Below).allowed);
}

// Once a unit has ended nobody acts for it: what was its own can be read, and no more.
TEST(EndedTest, NobodyWritesForAUnitThatHasEnded) {
  Rule read = kReturn;
  read.method = "Get";
  read.write = false;
  Caller caller = Member("district", {Role::kLeader});
  caller.memberships.front().ended = true;
  EXPECT_TRUE(Decide(read, caller, {.unit = "commune"}, Below).allowed);
  EXPECT_THAT(FilterOf(read, caller).above, ElementsAre("district"));
  const Decision refused = Decide(kReturn, caller, {.unit = "commune"}, Below);
  EXPECT_FALSE(refused.allowed);
  EXPECT_EQ(refused.why,
            "Return changes something, and nobody does that for a unit that has ended; the caller is LEADER of unit "
            "district (which has ended); its heir goes on with what it has left, else a unit above it, or whoever runs "
            "the installation");
  EXPECT_EQ(Admit(kReturn, caller).why, refused.why);
  EXPECT_THAT(FilterOf(kReturn, caller).above, IsEmpty());
}

TEST(EndedTest, AnotherUnitOfTheCallerCounts) {
  Caller caller = Member("district", {Role::kLeader});
  caller.memberships.front().ended = true;
  caller.memberships.push_back({"sibling", {Role::kLeader}});
  const Decision refused = Decide(kReturn, caller, {.unit = "commune"}, Below);
  EXPECT_FALSE(refused.allowed) << "the role counts in the sibling, not the place of the district";
  EXPECT_EQ(refused.why,
            "Return is for LEADER of a unit above it or the issuer; the caller is LEADER of unit district (which "
            "has ended) and LEADER of unit sibling");
  caller.memberships.push_back({"province", {Role::kLeader}});
  EXPECT_TRUE(Decide(kReturn, caller, {.unit = "commune"}, Below).allowed);
  EXPECT_THAT(FilterOf(kReturn, caller).above, ElementsAre("sibling", "province"));
  caller.memberships.back() = {"province", {Role::kOfficer}};
  caller.memberships[1] = {"sibling", {Role::kOfficer}};
  EXPECT_FALSE(Admit(kReturn, caller).allowed) << "LEADER only where there is nothing any more";
}

TEST(EndedTest, WhatIsForTheCallerHimselfDoesNotAskForAUnit) {
  const Rule rule{.method = "ChangePassword", .audience = Audience::kSignedIn, .write = true};
  Caller caller = Member("district", {Role::kLeader});
  caller.memberships.front().ended = true;
  EXPECT_TRUE(Admit(rule, caller).allowed);
}

TEST(FilterTest, HasTheUnitsOfTheGrantsThatTheCallerMeets) {
  const Rule rule{.method = "List",
                  .audience = Audience::kMember,
                  .grants = {{{Role::kOfficer, Role::kLeader}, {Relation::kOwn, Relation::kIssuer}},
                             {{Role::kLeader, Role::kAuditor}, {Relation::kAbove, Relation::kOwn}}}};
  Caller caller = Member("commune", {Role::kOfficer});
  caller.memberships.push_back({"district", {Role::kLeader}});
  caller.memberships.push_back({"sibling", {Role::kClerk}});
  const Filter filter = FilterOf(rule, caller);
  EXPECT_FALSE(filter.all);
  EXPECT_THAT(filter.own, ElementsAre("commune", "district"));
  EXPECT_THAT(filter.issuer, ElementsAre("commune", "district"));
  EXPECT_THAT(filter.above, ElementsAre("district"));
  EXPECT_THAT(filter.lead, IsEmpty());
}

TEST(FilterTest, EverythingForTheOperatorAndNothingForWhoIsNotAdmitted) {
  EXPECT_TRUE(FilterOf(kReturn, {.subject = "operator", .all = true}).all);
  const Filter nothing = FilterOf(kReturn, Member("district", {Role::kAuditor}));
  EXPECT_FALSE(nothing.all);
  EXPECT_THAT(nothing.issuer, IsEmpty());
  EXPECT_THAT(nothing.above, IsEmpty());
}

TEST(NamesTest, RolesHaveTheNamesOfTheContract) {
  for (const Role role : kAllRoles) EXPECT_EQ(RoleOf(NameOf(role)), role);
  EXPECT_EQ(RoleOf("leader"), std::nullopt);
  EXPECT_EQ(RoleOf(""), std::nullopt);
}

}  // namespace
}  // namespace dondoc::access
