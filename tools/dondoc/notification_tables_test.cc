#include "tools/dondoc/notification_tables.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::cli {
namespace {

using namespace notification::v1;  // NOLINT(google-build-using-namespace)
using ::testing::HasSubstr;

TEST(NotificationTablesTest, StepsAreSaidInWords) {
  ListRemindersResponse response;
  const auto add = [](Reminder* reminder, int step, Reminder::State state) {
    reminder->set_step(step);
    reminder->set_state(state);
    reminder->set_nominal_on("2026-12-07");
    reminder->set_covers(1);
    return reminder;
  };
  add(response.add_reminders(), -7, Reminder::SUPPRESSED)->set_suppressed_because("DEADLINE_PASSED");
  add(response.add_reminders(), 0, Reminder::MADE)->set_late(true);
  add(response.add_reminders(), 1, Reminder::MADE)->set_covers(3);
  add(response.add_planned(), 10, Reminder::PLANNED);
  const std::string text = RemindersTable(response).Text();
  EXPECT_THAT(text, HasSubstr("7 days before  SUPPRESSED  DEADLINE_PASSED"));
  EXPECT_THAT(text, HasSubstr("on the day     MADE        late"));
  EXPECT_THAT(text, HasSubstr("1 day after    MADE        stands for 3"));
  EXPECT_THAT(text, HasSubstr("10 days after  PLANNED"));
}

TEST(NotificationTablesTest, RulesAndMessages) {
  ListRulesResponse rules;
  ReminderRule& rule = *rules.add_rules();
  rule.add_before_days(7);
  rule.add_before_days(3);
  rule.set_time_of_day("07:30");
  const std::string text = RulesTable(rules.rules()).Text();
  EXPECT_THAT(text, HasSubstr("default"));
  EXPECT_THAT(text, HasSubstr("7,3"));
  ListInboxResponse inbox;
  InboxMessage& message = *inbox.add_messages();
  message.set_kind(URGE);
  message.set_grade(RED);
  message.set_subject("Đôn đốc");
  EXPECT_THAT(InboxTable(inbox.messages()).Text(), HasSubstr("unread  URGE RED  Đôn đốc"));
}

}  // namespace
}  // namespace dondoc::cli
