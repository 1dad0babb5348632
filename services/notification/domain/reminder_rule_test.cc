#include "services/notification/domain/reminder_rule.h"

#include <string>

#include "common/status/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::notification {
namespace {

using ::dondoc::testing::HasReason;

const ReminderRule kGood{.before_days = {7, 3, 1}, .on_day = true, .after_days = {1, 3}, .repeat_days = 7};

TEST(ReminderRuleTest, TheUsualRuleIsValid) { EXPECT_OK(Validate(kGood)); }

TEST(ReminderRuleTest, SaysWhichFieldMakesNoSense) {
  struct Case {
    std::string field;
    void (*spoil)(ReminderRule&);
  };
  const Case cases[] = {
      {"rule.before_days", [](ReminderRule& rule) { rule.before_days = {0}; }},
      {"rule.before_days", [](ReminderRule& rule) { rule.before_days = {366}; }},
      {"rule.before_days",
       [](ReminderRule& rule) {
         rule.before_days = {3, 3};
       }},
      {"rule.after_days", [](ReminderRule& rule) { rule.after_days = {-1}; }},
      {"rule.after_days", [](ReminderRule& rule) { rule.after_days.assign(21, 1); }},
      {"rule.repeat_days", [](ReminderRule& rule) { rule.repeat_days = -1; }},
      {"rule.repeat_days", [](ReminderRule& rule) { rule.repeat_days = 366; }},
      {"rule.catch_up_days", [](ReminderRule& rule) { rule.catch_up_days = 31; }},
      {"rule.time_of_day", [](ReminderRule& rule) { rule.time_of_day = std::chrono::hours(24); }},
      {"rule.time_of_day", [](ReminderRule& rule) { rule.time_of_day = std::chrono::minutes(-1); }},
      {"rule", [](ReminderRule& rule) { rule = ReminderRule{}; }},
  };
  for (const Case& wrong : cases) {
    ReminderRule rule = kGood;
    wrong.spoil(rule);
    const absl::Status status = Validate(rule);
    EXPECT_THAT(status, HasReason(absl::StatusCode::kInvalidArgument, "INVALID_RULE"));
    EXPECT_EQ(Metadata(status)["field"], wrong.field);
  }
}

}  // namespace
}  // namespace dondoc::notification
