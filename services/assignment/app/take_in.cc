#include "services/assignment/app/take_in.h"

#include <utility>

#include "common/audit/audit.h"
#include "common/status/status.h"
#include "services/assignment/app/pass_on.h"
#include "services/assignment/storage/group_storage.h"
#include "services/organization/replica/succession.h"

namespace dondoc::assignment {
namespace {

// Whether the succession is in force; it does not change until `tx` ends, so that who undoes it finds all or nothing.
absl::StatusOr<bool> IsInForce(pg::Transaction& tx, const std::string& succession_id) {
  const auto succession = organization::replica::LockSuccession(tx, succession_id);
  if (!succession.ok() && !absl::IsNotFound(succession.status())) return succession.status();
  if (!succession.ok() || succession->state == "PLANNED") {
    return Unavailable("PLAN_BEHIND", "it is not known here yet that succession " + succession_id + " took effect");
  }
  return succession->state == "ENACTED";
}

}  // namespace

absl::Status TakeIn(pg::Transaction& tx, const Context& context, HandedOver handed, const std::string& trace) {
  const PassingMark& mark = handed.mark;
  if (mark.succession_id.has_value()) {
    DONDOC_ASSIGN_OR_RETURN(const bool in_force, IsInForce(tx, *mark.succession_id));
    if (!in_force) return absl::OkStatus();
  }
  for (const DirectiveWithTasks& directive : handed.directives) {
    DONDOC_RETURN_IF_ERROR(InsertDirective(tx, directive.directive));
    DONDOC_RETURN_IF_ERROR(InsertTasks(tx, directive.directive.id, directive.tasks));
    // Who helps as a member of a group reads what became of it here, too.
    DONDOC_RETURN_IF_ERROR(
        KeepExpandedGroups(tx, directive.directive.id, directive.directive.issued_on, directive.groups));
  }
  DONDOC_RETURN_IF_ERROR(TakeInDuties(tx, handed.duties, mark.succession_id));
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Passing> fresh,
                          NoteTakenIn(tx, std::move(handed.passings), mark.succession_id));
  const FactContext facts{context.ids, mark.at, trace};
  DONDOC_RETURN_IF_ERROR(TakeOverFromElsewhere(tx, facts, fresh, mark));
  // A duty goes on where its heir has itself ended, also where nothing open came with it.
  std::vector<std::string> heirs;
  for (const DutyPassing& duty : handed.duties) heirs.push_back(duty.heir_unit_id);
  DONDOC_RETURN_IF_ERROR(QueueSuccessionsOf(tx, heirs));
  if (fresh.empty()) return absl::OkStatus();
  // Who decided it stands in the records of the cell that it comes from; the trace leads there.
  audit::Act act{.caller = {.subject = "service:assignment", .trace = trace},
                 .method = "AssignmentsHandedOver",
                 .at = context.clock.Now(),
                 .object = mark.succession_id.has_value()
                               ? audit::Object{"succession", *mark.succession_id}
                               : audit::Object{"assignment", fresh.front().heir_assignment_id}};
  act.changes.Made("assignments", fresh.size()).Made("text", mark.text);
  return audit::Append(tx, act);
}

}  // namespace dondoc::assignment
