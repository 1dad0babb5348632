#include "services/assignment/app/apply_succession.h"

#include <utility>
#include <vector>

#include "common/audit/audit.h"
#include "common/status/status.h"
#include "services/assignment/app/pass_on.h"
#include "services/assignment/domain/counts.h"
#include "services/assignment/storage/counts_storage.h"
#include "services/assignment/storage/succession_storage.h"

namespace dondoc::assignment {
namespace {

// Who did it, for the history of each assignment: nobody in person.
constexpr std::string_view kUser = "succession";

absl::Status Enact(pg::Transaction& tx, const Context& context, const FactContext& facts, const SuccessionWork& work,
                   const PassingMark& mark) {
  // Duties first: their scheduler locks them before it makes an assignment, and one that it has just made is seen then.
  DONDOC_ASSIGN_OR_RETURN(const std::vector<DutyPassing> duties, PassOnDuties(tx, work, context.levels));
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Passing> passings, LockPassedOn(tx, work));
  return PassOn(tx, context, facts, passings, duties, mark);
}

// Counts and facts of what goes back.
struct Return {
  std::vector<CountChange> changes;
  std::vector<Assignment> restored;
  std::vector<Assignment> removed;

  void Add(const std::vector<Restoring>& all) {
    for (const Restoring& one : all) {
      Assignment after = one.before.value_or(one.now);
      after.version = one.now.version + 1;
      if (!one.before.has_value()) after.state = State::kCancelled;
      for (CountChange& change : ChangesBetween(one.now, after)) changes.push_back(std::move(change));
      (one.before.has_value() ? restored : removed).push_back(std::move(after));
    }
  }
};

absl::Status Undo(pg::Transaction& tx, const FactContext& facts, const SuccessionWork& work, const PassingMark& mark) {
  Return back;
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Restoring> passed, LockPassed(tx, work));
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Restoring> taken, LockTaken(tx, work));
  back.Add(passed);
  back.Add(taken);
  DONDOC_RETURN_IF_ERROR(RestoreAll(tx, work, mark));
  DONDOC_RETURN_IF_ERROR(AppendRestored(tx, facts, back.restored, back.removed));
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Contribution> up, AddOwnCounts(tx, Merged(std::move(back.changes))));
  return AppendContributions(tx, facts, up);
}

}  // namespace

absl::StatusOr<std::int64_t> ApplySuccession(const Context& context, int heirs) {
  const TimePoint now = context.clock.Now();
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<std::int64_t> {
    DONDOC_ASSIGN_OR_RETURN(const SuccessionWork work, LockSuccessionWork(tx, heirs));
    if (work.groups.empty()) return 0;
    // No call leads here: the trace is the succession, in facts too (CountHandedOver).
    const FactContext facts{context.ids, now, work.succession_id};
    const PassingMark mark{.succession_id = work.succession_id,
                           .actor_unit_id = "",
                           .user = std::string(kUser),
                           .text = work.decision_number,
                           .at = facts.now};
    DONDOC_RETURN_IF_ERROR(work.undo ? Undo(tx, facts, work, mark) : Enact(tx, context, facts, work, mark));
    DONDOC_RETURN_IF_ERROR(DeleteSuccessionWork(tx, work));
    // One record, however many assignments: each has its own history, and who decided stands in the organization's.
    audit::Act act{.caller = {.subject = "service:organization", .trace = work.succession_id},
                   .method = work.undo ? "SuccessionUndone" : "SuccessionEnacted",
                   .at = facts.now,
                   .object = {"succession", work.succession_id}};
    act.changes.Made("decision_number", work.decision_number).Made("heirs", work.groups.size());
    DONDOC_RETURN_IF_ERROR(audit::Append(tx, act));
    return static_cast<std::int64_t>(work.groups.size());
  });
}

}  // namespace dondoc::assignment
