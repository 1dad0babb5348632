#include "services/assignment/storage/assignment_storage.h"

#include "common/status/status.h"
#include "services/assignment/storage/assignment_rows.h"
#include "services/assignment/storage/sql.h"

namespace dondoc::assignment {
namespace {

std::optional<std::string> Unless(bool empty, const std::string& text) {
  return empty ? std::nullopt : std::optional(text);
}

}  // namespace

absl::Status NoSuchAssignment(const std::string& id) {
  return NotFound("ASSIGNMENT_NOT_FOUND", "there is no assignment " + id);
}

absl::StatusOr<std::vector<NewAssignment>> InsertAssignments(pg::Transaction& tx, const UnitSets& sets,
                                                             const Givings& givings, TimePoint now) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kInsertAssignments, sets.set_index, sets.unit_id, givings.task_id,
                                     givings.set_index, givings.occurrence_on, now));
  std::vector<NewAssignment> made;
  made.reserve(static_cast<std::size_t>(rows.size()));
  for (const pg::Row row : rows) {
    made.push_back({.id = row.Get<std::string>("id"),
                    .directive_id = row.Get<std::string>("directive_id"),
                    .task_id = row.Get<std::string>("task_id"),
                    .unit_id = row.Get<std::string>("unit_id"),
                    .level = row.Get<std::string>("level"),
                    .binding = row.Get<bool>("binding"),
                    .due_on = row.Get<std::optional<Day>>("due_on")});
  }
  return made;
}

absl::StatusOr<Assignment> LockAssignment(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockAssignment, id));
  if (rows.empty()) return NoSuchAssignment(id);
  Assignment assignment = AssignmentOf(rows[0]);
  assignment.duty = rows[0].Get<bool>("duty");
  return assignment;
}

absl::Status UpdateAssignment(pg::Transaction& tx, const Assignment& before, const Assignment& after, const Act& act,
                              const Mark& mark) {
  DONDOC_ASSIGN_OR_RETURN(
      const pg::Result written,
      tx.Execute(sql::kUpdateAssignment, after.id, NameOf(after.state), after.returns, after.reason, after.report_text,
                 after.evidence_note, after.reported_on, after.completed_on, after.done_in_time, after.version, mark.at,
                 NameOf(act.verb), NameOf(before.state), Unless(act.actor_unit_id.empty(), act.actor_unit_id),
                 mark.user, act.text, act.evidence_note));
  if (written.affected() != 1) return StaleEtag("somebody changed the assignment meanwhile; read it again");
  return absl::OkStatus();
}

absl::StatusOr<access::Parties> GetParties(pg::Transaction& tx, const std::string& id,
                                           const std::vector<std::string>& unit_ids) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kGetParties, id, unit_ids));
  if (rows.empty()) return NoSuchAssignment(id);
  access::Parties parties;
  parties.unit = rows[0].Get<std::string>("unit_id");
  parties.issuer = rows[0].Get<std::string>("issuer_unit_id");
  parties.leads = rows[0].Get<std::vector<std::string>>("lead_ids");
  parties.coordinators = rows[0].Get<std::vector<std::string>>("coordinator_ids");
  return parties;
}

absl::StatusOr<AssignmentView> GetAssignment(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kGetAssignment, id));
  if (rows.empty()) return NoSuchAssignment(id);
  return AssignmentViewOf(rows[0]);
}

absl::StatusOr<std::vector<Transition>> ListTransitions(pg::Transaction& tx, const std::string& assignment_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListTransitions, assignment_id));
  std::vector<Transition> transitions;
  for (const pg::Row row : rows) {
    transitions.push_back({.verb = row.Get<std::string>("verb"),
                           .from_state = StateIn(row, "from_state"),
                           .to_state = StateIn(row, "to_state"),
                           .at = row.Get<TimePoint>("at"),
                           .actor_unit_id = row.Get<std::optional<std::string>>("actor_unit_id").value_or(""),
                           .actor_unit_name = row.Get<std::string>("actor_unit_name"),
                           .actor_user = row.Get<std::string>("actor_user"),
                           .text = row.Get<std::string>("text"),
                           .evidence_note = row.Get<std::string>("evidence_note")});
  }
  return transitions;
}

absl::StatusOr<std::vector<Predecessor>> ListPredecessors(pg::Transaction& tx, const std::string& assignment_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListPredecessors, assignment_id));
  std::vector<Predecessor> predecessors;
  for (const pg::Row row : rows) {
    predecessors.push_back({.id = row.Get<std::string>("id"),
                            .unit_id = row.Get<std::string>("unit_id"),
                            .unit_name = row.Get<std::string>("unit_name"),
                            .state = StateIn(row, "state")});
  }
  return predecessors;
}

absl::StatusOr<std::vector<AssignmentView>> ListAssignments(pg::Transaction& tx, const AssignmentFilter& filter) {
  const access::Filter& seen = filter.seen;
  std::optional<Day> after_due;
  std::optional<std::string> after_id;
  if (filter.after.has_value()) {
    after_due = filter.after->due_on;
    after_id = filter.after->id;
  }
  DONDOC_ASSIGN_OR_RETURN(
      const pg::Result rows,
      tx.Execute(sql::kListAssignments, filter.unit_id, filter.units ? pg::ToParam(*filter.units) : pg::Param(),
                 filter.directive_id, filter.states, filter.overdue_on, filter.due_from, filter.due_to, filter.first_id,
                 filter.last_id, filter.issuer_unit_id, after_due, after_id, filter.limit, seen.all, seen.own,
                 seen.above, seen.issuer, seen.above_issuer, seen.lead, seen.coordinator, filter.named_on));
  std::vector<AssignmentView> page;
  page.reserve(static_cast<std::size_t>(rows.size()));
  for (const pg::Row row : rows) page.push_back(AssignmentViewOf(row));
  return page;
}

}  // namespace dondoc::assignment
