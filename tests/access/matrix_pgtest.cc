// Every role × every RPC × every place in the tree, really called; and nobody, systems, services, the operator. What is
// right is read from docs/reference/access.md, which is made of the protos.
#include "tests/access/matrix.h"

#include <gmock/gmock.h>

#include <cstdio>

#include "common/status/status.h"
#include "common/status/status_matchers.h"

namespace dondoc::access_test {
namespace {

// Of persons' sessions and passwords: persons_pgtest.cc, and the tests of identity.
const std::set<std::string> kOfPersons = {
    "SignIn", "RefreshSession", "SignOut", "ListSessions", "RevokeSession", "ChangePassword", "CreateOwnSignInCode"};

std::string ObjectOf(const Subject& subject, const Country& country) {
  if (subject.object) return subject.object();
  return subject.about == About::kUnit ? country.own : "";
}

TEST_F(MatrixTest, EachRpcOfTheTableIsInTheMatrix) {
  std::set<std::string> built;
  for (const Subject& subject : AllSubjects()) {
    EXPECT_TRUE(built.insert(subject.rpc).second) << subject.rpc << " twice";
    EXPECT_TRUE(table_.contains(subject.rpc)) << subject.rpc << " is not in docs/reference/access.md";
  }
  for (const auto& [rpc, row] : table_) {
    if (kOfPersons.contains(rpc)) continue;
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
        const auto said = Explain(country(), subject.rpc, ObjectOf(subject, country()), position, role);
        const auto said_of_any = Explain(country(), subject.rpc, "", position, role);
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

}  // namespace
}  // namespace dondoc::access_test
