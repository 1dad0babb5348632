// What people of a unit that has ended may still do, and for whom it is what such a unit had.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdio>

#include "tests/access/matrix.h"

namespace dondoc::access_test {
namespace {

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
          const auto said = Explain(merged, subject.rpc, id, position, role);
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
  const std::string id = country().NewAssignment(country().own, country().issuer);
  const Position own{"own", country().own, {}};
  country().believed_ended = country().own;
  EXPECT_TRUE(Explain(country(), "GetAssignment", id, own, access::Role::kOfficer).allowed());
  const auto refused = Explain(country(), "AcceptAssignment", id, own, access::Role::kOfficer);
  country().believed_ended.clear();
  EXPECT_FALSE(refused.allowed());
  EXPECT_FALSE(refused.hidden());
  EXPECT_THAT(refused.why(), ::testing::HasSubstr("OFFICER of Ủy ban nhân dân xã Đông A (91101) (which has ended)"));
}

}  // namespace
}  // namespace dondoc::access_test
