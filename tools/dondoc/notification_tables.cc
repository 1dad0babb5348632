#include "tools/dondoc/notification_tables.h"

#include <fmt/core.h>

#include "tools/dondoc/cli_support.h"

namespace dondoc::cli {
namespace {

using notification::v1::Delivery;
using notification::v1::InboxMessage;
using notification::v1::Reminder;
using notification::v1::ReminderRule;

std::string StepText(int step) {
  if (step == 0) return "on the day";
  const int days = step < 0 ? -step : step;
  return fmt::format("{} day{} {}", days, days == 1 ? "" : "s", step < 0 ? "before" : "after");
}

void AddReminder(Table& table, const Reminder& reminder) {
  std::string note = reminder.suppressed_because();
  if (reminder.late() && reminder.state() == Reminder::MADE) note = "late";
  if (reminder.covers() > 1) note += fmt::format("{}stands for {}", note.empty() ? "" : ", ", reminder.covers());
  table.Add({reminder.nominal_on(), StepText(reminder.step()), Reminder::State_Name(reminder.state()), note,
             reminder.has_made_time() ? LocalTime(reminder.made_time()) : "", reminder.assignment_id()});
}

std::string DaysText(const google::protobuf::RepeatedField<std::int32_t>& days) {
  std::string text;
  for (const int day : days) text += (text.empty() ? "" : ",") + std::to_string(day);
  return text.empty() ? "-" : text;
}

}  // namespace

Table InboxTable(const google::protobuf::RepeatedPtrField<InboxMessage>& messages) {
  Table table({"MADE", "READ", "KIND", "SUBJECT", "ID"});
  for (const InboxMessage& message : messages) {
    std::string kind = notification::v1::MessageKind_Name(message.kind());
    if (message.grade() != notification::v1::GRADE_UNSPECIFIED)
      kind += " " + notification::v1::Grade_Name(message.grade());
    if (message.late()) kind += " (late)";
    table.Add({LocalTime(message.made_time()), message.has_read_time() ? "read" : "unread", kind, message.subject(),
               message.message_id()});
  }
  return table;
}

std::string MessageText(const InboxMessage& message) {
  return fmt::format("{}\n{}\n\n{}", LocalTime(message.made_time()), message.subject(), message.body());
}

Table RemindersTable(const notification::v1::ListRemindersResponse& response) {
  Table table({"DAY", "STEP", "STATE", "NOTE", "MADE", "ASSIGNMENT"});
  for (const Reminder& reminder : response.reminders()) AddReminder(table, reminder);
  for (const Reminder& reminder : response.planned()) AddReminder(table, reminder);
  return table;
}

Table RulesTable(const google::protobuf::RepeatedPtrField<ReminderRule>& rules) {
  Table table({"ISSUER", "BEFORE", "ON THE DAY", "AFTER", "THEN EVERY", "AT", "CATCH-UP", "ETAG"});
  for (const ReminderRule& rule : rules) {
    table.Add({rule.issuer_unit_id().empty() ? "default" : rule.issuer_unit_id(), DaysText(rule.before_days()),
               rule.on_day() ? "yes" : "no", DaysText(rule.after_days()),
               rule.repeat_days() == 0 ? "-" : fmt::format("{} days", rule.repeat_days()), rule.time_of_day(),
               fmt::format("{} days", rule.catch_up_days()), rule.etag()});
  }
  return table;
}

Table DeliveriesTable(const google::protobuf::RepeatedPtrField<Delivery>& deliveries) {
  Table table({"MADE", "STATE", "TRIES", "ADDRESS", "SUBJECT", "LAST ANSWER", "NEXT TRY", "ID"});
  for (const Delivery& delivery : deliveries) {
    table.Add({LocalTime(delivery.made_time()), Delivery::State_Name(delivery.state()),
               std::to_string(delivery.attempts()), delivery.address(), delivery.subject(), delivery.last_answer(),
               delivery.has_next_attempt_time() ? LocalTime(delivery.next_attempt_time()) : "",
               delivery.delivery_id()});
  }
  return table;
}

}  // namespace dondoc::cli
