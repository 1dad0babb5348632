#include "services/notification/storage/message_storage.h"

#include "common/status/status.h"
#include "services/notification/storage/sql.h"

namespace dondoc::notification {
namespace {

std::optional<std::string> GradeColumn(Grade grade) {
  if (grade == Grade::kNone) return std::nullopt;
  return std::string(NameOf(grade));
}

Grade DecodeGrade(const std::optional<std::string>& grade) {
  if (grade == "BLUE") return Grade::kBlue;
  if (grade == "ORANGE") return Grade::kOrange;
  return grade == "RED" ? Grade::kRed : Grade::kNone;
}

Fate DecodeFate(const std::optional<std::string>& reason) {
  if (reason == SuppressionReason(Fate::kDeadlinePassed)) return Fate::kDeadlinePassed;
  return reason == SuppressionReason(Fate::kTooLate) ? Fate::kTooLate : Fate::kMade;
}

InboxMessage DecodeMessage(const pg::Row& row) {
  InboxMessage message;
  message.message_id = row.Get<std::string>("message_id");
  message.unit_id = row.Get<std::string>("unit_id");
  message.grade = DecodeGrade(row.Get<std::optional<std::string>>("grade"));
  message.text = {row.Get<std::string>("subject"), row.Get<std::string>("body")};
  message.assignment_id = row.Get<std::optional<std::string>>("assignment_id");
  message.directive_id = row.Get<std::string>("directive_id");
  message.from_unit_id = row.Get<std::optional<std::string>>("from_unit_id");
  message.nominal_on = row.Get<Day>("nominal_on");
  message.late = row.Get<bool>("late");
  message.made_at = row.Get<TimePoint>("made_at");
  message.read_at = row.Get<std::optional<TimePoint>>("read_at");
  return message;
}

}  // namespace

absl::Status InsertMessages(pg::Transaction& tx, const std::vector<InboxMessage>& messages, TimePoint made_at) {
  std::vector<std::string> ids, units, kinds, subjects, bodies, directives;
  std::vector<std::optional<std::string>> grades, assignments, senders;
  std::vector<Day> nominal_on;
  std::vector<bool> late;
  for (const InboxMessage& message : messages) {
    ids.push_back(message.message_id);
    units.push_back(message.unit_id);
    kinds.emplace_back(message.grade == Grade::kNone ? "REMINDER" : "URGE");
    grades.push_back(GradeColumn(message.grade));
    subjects.push_back(message.text.subject);
    bodies.push_back(message.text.body);
    assignments.push_back(message.assignment_id);
    directives.push_back(message.directive_id);
    senders.push_back(message.from_unit_id);
    nominal_on.push_back(message.nominal_on);
    late.push_back(message.late);
  }
  return tx
      .Execute(sql::kInsertMessages, ids, units, kinds, grades, subjects, bodies, assignments, directives, senders,
               nominal_on, late, made_at)
      .status();
}

absl::StatusOr<std::optional<InboxMessage>> FindMessage(pg::Transaction& tx, std::string_view message_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindMessage, message_id));
  if (rows.empty()) return std::optional<InboxMessage>();
  return std::optional(DecodeMessage(rows[0]));
}

absl::StatusOr<std::vector<InboxMessage>> ListInbox(pg::Transaction& tx, std::string_view unit_id, bool unread_only,
                                                    const std::optional<InboxKey>& after, int limit) {
  std::optional<TimePoint> made_at;
  std::optional<Day> nominal_on;
  std::optional<std::string> message_id;
  if (after.has_value()) {
    made_at = after->made_at;
    nominal_on = after->nominal_on;
    message_id = after->message_id;
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kListInbox, unit_id, unread_only, made_at, nominal_on, message_id, limit));
  std::vector<InboxMessage> messages;
  for (const pg::Row row : rows) messages.push_back(DecodeMessage(row));
  return messages;
}

absl::StatusOr<std::int64_t> CountMessages(pg::Transaction& tx, std::string_view unit_id,
                                           const std::vector<std::string>& message_ids) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kCountMessages, unit_id, message_ids));
  return rows[0].Get<std::int64_t>("messages");
}

absl::StatusOr<std::int64_t> MarkRead(pg::Transaction& tx, std::string_view unit_id,
                                      const std::vector<std::string>& message_ids, TimePoint now) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kMarkRead, unit_id, message_ids, now));
  return rows.affected();
}

absl::StatusOr<std::set<std::string>> InsertReminders(pg::Transaction& tx, const std::vector<RecordedStep>& steps,
                                                      TimePoint made_at) {
  std::vector<std::string> assignments, units;
  std::vector<int> step, covers;
  std::vector<Day> nominal_on;
  std::vector<std::optional<std::string>> reasons, messages;
  std::vector<bool> late;
  for (const RecordedStep& recorded : steps) {
    const Occurrence& occurrence = recorded.occurrence;
    assignments.push_back(recorded.assignment_id);
    step.push_back(occurrence.step);
    nominal_on.push_back(occurrence.nominal_on);
    units.push_back(recorded.unit_id);
    reasons.push_back(occurrence.fate == Fate::kMade ? std::nullopt
                                                     : std::optional(std::string(SuppressionReason(occurrence.fate))));
    late.push_back(occurrence.late);
    covers.push_back(occurrence.covers);
    messages.push_back(recorded.message_id);
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kInsertReminders, assignments, step, nominal_on, units,
                                                            reasons, late, covers, messages, made_at));
  std::set<std::string> made;
  for (const pg::Row row : rows) {
    if (auto id = row.Get<std::optional<std::string>>("message_id"); id.has_value()) made.insert(*std::move(id));
  }
  return made;
}

absl::StatusOr<std::vector<RecordedStep>> ListReminders(pg::Transaction& tx, const std::optional<std::string>& unit_id,
                                                        const std::optional<std::string>& assignment_id,
                                                        const std::optional<ReminderKey>& after, int limit) {
  std::optional<Day> nominal_on;
  std::optional<std::string> after_assignment;
  std::optional<int> after_step;
  if (after.has_value()) {
    nominal_on = after->nominal_on;
    after_assignment = after->assignment_id;
    after_step = after->step;
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListReminders, unit_id, assignment_id, nominal_on,
                                                            after_assignment, after_step, limit));
  std::vector<RecordedStep> steps;
  for (const pg::Row row : rows) {
    steps.push_back({.assignment_id = row.Get<std::string>("assignment_id"),
                     .unit_id = row.Get<std::string>("unit_id"),
                     .occurrence = {.step = row.Get<std::int32_t>("step"),
                                    .nominal_on = row.Get<Day>("nominal_on"),
                                    .fate = DecodeFate(row.Get<std::optional<std::string>>("reason")),
                                    .late = row.Get<bool>("late"),
                                    .covers = row.Get<std::int32_t>("covers")},
                     .message_id = row.Get<std::optional<std::string>>("message_id"),
                     .made_at = row.Get<TimePoint>("made_at")});
  }
  return steps;
}

}  // namespace dondoc::notification
