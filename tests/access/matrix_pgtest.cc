// Every role × every RPC × every place in the tree, really called; and nobody, systems, services, the operator. What is
// right is read from docs/reference/access.md, which is made of the protos.
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/status/status.h"
#include "common/status/status_matchers.h"
#include "tests/access/access_table.h"
#include "tests/access/country.h"
#include "tests/access/subjects.h"

namespace dondoc::access_test {
namespace {

// A unit that a caller acts for, and what it is to an object.
struct Position {
  std::string name;
  std::string unit_id;
  std::set<std::string> relations;
};

std::vector<Position> PositionsFor(const Country& country, About about) {
  if (about == About::kCountry) {
    return {{"own", country.government, {"OWN"}}, {"below", country.above_issuer, {}}, {"far below", country.own, {}}};
  }
  std::vector<Position> positions = {{"own", country.own, {"OWN"}},
                                     {"above", country.above, {"ABOVE"}},
                                     {"top", country.government, {"ABOVE"}},
                                     {"sibling", country.sibling, {}},
                                     {"below", country.below, {}},
                                     {"issuer", country.issuer, {}},
                                     {"above issuer", country.above_issuer, {}},
                                     {"lead", country.lead, {}},
                                     {"coordinator", country.coordinator, {}},
                                     {"member of a group that helps", country.helper, {}},
                                     {"recipient", country.recipient, {}},
                                     {"stranger", country.stranger, {}}};
  for (Position& position : positions) {
    if (about == About::kNothing) position.relations = {"OWN"};
    if (about == About::kDirective) {
      const std::set<std::string> doing = {country.own, country.lead, country.coordinator, country.helper};
      position.relations.clear();
      if (doing.contains(position.unit_id)) position.relations = {"RECIPIENT"};
      if (position.name == "top") position.relations = {"ABOVE_ISSUER"};
    }
    if (about == About::kUnit || about == About::kNothing) continue;
    if (position.name == "issuer") position.relations = {"ISSUER"};
    if (position.name == "above issuer") position.relations = {"ABOVE_ISSUER"};
    if (position.name == "top" && about != About::kDirective) position.relations = {"ABOVE", "ABOVE_ISSUER"};
    if (about == About::kGiven && position.name == "lead") position.relations = {"LEAD"};
    if (about == About::kGiven && (position.unit_id == country.coordinator || position.unit_id == country.helper))
      position.relations = {"COORDINATOR"};
    if (about == About::kIssued && position.name == "recipient") position.relations = {"RECIPIENT"};
  }
  return positions;
}

std::vector<Subject> AllSubjects() {
  std::vector<Subject> all;
  for (std::vector<Subject> (*some)() :
       {AssignmentSubjects, DirectiveSubjects, IndicatorSubjects, NotificationSubjects, OrganizationSubjects,
        GroupSubjects, IdentitySubjects, SuccessionSubjects, TransferSubjects, TreeSubjects, ClockSubjects,
        AuditSubjects, AccessSubjects}) {
    std::vector<Subject> subjects = some();
    all.insert(all.end(), std::make_move_iterator(subjects.begin()), std::make_move_iterator(subjects.end()));
  }
  return all;
}

// For anyone, or about the caller alone: tried by the tests of identity.
const std::set<std::string> kOfTheCaller = {"GetSigningKeys", "SignIn",         "RefreshSession",
                                            "SignOut",        "GetCaller",      "ListSessions",
                                            "RevokeSession",  "ChangePassword", "ExchangeAssertion"};

using Table = std::map<std::string, TableRow>;

// What a person in a role of a unit is to be answered.
absl::StatusCode Expected(const Table& table, const Subject& subject, const std::string& role,
                          const std::set<std::string>& relations) {
  const TableRow& row = table.at(subject.rpc);
  if (row.audience == "ANYONE" || row.audience == "SIGNED_IN") return absl::StatusCode::kOk;
  if (row.audience != "MEMBER") return absl::StatusCode::kPermissionDenied;
  if (!row.HasGrants() || row.Allows(role, relations)) return absl::StatusCode::kOk;
  if (!row.Names(role)) return absl::StatusCode::kPermissionDenied;
  if (subject.is_list) return absl::StatusCode::kNotFound;
  const bool hidden = !row.hidden_unless.empty() && !table.at(row.hidden_unless).Allows(role, relations);
  return hidden ? absl::StatusCode::kNotFound : absl::StatusCode::kPermissionDenied;
}

// Whether an RPC changes something: its request can be repeated by an id.
bool IsWrite(const std::string& rpc) {
  for (const char* package : {"assignment", "common", "directive", "indicator", "notification", "organization"}) {
    const auto* request = google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
        std::string("dondoc.") + package + ".v1." + rpc + "Request");
    if (request != nullptr) return request->FindFieldByName("request_id") != nullptr;
  }
  ADD_FAILURE() << rpc << " has no request";
  return false;
}

class MatrixTest : public ::testing::Test {
 protected:
  // Calls as `caller` and compares; makes the object anew where the call used it up. Country::believed_ended is of this
  // call alone.
  void Check(const Subject& subject, const access::Caller& caller, absl::StatusCode expected, const std::string& who) {
    Answer(subject, caller, expected, who).IgnoreError();
  }
  // The same; what was answered.
  absl::Status Answer(const Subject& subject, const access::Caller& caller, absl::StatusCode expected,
                      const std::string& who) {
    country().caller = caller;
    const absl::Status status = subject.call(country());
    country().believed_ended.clear();
    ++cells_;
    EXPECT_EQ(absl::StatusCodeToString(status.code()), absl::StatusCodeToString(expected))
        << subject.rpc << " by " << who << ": " << status.message();
    if (status.ok()) subject.prepare(country());
    return status;
  }

  // What is said of a call, by a member of one unit in one role, on the object or on none.
  static common::v1::AccessExplanation Explain(const std::string& rpc, const std::string& object,
                                               const Position& position, access::Role role) {
    common::v1::ExplainAccessRequest request;
    request.set_rpc(rpc);
    request.set_object(object);
    common::v1::UnitRoles& membership = *request.add_memberships();
    membership.set_unit_id(position.unit_id);
    membership.add_roles(static_cast<common::v1::Role>(role));
    auto said = country().Explain(request);
    EXPECT_OK(said) << rpc << " on '" << object << "'";
    return said.value_or(common::v1::AccessExplanation());
  }

  static std::string ObjectOf(const Subject& subject) {
    if (subject.object) return subject.object();
    return subject.about == About::kUnit ? country().own : "";
  }

  static Country& country() {
    static Country& one = *new Country();
    return one;
  }
  const Table table_ = ReadAccessTable();
  int cells_ = 0;
};

TEST_F(MatrixTest, EachRpcOfTheTableIsInTheMatrix) {
  std::set<std::string> built;
  for (const Subject& subject : AllSubjects()) {
    EXPECT_TRUE(built.insert(subject.rpc).second) << subject.rpc << " twice";
    EXPECT_TRUE(table_.contains(subject.rpc)) << subject.rpc << " is not in docs/reference/access.md";
  }
  for (const auto& [rpc, row] : table_) {
    if (kOfTheCaller.contains(rpc)) continue;
    EXPECT_TRUE(built.contains(rpc)) << rpc << " has no builder: add one in tests/access/*_subjects.cc";
  }
}

// And what `access explain` says of each is what happens.
TEST_F(MatrixTest, EveryRoleInEveryPlace) {
  for (const Subject& subject : AllSubjects()) {
    SCOPED_TRACE(subject.rpc);
    subject.prepare(country());
    for (const Position& position : PositionsFor(country(), subject.about)) {
      for (const access::Role role : access::kAllRoles) {
        const std::string name(access::NameOf(role));
        const std::string who = name + " of " + position.name;
        const auto said = Explain(subject.rpc, ObjectOf(subject), position, role);
        const auto said_of_any = Explain(subject.rpc, "", position, role);
        const absl::Status status = Answer(subject, Country::Member(position.unit_id, {role}),
                                           Expected(table_, subject, name, position.relations), who);
        EXPECT_EQ(said.allowed(), status.ok()) << who << ": " << said.why();
        EXPECT_EQ(said.hidden() && !subject.is_list, absl::IsNotFound(status) && !subject.is_list)
            << who << ": " << said.why();
        // Without an object: of a list whether it is answered at all; of what has no object what happens; of the rest
        // whether there may be an object.
        const bool depends = subject.about != About::kNothing && subject.about != About::kCountry;
        const bool answered = subject.is_list ? !absl::IsPermissionDenied(status) : status.ok();
        EXPECT_EQ(said_of_any.allowed(), answered || (depends && table_.at(subject.rpc).Names(name)))
            << who << ": " << said_of_any.why();
        EXPECT_EQ(said_of_any.depends_on_object(), said_of_any.allowed() && depends) << who;
      }
    }
  }
  RecordProperty("cells", cells_);
  std::printf("%d cells\n", cells_);
}

TEST_F(MatrixTest, EachRpcOfTheTableIsExplained) {
  const Position nowhere{"nowhere", country().stranger, {}};
  for (const auto& [rpc, row] : table_) EXPECT_EQ(Explain(rpc, "", nowhere, access::Role::kClerk).rpc(), rpc);
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
  EXPECT_TRUE(Explain("GetUser", "hai.noi", own, access::Role::kAdministrator).allowed());
  EXPECT_FALSE(Explain("DisableUser", "hai.noi", own, access::Role::kAdministrator).allowed());
  EXPECT_TRUE(Explain("DisableUser", user.id(), above, access::Role::kAdministrator).allowed());
}

TEST_F(MatrixTest, NobodyServicesSystemsAndTheOperator) {
  const access::Roles every(access::kAllRoles);
  for (const Subject& subject : AllSubjects()) {
    SCOPED_TRACE(subject.rpc);
    const TableRow& row = table_.at(subject.rpc);
    subject.prepare(country());
    const bool anyone = row.audience == "ANYONE";
    const bool signed_in = anyone || row.audience == "SIGNED_IN";
    const auto ok_if = [](bool allowed) {
      return allowed ? absl::StatusCode::kOk : absl::StatusCode::kPermissionDenied;
    };
    Check(subject, {}, anyone ? absl::StatusCode::kOk : absl::StatusCode::kUnauthenticated, "nobody");
    Check(subject, {.subject = "service:x", .service = true}, ok_if(signed_in || row.audience == "SERVICE"),
          "a service");
    Check(subject, {.subject = "user:1", .user = "lan"}, ok_if(signed_in), "a person of no unit");
    Check(subject, Country::Operator(), absl::StatusCode::kOk, "the operator");
    // A system in the place where most is allowed: with the scope it is as a person, without it nothing.
    for (const Position& position : PositionsFor(country(), subject.about)) {
      access::Caller client = Country::Member(position.unit_id, every);
      client.subject = "client:x";
      client.client = true;
      client.scopes = {"another.read", "another.write"};
      Check(subject, client, ok_if(anyone), "a system without the scope, " + position.name);
      client.scopes.push_back(row.scope);
      bool allowed = signed_in || (row.audience == "MEMBER" && !row.HasGrants());
      for (const auto& [relation, roles] : row.roles_by_relation) {
        allowed = allowed || position.relations.contains(relation);
      }
      if (row.scope.empty()) {
        Check(subject, client, ok_if(anyone), "a system, " + position.name);
      } else if (allowed) {
        Check(subject, client, absl::StatusCode::kOk, "a system with the scope, " + position.name);
      }
    }
  }
  std::printf("%d cells\n", cells_);
}

// From the day on which a unit has ended its people read what they might read, and do nothing for it any more; nor does
// a system, nor the operator in its name.
TEST_F(MatrixTest, WhoseUnitHasEndedReadsAndWritesNothing) {
  for (const Subject& subject : AllSubjects()) {
    if (table_.at(subject.rpc).audience != "MEMBER") continue;
    SCOPED_TRACE(subject.rpc);
    const bool write = IsWrite(subject.rpc);
    subject.prepare(country());
    for (const Position& position : PositionsFor(country(), subject.about)) {
      for (const access::Role role : access::kAllRoles) {
        const std::string name(access::NameOf(role));
        if (Expected(table_, subject, name, position.relations) != absl::StatusCode::kOk) continue;
        country().believed_ended = position.unit_id;
        Check(subject, Country::Member(position.unit_id, {role}),
              write ? absl::StatusCode::kPermissionDenied : absl::StatusCode::kOk,
              name + " of " + position.name + ", which has ended");
      }
    }
  }
  std::printf("%d cells\n", cells_);
}

// A repeated request is asked as well, and then answered as before: an operation that looks for its kept answer first
// would have asked nobody. (Where the second call is another request it is refused as such.)
TEST_F(MatrixTest, ARepeatedRequestIsAskedAgain) {
  for (const Subject& subject : AllSubjects()) {
    subject.prepare(country());
    country().caller = Country::Operator();
    const std::string id = country().ids.NewId();
    for (int time = 0; time < 2; ++time) {
      country().repeated_id = id;
      const absl::Status status = subject.call(country());
      country().repeated_id.clear();
      EXPECT_TRUE(status.ok() || Reason(status) == "REQUEST_ID_REUSED") << subject.rpc << ": " << status;
    }
  }
}

// Every act that succeeds is in the audit once, with its method; reading is no act.
TEST_F(MatrixTest, EveryWriteLeavesARecordAndNoReadDoes) {
  for (const Subject& subject : AllSubjects()) {
    SCOPED_TRACE(subject.rpc);
    if (subject.rpc == "SetClock") continue;  // of development; no database knows of it
    subject.prepare(country());
    country().caller = Country::Operator();
    const std::int64_t before = country().Recorded();
    const std::int64_t of_this = country().Recorded(subject.rpc);
    ASSERT_OK(subject.call(country()));
    if (IsWrite(subject.rpc)) {
      EXPECT_EQ(country().Recorded(subject.rpc), of_this + 1) << "left no record: see docs/howto/record-an-act.md";
    } else {
      EXPECT_EQ(country().Recorded(), before);
    }
  }
}

// What is said of a case is what happens in it: who may, who may not, and who may not even know.
TEST_F(MatrixTest, TheExplanationIsWhatHappens) {
  const std::string id = country().NewAssignment(country().own, country().issuer);
  for (const Position& position : PositionsFor(country(), About::kGiven)) {
    for (const access::Role role : access::kAllRoles) {
      for (const char* rpc : {"GetAssignment", "CompleteAssignment"}) {
        common::v1::ExplainAccessRequest request;
        request.set_rpc(rpc);
        request.set_object(id);
        common::v1::UnitRoles& membership = *request.add_memberships();
        membership.set_unit_id(position.unit_id);
        membership.add_roles(static_cast<common::v1::Role>(role));
        const auto said = country().Must<common::v1::AccessExplanation>(
            *country().access, &common::v1::AccessService::Stub::ExplainAccess, request);
        const absl::StatusCode expected =
            Expected(table_, {.rpc = rpc}, std::string(access::NameOf(role)), position.relations);
        EXPECT_EQ(said.allowed(), expected == absl::StatusCode::kOk)
            << rpc << " " << position.name << ": " << said.why();
        EXPECT_EQ(said.hidden(), expected == absl::StatusCode::kNotFound) << rpc << " " << position.name;
        // Of a group that helps, who asks; not each of its members.
        EXPECT_EQ(said.parties_size(), position.unit_id == country().helper ? 5 : 4)
            << "unit, issuer, lead, coordinator";
      }
    }
  }
}

// Two provinces became one. What an office of an ended district had is for those who are above its place now: it is on
// their list, they see it and they decide who takes it over; whoever is above the unit that is to have it does not.
TEST_F(MatrixTest, WhatAnEndedBodyHadIsForThoseAboveItsPlace) {
  Country merged;
  merged.MergeProvinces();
  const std::vector<Position> positions = {{"the new province", merged.begun[0], {"ABOVE"}},
                                           {"top", merged.government, {"ABOVE", "ABOVE_ISSUER"}},
                                           {"a commune of the new province", merged.begun[1], {}},
                                           {"the old province", merged.ended[0], {}},
                                           {"the old district", merged.ended[1], {}},
                                           {"issuer", merged.issuer, {"ISSUER"}},
                                           {"above issuer", merged.above_issuer, {"ABOVE_ISSUER"}},
                                           {"above the one that is to have it", merged.stranger, {}},
                                           {"stranger", merged.sibling, {}}};
  using assignment::v1::AssignmentService;
  std::string id = merged.NewAssignment(merged.ended_office, merged.issuer);
  const auto get = [&](Country& country) {
    assignment::v1::GetAssignmentRequest request;
    request.set_assignment_id(id);
    return country
        .Call<assignment::v1::Assignment>(*country.assignments, &AssignmentService::Stub::GetAssignment, request)
        .status();
  };
  const auto list = [&](Country& country) -> absl::Status {
    assignment::v1::ListSuccessionConflictsRequest request;
    request.set_page_size(1000);
    const auto page = country.Call<assignment::v1::ListSuccessionConflictsResponse>(
        *country.assignments, &AssignmentService::Stub::ListSuccessionConflicts, request);
    if (!page.ok()) return page.status();
    for (const auto& conflict : page->conflicts()) {
      if (conflict.assignment().assignment_id() == id) return absl::OkStatus();
    }
    return NotShown();
  };
  const auto transfer = [&](Country& country) {
    assignment::v1::TransferAssignmentRequest request;
    request.set_request_id(country.NewId());
    request.set_assignment_id(id);
    request.set_to_unit_id(country.helper);
    request.set_reason("Gần hơn");
    return country
        .Call<assignment::v1::Assignment>(*country.assignments, &AssignmentService::Stub::TransferAssignment, request)
        .status();
  };
  const std::vector<Subject> subjects = {
      {.rpc = "GetAssignment", .call = get},
      {.rpc = "ListSuccessionConflicts", .is_list = true, .call = list},
      {.rpc = "TransferAssignment", .call = transfer},
  };
  for (const Position& position : positions) {
    for (const access::Role role : access::kAllRoles) {
      const std::string name(access::NameOf(role));
      for (const Subject& subject : subjects) {
        // Nobody writes for what has ended itself, whatever it might see.
        const bool silent =
            IsWrite(subject.rpc) && std::count(merged.ended.begin(), merged.ended.end(), position.unit_id);
        const absl::StatusCode expected =
            silent ? absl::StatusCode::kPermissionDenied : Expected(table_, subject, name, position.relations);
        merged.caller = Country::Member(position.unit_id, {role});
        if (!subject.is_list) {
          common::v1::ExplainAccessRequest request;
          request.set_rpc(subject.rpc);
          request.set_object(id);
          common::v1::UnitRoles& membership = *request.add_memberships();
          membership.set_unit_id(position.unit_id);
          membership.add_roles(static_cast<common::v1::Role>(role));
          const auto said = merged.Must<common::v1::AccessExplanation>(
              *merged.access, &common::v1::AccessService::Stub::ExplainAccess, request);
          EXPECT_EQ(said.allowed(), expected == absl::StatusCode::kOk) << subject.rpc << " by " << position.name;
        }
        const absl::Status status = subject.call(merged);
        EXPECT_EQ(absl::StatusCodeToString(status.code()), absl::StatusCodeToString(expected))
            << subject.rpc << " by " << name << " of " << position.name << ": " << status.message();
        if (status.ok() && subject.rpc == "TransferAssignment") {
          id = merged.NewAssignment(merged.ended_office, merged.issuer);
        }
      }
    }
  }
}

TEST_F(MatrixTest, TheExplanationSaysThatTheUnitHasEnded) {
  common::v1::ExplainAccessRequest request;
  request.set_object(country().NewAssignment(country().own, country().issuer));
  common::v1::UnitRoles& membership = *request.add_memberships();
  membership.set_unit_id(country().own);
  membership.add_roles(common::v1::OFFICER);
  country().believed_ended = country().own;
  const auto explain = [&](const char* rpc) {
    request.set_rpc(rpc);
    return country().Must<common::v1::AccessExplanation>(*country().access,
                                                         &common::v1::AccessService::Stub::ExplainAccess, request);
  };
  EXPECT_TRUE(explain("GetAssignment").allowed());
  const common::v1::AccessExplanation refused = explain("AcceptAssignment");
  country().believed_ended.clear();
  EXPECT_FALSE(refused.allowed());
  EXPECT_FALSE(refused.hidden());
  EXPECT_THAT(refused.why(), ::testing::HasSubstr("OFFICER of unit " + country().own + " (which has ended)"));
}

// What is written is written for one unit: whoever is in several says which.
TEST_F(MatrixTest, WhoIsInSeveralUnitsSaysForWhichOneHeWrites) {
  const access::Roles every(access::kAllRoles);
  for (const Subject& subject : AllSubjects()) {
    const TableRow& row = table_.at(subject.rpc);
    if (row.audience != "MEMBER" || (row.scope.empty() && subject.rpc != "SetRule") || row.scope.ends_with(".read"))
      continue;
    subject.prepare(country());
    access::Caller caller{.subject = "user:1", .user = "lan"};
    caller.memberships = {{country().own, every}, {country().issuer, every}};
    country().caller = caller;
    EXPECT_THAT(subject.call(country()), testing::HasReason(absl::StatusCode::kInvalidArgument, "UNIT_NOT_SAID"))
        << subject.rpc;
  }
}

}  // namespace
}  // namespace dondoc::access_test
