#include "services/directive/domain/discard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/status/status_matchers.h"
#include "services/directive/domain/testing_directive.h"

namespace dondoc::directive {
namespace {

using dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::Plan;
constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;

const Discarding kByLan{*ParseTime("2025-03-01T02:00:00.000000Z"), testing::kOffice, "lan", "bản quét mờ"};

TEST(DiscardTest, ADraftIsTakenAwayAndBroughtBackAsItWas) {
  Directive plan = Plan();
  ASSERT_OK_AND_ASSIGN(const auto discarded, Discard(plan, kByLan));
  EXPECT_EQ(plan.state, State::kDiscarded);
  EXPECT_EQ(plan.discarded, kByLan);
  EXPECT_EQ(plan.number, Plan().number);
  EXPECT_EQ(plan.tasks, Plan().tasks);
  EXPECT_THAT(discarded,
              ElementsAre(Change{"state", "DRAFT", "DISCARDED"}, Change{"discard_reason", "", "bản quét mờ"}));
  ASSERT_OK_AND_ASSIGN(const auto restored, Restore(plan));
  EXPECT_EQ(plan.state, State::kDraft);
  EXPECT_EQ(plan.discarded, std::nullopt);
  EXPECT_EQ(plan.tasks, Plan().tasks);
  EXPECT_THAT(restored,
              ElementsAre(Change{"state", "DISCARDED", "DRAFT"}, Change{"discard_reason", "bản quét mờ", ""}));
}

TEST(DiscardTest, AReasonMayBeMissing) {
  Directive plan = Plan();
  EXPECT_THAT(*Discard(plan, {.at = kByLan.at, .unit_id = "", .user = "lan", .reason = ""}),
              ElementsAre(Change{"state", "DRAFT", "DISCARDED"}));
  EXPECT_THAT(*Restore(plan), ElementsAre(Change{"state", "DISCARDED", "DRAFT"}));
}

TEST(DiscardTest, WhatIsPossibleInEachState) {
  const struct {
    State state;
    const char* change;   // the reason of the refusal, "" for none
    const char* restore;  // likewise
  } cases[] = {{State::kDraft, "", "NOT_DISCARDED"},
               {State::kIssued, "DIRECTIVE_ISSUED", "NOT_DISCARDED"},
               {State::kDiscarded, "DIRECTIVE_DISCARDED", ""}};
  for (const auto& c : cases) {
    Directive plan = Plan();
    plan.state = c.state;
    const absl::Status check = CheckDraft(plan);
    EXPECT_EQ(Reason(check), c.change);
    EXPECT_EQ(Reason(Discard(plan, kByLan).status()), c.change);
    plan.state = c.state;
    EXPECT_EQ(Reason(Restore(plan).status()), c.restore);
    if (!check.ok()) {
      EXPECT_THAT(check, HasReason(kPrecondition, c.change));
      EXPECT_EQ(Metadata(check)["field"], "state");
      EXPECT_THAT(std::string(check.message()), HasSubstr("12/KH-UBND"));
    }
  }
}

TEST(DiscardTest, AnErrorChangesNothingAndNamesWhatHasNoNumber) {
  Directive plan = Plan();
  plan.state = State::kIssued;
  plan.number.clear();
  const auto refused = Discard(plan, kByLan);
  ASSERT_THAT(refused, HasReason(kPrecondition, "DIRECTIVE_ISSUED"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr(plan.id));
  EXPECT_EQ(plan.state, State::kIssued);
  EXPECT_EQ(plan.discarded, std::nullopt);
}

}  // namespace
}  // namespace dondoc::directive
