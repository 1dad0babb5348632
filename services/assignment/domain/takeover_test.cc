#include "services/assignment/domain/takeover.h"

#include <vector>

#include "common/status/status_matchers.h"
#include "gtest/gtest.h"

namespace dondoc::assignment {
namespace {

using ::dondoc::testing::HasReason;

constexpr State kA = State::kAssigned, kC = State::kAccepted, kR = State::kReturned, kP = State::kInProgress,
                kD = State::kReported, kF = State::kRefused, kDone = State::kCompleted;

Day D(std::string_view text) { return ParseDay(text).value(); }

Share Of(State state, const std::string& unit_name = "UBND xã A") {
  Share share{.assignment = {}, .unit_name = unit_name};
  share.assignment.id = "id of " + unit_name;
  share.assignment.unit_id = unit_name;
  share.assignment.state = state;
  share.assignment.due_on = D("2026-12-14");
  return share;
}

TEST(TakeOver, TheLeastAdvancedStateRemains) {
  struct Case {
    std::vector<State> shares;
    std::optional<State> own;
    State expected;
  };
  const std::vector<Case> cases = {
      {{kA}, {}, kA},
      {{kC}, {}, kC},
      {{kR}, {}, kR},
      {{kP}, {}, kP},
      {{kD}, {}, kD},
      {{kF}, {}, kF},
      {{kD, kD}, {}, kD},
      {{kD, kP}, {}, kP},
      {{kP, kR}, {}, kR},
      {{kR, kC}, {}, kC},
      {{kC, kA, kD}, {}, kA},
      {{kF, kF}, {}, kF},
      {{kF, kD}, {}, kA},
      {{kD}, kP, kP},
      {{kP}, kDone, kP},
      {{kD}, kDone, kD},
      {{kF}, kDone, kA},
      {{kP}, State::kCancelled, kP},
      {{kD}, State::kTransferred, kD},
      {{kF}, State::kTransferred, kF},
  };
  for (const Case& given : cases) {
    std::vector<Share> shares;
    std::string name;
    for (const State state : given.shares) {
      name += std::string(NameOf(state)) + " ";
      shares.push_back(Of(state));
    }
    SCOPED_TRACE(name + (given.own ? std::string(NameOf(*given.own)) : "-"));
    const std::optional<Share> own = given.own ? std::optional(Of(*given.own, "UBND xã B")) : std::nullopt;
    EXPECT_EQ(TakeOver(shares, own).state, given.expected);
  }
}

TEST(TakeOver, OneShareAloneKeepsItsWords) {
  Share share = Of(kR);
  share.assignment.report_text = "đã làm xong";
  share.assignment.evidence_note = "12/BC-UBND";
  share.assignment.reason = "thiếu biểu 2";
  share.assignment.returns = 2;
  share.assignment.reported_on = D("2026-11-30");
  share.assignment.version = 7;
  const Assignment after = TakeOver(std::vector{share}, std::nullopt);
  EXPECT_EQ(after.report_text, "đã làm xong");
  EXPECT_EQ(after.evidence_note, "12/BC-UBND");
  EXPECT_EQ(after.reason, "thiếu biểu 2");
  EXPECT_EQ(after.returns, 2);
  EXPECT_EQ(after.reported_on, D("2026-11-30"));
  EXPECT_EQ(after.due_on, D("2026-12-14"));
  EXPECT_EQ(after.version, 1);
}

TEST(TakeOver, SeveralSharesKeepTheirWordsBelowTheNamesOfTheirUnits) {
  std::vector<Share> shares = {Of(kD, "UBND xã C"), Of(kD, "UBND xã A"), Of(kD, "UBND xã B")};
  shares[0].assignment.report_text = "xong phần C";
  shares[0].assignment.reported_on = D("2026-12-02");
  shares[1].assignment.report_text = "xong phần A";
  shares[1].assignment.reported_on = D("2026-12-05");
  shares[1].assignment.returns = 1;
  shares[2].assignment.due_on = D("2026-12-10");
  const Assignment after = TakeOver(shares, std::nullopt);
  EXPECT_EQ(after.report_text, "UBND xã A:\nxong phần A\n\nUBND xã C:\nxong phần C");
  EXPECT_EQ(after.reported_on, D("2026-12-05"));
  EXPECT_EQ(after.returns, 1);
  EXPECT_EQ(after.due_on, D("2026-12-10"));
  EXPECT_EQ(after.evidence_note, "");
}

TEST(TakeOver, WhatTheUnitHadDoneForItsOwnAreaIsOpenAgain) {
  Share own = Of(kDone, "UBND xã B");
  own.assignment.completed_on = D("2026-12-01");
  own.assignment.done_in_time = true;
  own.assignment.report_text = "xong";
  own.assignment.version = 4;
  const Assignment after = TakeOver(std::vector{Of(kC)}, own);
  EXPECT_EQ(after.state, kC);
  EXPECT_EQ(after.id, own.assignment.id);
  EXPECT_EQ(after.completed_on, std::nullopt);
  EXPECT_EQ(after.done_in_time, std::nullopt);
  EXPECT_EQ(after.version, 5);
  EXPECT_EQ(after.report_text, "UBND xã B:\nxong");
}

TEST(TakeOver, NoDeadlineStaysNone) {
  Share share = Of(kA);
  share.assignment.due_on.reset();
  EXPECT_EQ(TakeOver(std::vector{share, share}, std::nullopt).due_on, std::nullopt);
}

TEST(CheckTransfer, NeedsAReasonAnotherUnitAndAnOpenAssignment) {
  for (const State state : kAllStates) {
    SCOPED_TRACE(std::string(NameOf(state)));
    const absl::Status status = CheckTransfer(Of(state).assignment, "other", "sáp nhập");
    if (IsOpen(state)) {
      EXPECT_OK(status);
    } else {
      EXPECT_THAT(status, HasReason(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
    }
  }
  const Assignment given = Of(kA).assignment;
  EXPECT_THAT(CheckTransfer(given, "other", ""), HasReason(absl::StatusCode::kInvalidArgument, "REASON_REQUIRED"));
  EXPECT_THAT(CheckTransfer(given, given.unit_id, "sáp nhập"),
              HasReason(absl::StatusCode::kInvalidArgument, "SAME_UNIT"));
}

}  // namespace
}  // namespace dondoc::assignment
