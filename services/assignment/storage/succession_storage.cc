#include "services/assignment/storage/succession_storage.h"

#include <map>

#include "common/status/status.h"
#include "services/assignment/storage/assignment_rows.h"
#include "services/assignment/storage/sql.h"

namespace dondoc::assignment {
namespace {

std::optional<std::string> Given(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

Share ShareOf(const pg::Row& row) {
  Share share{.assignment = AssignmentOf(row), .unit_name = row.Get<std::string>("unit_name")};
  share.assignment.duty = row.Get<bool>("duty");
  share.occurrence_on = row.Get<std::optional<Day>>("occurrence_on");
  return share;
}

std::vector<DutyPassing> DutyPassingsOf(const pg::Result& rows) {
  std::vector<DutyPassing> duties;
  for (const pg::Row row : rows) {
    duties.push_back({.task_id = row.Get<std::string>("task_id"),
                      .heir_unit_id = row.Get<std::string>("heir_unit_id"),
                      .heir_level = row.Get<std::string>("heir_level"),
                      .latest_on = row.Get<Day>("latest_on"),
                      .make_next_on = row.Get<Day>("make_next_on")});
  }
  return duties;
}

std::vector<std::string> Listed(const std::set<std::string>& texts) { return {texts.begin(), texts.end()}; }

}  // namespace

absl::Status QueueSuccession(pg::Transaction& tx, const std::string& succession_id, bool undo) {
  return tx.Execute(sql::kQueueSuccession, succession_id, undo).status();
}

absl::Status QueueSuccessionsOf(pg::Transaction& tx, const std::vector<std::string>& unit_ids) {
  return tx.Execute(sql::kQueueSuccessionsOfUnits, unit_ids).status();
}

absl::StatusOr<SuccessionWork> LockSuccessionWork(pg::Transaction& tx, int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockSuccessionWork, limit));
  SuccessionWork work;
  for (const pg::Row row : rows) {
    work.succession_id = row.Get<std::string>("succession_id");
    work.decision_number = row.Get<std::string>("decision_number");
    work.undo = row.Get<bool>("undo");
    work.groups.push_back(row.Get<std::string>("group_unit_id"));
  }
  return work;
}

absl::Status DeleteSuccessionWork(pg::Transaction& tx, const SuccessionWork& work) {
  return tx.Execute(sql::kDeleteSuccessionWork, work.succession_id, work.groups).status();
}

absl::StatusOr<std::int64_t> CountSuccessionWork(pg::Transaction& tx, const std::string& succession_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kCountSuccessionWork, succession_id));
  return rows[0].Get<std::int64_t>("work");
}

absl::StatusOr<std::vector<Passing>> LockPassedOn(pg::Transaction& tx, const SuccessionWork& work) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockPassedOn, work.succession_id, work.groups));
  std::vector<Passing> passings;
  passings.reserve(static_cast<std::size_t>(rows.size()));
  for (const pg::Row row : rows) {
    passings.push_back({.share = ShareOf(row),
                        .heir_unit_id = row.Get<std::string>("heir_unit_id"),
                        .heir_level = row.Get<std::string>("heir_level"),
                        .heir_assignment_id = row.Get<std::string>("heir_assignment_id")});
  }
  return passings;
}

absl::StatusOr<std::vector<Share>> LockShares(pg::Transaction& tx, const std::vector<std::string>& ids) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockOwn, ids));
  std::vector<Share> shares;
  for (const pg::Row row : rows) shares.push_back(ShareOf(row));
  return shares;
}

absl::StatusOr<std::string> FindAssignmentId(pg::Transaction& tx, const std::string& assignment_id,
                                             const std::string& unit_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindAssignmentId, assignment_id, unit_id));
  if (rows.empty()) return NotFound("ASSIGNMENT_NOT_FOUND", "there is no assignment " + assignment_id);
  return rows[0].Get<std::string>("id");
}

absl::Status PassOnAssignments(pg::Transaction& tx, std::span<const Passing> passings, const PassingMark& mark) {
  std::vector<std::string> ids, to_ids, heirs;
  for (const Passing& passing : passings) {
    ids.push_back(passing.share.assignment.id);
    to_ids.push_back(passing.heir_assignment_id);
    heirs.push_back(passing.heir_unit_id);
  }
  return tx
      .Execute(sql::kPassOnAssignments, ids, to_ids, heirs, mark.succession_id, mark.at, Given(mark.actor_unit_id),
               mark.user, mark.text)
      .status();
}

absl::Status PutTakenOver(pg::Transaction& tx, std::vector<Taken>& taken, const PassingMark& mark) {
  std::vector<std::string> ids, tasks, units, states, reasons, reports, notes;
  std::vector<int> returns;
  std::vector<std::optional<Day>> reported_on, due_on, occurrence_on;
  std::map<std::string, Assignment*> by_id;
  for (Taken& one : taken) {
    by_id[one.after.id] = &one.after;
    ids.push_back(one.after.id);
    tasks.push_back(one.after.task_id);
    occurrence_on.push_back(one.occurrence_on);
    units.push_back(one.after.unit_id);
    states.emplace_back(NameOf(one.after.state));
    returns.push_back(one.after.returns);
    reasons.push_back(one.after.reason);
    reports.push_back(one.after.report_text);
    notes.push_back(one.after.evidence_note);
    reported_on.push_back(one.after.reported_on);
    due_on.push_back(one.after.due_on);
  }
  DONDOC_ASSIGN_OR_RETURN(
      const pg::Result rows,
      tx.Execute(sql::kPutTakenOver, ids, tasks, units, states, returns, reasons, reports, notes, reported_on, due_on,
                 mark.succession_id, mark.at, Given(mark.actor_unit_id), mark.user, mark.text, occurrence_on));
  if (rows.size() != static_cast<int>(taken.size())) {
    return Unavailable("TREE_BEHIND", "the copy of the tree does not know a unit that takes over yet");
  }
  for (const pg::Row row : rows) {
    Assignment& after = *by_id.at(row.Get<std::string>("id"));
    after.level = row.Get<std::string>("level");
    after.version = row.Get<std::int64_t>("version");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Passing>> NoteTakenIn(pg::Transaction& tx, std::vector<Passing> passings,
                                                 const std::optional<std::string>& succession_id) {
  std::vector<std::string> ids, heirs, taken_by, units, states;
  std::vector<std::int64_t> versions;
  for (const Passing& passing : passings) {
    const Assignment& assignment = passing.share.assignment;
    ids.push_back(assignment.id);
    versions.push_back(assignment.version);
    heirs.push_back(passing.heir_unit_id);
    taken_by.push_back(passing.heir_assignment_id);
    units.push_back(assignment.unit_id);
    states.emplace_back(NameOf(assignment.state));
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kNoteTakenIn, ids, versions, heirs, succession_id, taken_by, units, states));
  std::set<std::string> fresh;
  for (const pg::Row row : rows) fresh.insert(row.Get<std::string>("assignment_id"));
  std::erase_if(passings, [&](const Passing& one) { return !fresh.contains(one.share.assignment.id); });
  return passings;
}

absl::StatusOr<std::vector<DutyPassing>> PassOnDuties(pg::Transaction& tx, const SuccessionWork& work,
                                                      const std::set<std::string>& levels) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kPassOnDuties, work.succession_id, work.groups, Listed(levels)));
  return DutyPassingsOf(rows);
}

absl::StatusOr<std::vector<DutyPassing>> GiveDuty(pg::Transaction& tx, const std::string& assignment_id,
                                                  const std::string& unit_id, const std::set<std::string>& levels) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kGiveDuty, assignment_id, unit_id, Listed(levels)));
  return DutyPassingsOf(rows);
}

absl::Status TakeInDuties(pg::Transaction& tx, const std::vector<DutyPassing>& duties,
                          const std::optional<std::string>& succession_id) {
  std::vector<std::string> tasks, units;
  std::vector<Day> latest_on, make_next_on;
  for (const DutyPassing& duty : duties) {
    tasks.push_back(duty.task_id);
    units.push_back(duty.heir_unit_id);
    latest_on.push_back(duty.latest_on);
    make_next_on.push_back(duty.make_next_on);
  }
  return tx.Execute(sql::kTakeInDuties, succession_id, tasks, units, latest_on, make_next_on).status();
}

absl::StatusOr<std::vector<Restoring>> LockPassed(pg::Transaction& tx, const SuccessionWork& work) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockRestored, work.succession_id, work.groups));
  std::vector<Restoring> restoring;
  for (const pg::Row row : rows) {
    Restoring one{.now = AssignmentOf(row), .before = AssignmentOf(row)};
    one.before->state = StateIn(row, "state_before");
    restoring.push_back(std::move(one));
  }
  return restoring;
}

absl::StatusOr<std::vector<Restoring>> LockTaken(pg::Transaction& tx, const SuccessionWork& work) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockTaken, work.succession_id, work.groups));
  std::vector<Restoring> restoring;
  for (const pg::Row row : rows) {
    Restoring one{.now = AssignmentOf(row), .before = std::nullopt};
    if (row.Get<std::optional<std::string>>("state_before").has_value()) {
      one.before = one.now;
      one.before->state = StateIn(row, "state_before");
      one.before->due_on = row.Get<std::optional<Day>>("due_on_before");
      one.before->done_in_time = row.Get<std::optional<bool>>("done_in_time_before");
    }
    restoring.push_back(std::move(one));
  }
  return restoring;
}

absl::Status RestoreAll(pg::Transaction& tx, const SuccessionWork& work, const PassingMark& mark) {
  for (const pg::Statement* statement : {&sql::kRestorePassed, &sql::kRestoreTaken}) {
    DONDOC_RETURN_IF_ERROR(
        tx.Execute(*statement, work.succession_id, work.groups, mark.at, mark.user, mark.text).status());
  }
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kRemoveTaken, work.succession_id, work.groups).status());
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kForgetTakenIn, work.succession_id, work.groups).status());
  return tx.Execute(sql::kRestoreDuties, work.succession_id, work.groups).status();
}

absl::StatusOr<SuccessionCounts> PreviewSuccession(pg::Transaction& tx, const std::string& succession_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kPreviewSuccession, succession_id));
  const pg::Row row = rows[0];
  SuccessionCounts counts{.open = row.Get<std::int64_t>("open"),
                          .units = row.Get<std::int64_t>("units"),
                          .transferred = row.Get<std::int64_t>("transferred"),
                          .remaining = row.Get<std::int64_t>("remaining"),
                          .conflicts = row.Get<std::int64_t>("conflicts"),
                          .conflict_units = row.Get<std::int64_t>("conflict_units"),
                          .duties = row.Get<std::int64_t>("duties"),
                          .duty_conflicts = row.Get<std::int64_t>("duty_conflicts"),
                          .without_heir = {}};
  const auto ids = row.Get<std::vector<std::string>>("unit_ids");
  const auto open = row.Get<std::vector<std::int64_t>>("unit_open");
  const auto duties = row.Get<std::vector<std::int64_t>>("unit_duties");
  for (std::size_t i = 0; i < ids.size(); ++i) counts.without_heir.push_back({ids[i], open[i], duties[i]});
  return counts;
}

absl::StatusOr<std::vector<SuccessionConflict>> ListSuccessionConflicts(pg::Transaction& tx,
                                                                        const ConflictFilter& filter) {
  std::optional<Day> after_due;
  std::optional<std::string> after_id;
  if (filter.after.has_value()) {
    after_due = filter.after->due_on;
    after_id = filter.after->id;
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kListSuccessionConflicts, filter.succession_id, filter.within_unit_id,
                                     after_due, after_id, filter.limit, filter.seen.all, filter.seen.above,
                                     filter.seen.issuer, filter.seen.above_issuer, filter.within_on));
  std::vector<SuccessionConflict> conflicts;
  for (const pg::Row row : rows) {
    conflicts.push_back({.view = AssignmentViewOf(row),
                         .succession_id = row.Get<std::string>("succession_id"),
                         .decision_number = row.Get<std::string>("decision_number"),
                         .to_unit_ids = row.Get<std::vector<std::string>>("to_unit_ids"),
                         .to_unit_names = row.Get<std::vector<std::string>>("to_unit_names")});
  }
  return conflicts;
}

absl::StatusOr<std::vector<SuccessionUse>> ListSuccessionUses(pg::Transaction& tx, const std::string& succession_id,
                                                              int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListSuccessionUses, succession_id, limit));
  std::vector<SuccessionUse> uses;
  for (const pg::Row row : rows) {
    uses.push_back({.assignment_id = row.Get<std::string>("id"),
                    .unit_name = row.Get<std::string>("unit_name"),
                    .directive_number = row.Get<std::string>("directive_number"),
                    .section = row.Get<std::string>("section"),
                    .state = StateIn(row, "state"),
                    .kind = row.Get<std::string>("kind")});
  }
  return uses;
}

absl::StatusOr<std::vector<std::string>> ListUnitUses(pg::Transaction& tx, const std::string& unit_id, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListUnitUses, unit_id, StartOf(day)));
  std::vector<std::string> uses;
  for (const pg::Row row : rows) uses.push_back(row.Get<std::string>("text"));
  return uses;
}

}  // namespace dondoc::assignment
