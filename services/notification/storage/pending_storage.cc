#include "services/notification/storage/pending_storage.h"

#include "common/status/status.h"
#include "services/notification/storage/sql.h"

namespace dondoc::notification {
namespace {

PendingAssignment DecodePending(const pg::Row& row) {
  PendingAssignment assignment;
  assignment.assignment_id = row.Get<std::string>("assignment_id");
  assignment.directive_id = row.Get<std::string>("directive_id");
  assignment.directive_number = row.Get<std::string>("directive_number");
  assignment.unit_id = row.Get<std::string>("unit_id");
  assignment.issuer_unit_id = row.Get<std::string>("issuer_unit_id");
  assignment.text = row.Get<std::string>("task_text");
  assignment.described = row.Get<bool>("described");
  assignment.binding = row.Get<bool>("binding");
  assignment.duty = row.Get<bool>("duty");
  assignment.state = row.Get<std::string>("state");
  assignment.due_on = row.Get<std::optional<Day>>("due_on");
  assignment.version = row.Get<std::int64_t>("version");
  assignment.changed_on = row.Get<std::optional<Day>>("changed_on");
  assignment.armed_from = row.Get<std::optional<Day>>("armed_from");
  assignment.handled_through = row.Get<std::optional<Day>>("handled_through");
  return assignment;
}

std::vector<PendingAssignment> DecodeAll(const pg::Result& rows) {
  std::vector<PendingAssignment> assignments;
  for (const pg::Row row : rows) assignments.push_back(DecodePending(row));
  return assignments;
}

// The columns of a batch, as insert_pending and update_pending take them.
absl::StatusOr<pg::Result> WriteColumns(pg::Transaction& tx, const pg::Statement& statement,
                                        const std::vector<ScheduledAssignment>& batch) {
  std::vector<std::string> ids, directives, numbers, units, issuers, texts, states;
  std::vector<bool> described, binding, duty;
  std::vector<std::optional<Day>> due_on, changed_on, armed_from, handled_through;
  std::vector<std::int64_t> versions;
  std::vector<std::optional<TimePoint>> next_at;
  for (const auto& [assignment, next] : batch) {
    ids.push_back(assignment.assignment_id);
    directives.push_back(assignment.directive_id);
    numbers.push_back(assignment.directive_number);
    units.push_back(assignment.unit_id);
    issuers.push_back(assignment.issuer_unit_id);
    texts.push_back(assignment.text);
    described.push_back(assignment.described);
    binding.push_back(assignment.binding);
    duty.push_back(assignment.duty);
    states.push_back(assignment.state);
    due_on.push_back(assignment.due_on);
    versions.push_back(assignment.version);
    changed_on.push_back(assignment.changed_on);
    armed_from.push_back(assignment.armed_from);
    handled_through.push_back(assignment.handled_through);
    next_at.push_back(next);
  }
  return tx.Execute(statement, ids, directives, numbers, units, issuers, texts, described, binding, duty, states,
                    due_on, versions, changed_on, armed_from, handled_through, next_at);
}

std::optional<PendingParties> DecodeParties(const pg::Result& rows) {
  if (rows.empty()) return std::nullopt;
  return PendingParties{rows[0].Get<std::string>("unit_id"), rows[0].Get<std::string>("issuer_unit_id")};
}

}  // namespace

absl::StatusOr<std::set<std::string>> InsertPending(pg::Transaction& tx,
                                                    const std::vector<ScheduledAssignment>& assignments) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, WriteColumns(tx, sql::kInsertPending, assignments));
  std::set<std::string> inserted;
  for (const pg::Row row : rows) inserted.insert(row.Get<std::string>("assignment_id"));
  return inserted;
}

absl::Status UpdatePending(pg::Transaction& tx, const std::vector<ScheduledAssignment>& assignments) {
  return WriteColumns(tx, sql::kUpdatePending, assignments).status();
}

absl::Status DeletePending(pg::Transaction& tx, const std::vector<std::string>& ids) {
  return tx.Execute(sql::kDeletePending, ids).status();
}

absl::StatusOr<std::vector<PendingAssignment>> LockPending(pg::Transaction& tx, const std::vector<std::string>& ids) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockPending, ids));
  return DecodeAll(rows);
}

absl::StatusOr<std::optional<PendingAssignment>> FindPending(pg::Transaction& tx, std::string_view id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindPending, id));
  if (rows.empty()) return std::optional<PendingAssignment>();
  return std::optional(DecodePending(rows[0]));
}

absl::StatusOr<std::optional<PendingParties>> FindParties(pg::Transaction& tx, std::string_view assignment_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kFindParties, assignment_id, std::nullopt, std::nullopt));
  return DecodeParties(rows);
}

absl::StatusOr<std::optional<PendingParties>> FindParties(pg::Transaction& tx, std::string_view unit_id,
                                                          std::string_view directive_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindParties, std::nullopt, unit_id, directive_id));
  return DecodeParties(rows);
}

absl::StatusOr<std::vector<PendingAssignment>> ListOpen(pg::Transaction& tx, std::string_view unit_id,
                                                        std::string_view directive_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListOpen, unit_id, directive_id));
  return DecodeAll(rows);
}

absl::StatusOr<std::optional<TimePoint>> FirstDue(pg::Transaction& tx) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFirstDue));
  return rows[0].Get<std::optional<TimePoint>>("next_at");
}

absl::StatusOr<std::vector<DueAssignment>> LockDue(pg::Transaction& tx, TimePoint now, int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockDue, now, limit, DayOf(now)));
  std::vector<DueAssignment> due;
  for (const pg::Row row : rows) {
    due.push_back(
        {.assignment = DecodePending(row),
         .unit_name = row.Get<std::optional<std::string>>("unit_name"),
         .receiver_id = row.Get<std::optional<std::string>>("receiver_id").value_or(""),
         .receiver_name = row.Get<std::optional<std::string>>("receiver_name").value_or(""),
         .receiver_emails =
             row.Get<std::optional<std::vector<std::string>>>("receiver_emails").value_or(std::vector<std::string>()),
         .issuer_name = row.Get<std::optional<std::string>>("issuer_name").value_or("")});
  }
  return due;
}

absl::Status MarkHandled(pg::Transaction& tx, const std::vector<Handled>& handled) {
  std::vector<std::string> ids;
  std::vector<std::optional<Day>> handled_through;
  std::vector<std::optional<TimePoint>> next_at;
  for (const Handled& one : handled) {
    ids.push_back(one.assignment_id);
    handled_through.push_back(one.handled_through);
    next_at.push_back(one.next_at);
  }
  return tx.Execute(sql::kMarkHandled, ids, handled_through, next_at).status();
}

}  // namespace dondoc::notification
