#include "services/notification/app/send_due_reminders.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/log/log.h"
#include "common/status/status.h"
#include "services/notification/app/put_into_inboxes.h"
#include "services/notification/app/step_loop.h"
#include "services/notification/domain/occurrences.h"
#include "services/notification/storage/message_storage.h"
#include "services/notification/storage/pending_storage.h"
#include "services/notification/storage/rule_storage.h"

namespace dondoc::notification {
namespace {

constexpr int kBatch = 500;
constexpr std::chrono::milliseconds kLookAgain{1000};
constexpr std::chrono::minutes kPostponement{1};

// What one transaction writes.
struct Work {
  std::vector<RecordedStep> steps;
  std::vector<OutgoingMessage> messages;
  std::vector<Handled> handled;
  DueOutcome outcome;
};

OutgoingMessage MessageFor(const DueAssignment& due, const Occurrence& occurrence, std::string id, TimePoint now) {
  const PendingAssignment& assignment = due.assignment;
  const bool has_ended = due.receiver_id != assignment.unit_id;
  return {.message = {.message_id = std::move(id),
                      .unit_id = due.receiver_id,
                      .text = ReminderText(assignment, occurrence, due.receiver_name, due.issuer_name, DayOf(now),
                                           has_ended ? *due.unit_name : ""),
                      .assignment_id = assignment.assignment_id,
                      .directive_id = assignment.directive_id,
                      .from_unit_id = assignment.issuer_unit_id,
                      .nominal_on = occurrence.nominal_on,
                      .late = occurrence.late,
                      .made_at = now},
          .addresses = due.receiver_emails};
}

void LookAt(const DueAssignment& due, const ReminderRule& rule, IdGenerator& ids, TimePoint now, Work& work) {
  PendingAssignment assignment = due.assignment;
  if (!IsReminded(assignment)) {
    work.handled.push_back({assignment.assignment_id, assignment.handled_through, std::nullopt});
    return;
  }
  for (const Occurrence& occurrence : DueSteps(rule, *assignment.due_on, CountsFrom(assignment), now)) {
    RecordedStep step{
        .assignment_id = assignment.assignment_id, .unit_id = assignment.unit_id, .occurrence = occurrence};
    if (occurrence.fate == Fate::kMade) {
      step.message_id = ids.NewId();
      work.messages.push_back(MessageFor(due, occurrence, *step.message_id, now));
    } else {
      ++work.outcome.suppressed;
    }
    work.steps.push_back(std::move(step));
  }
  const Day reached = LastDayReached(rule, now);
  assignment.handled_through = std::max(assignment.handled_through.value_or(reached), reached);
  work.handled.push_back({assignment.assignment_id, assignment.handled_through, NextMoment(rule, assignment)});
}

absl::Status Write(pg::Transaction& tx, IdGenerator& ids, Work& work, TimePoint now) {
  if (!work.steps.empty()) {
    DONDOC_ASSIGN_OR_RETURN(const std::set<std::string> fresh, InsertReminders(tx, work.steps, now));
    std::erase_if(work.messages,
                  [&](const OutgoingMessage& message) { return !fresh.contains(message.message.message_id); });
    DONDOC_RETURN_IF_ERROR(PutIntoInboxes(tx, ids, work.messages, now));
  }
  work.outcome.made = static_cast<int>(work.messages.size());
  return MarkHandled(tx, work.handled);
}

// The moment as of which a step works: now, or the one that a clock on its way there passes first.
absl::StatusOr<TimePoint> MomentOf(pg::Transaction& tx, const Context& context, TimePoint now) {
  if (!context.lives_through) return now;
  DONDOC_ASSIGN_OR_RETURN(const std::optional<TimePoint> first, FirstDue(tx));
  return std::min(first.value_or(now), now);
}

// As of `moment`; what has to wait waits from `now` on.
absl::StatusOr<DueOutcome> SendBatch(pg::Transaction& tx, IdGenerator& ids, TimePoint moment, TimePoint now,
                                     int batch) {
  Work work;
  DONDOC_ASSIGN_OR_RETURN(const std::vector<DueAssignment> due, LockDue(tx, moment, batch));
  work.outcome.looked_at = static_cast<int>(due.size());
  if (due.empty()) return work.outcome;
  std::set<std::string> issuers;
  for (const DueAssignment& one : due) issuers.insert(one.assignment.issuer_unit_id);
  DONDOC_ASSIGN_OR_RETURN(const RuleBook rules, RulesFor(tx, {issuers.begin(), issuers.end()}));
  for (const DueAssignment& one : due) {
    if (one.unit_name.has_value() && !one.receiver_id.empty()) {
      LookAt(one, rules.For(one.assignment.issuer_unit_id), ids, moment, work);
    } else {
      // A reminder that is made without the unit's addresses would never reach them.
      work.handled.push_back({one.assignment.assignment_id, one.assignment.handled_through, now + kPostponement});
      ++work.outcome.postponed;
    }
  }
  DONDOC_RETURN_IF_ERROR(Write(tx, ids, work, moment));
  return work.outcome;
}

}  // namespace

absl::StatusOr<DueOutcome> SendDueReminders(const Context& context, int batch) {
  const TimePoint now = context.clock.Now();
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<DueOutcome> {
    DONDOC_ASSIGN_OR_RETURN(const TimePoint moment, MomentOf(tx, context, now));
    DONDOC_ASSIGN_OR_RETURN(DueOutcome outcome, SendBatch(tx, context.ids, moment, now, batch));
    outcome.more = outcome.looked_at == batch || (outcome.looked_at > 0 && moment < now);
    return outcome;
  });
}

void RunReminders(const Context& context, const std::stop_token& stop) {
  RunSteps(stop, "reminders", kLookAgain, [&]() -> absl::StatusOr<bool> {
    DONDOC_ASSIGN_OR_RETURN(const DueOutcome outcome, SendDueReminders(context, kBatch));
    if (outcome.looked_at > 0) {
      log::Info("reminders",
                {{"made", outcome.made}, {"suppressed", outcome.suppressed}, {"postponed", outcome.postponed}});
    }
    return outcome.more;
  });
}

}  // namespace dondoc::notification
