#include "services/organization/app/discard_succession.h"

#include "common/status/status.h"
#include "services/organization/storage/succession_facts.h"
#include "services/organization/storage/tree.h"

namespace dondoc::organization {

absl::StatusOr<std::string> DiscardSuccession(const Context& context, const TurnCommand& command,
                                              const SuccessionAnswer& answer) {
  const TimePoint now = context.clock.Now();
  return Once(context, "DiscardSuccession", command.request, now,
              [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
                DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
                DONDOC_ASSIGN_OR_RETURN(Succession succession, LockSuccession(tx, command.succession_id));
                act.object = {"succession", succession.id};
                if (succession.state == "DISCARDED") return answer(succession);
                if (succession.state != "PLANNED") {
                  return FailedPrecondition("SUCCESSION_ENACTED", "the succession by " + succession.decision_number +
                                                                      " is " + succession.state +
                                                                      ", it is not a plan any more");
                }
                act.changes.Set("state", succession.state, "DISCARDED").Set("wanted", succession.wanted, false);
                act.changes.Made("decision_number", succession.decision_number);
                ++succession.version;
                DONDOC_RETURN_IF_ERROR(ReplaceBodies(tx, succession.id, {}));
                DONDOC_RETURN_IF_ERROR(PublishPlanned(tx, succession, {}, now, context.ids, command.request.trace));
                DONDOC_RETURN_IF_ERROR(MarkDiscarded(tx, succession.id, succession.version, now));
                succession.state = "DISCARDED";
                succession.wanted = false;
                succession.discarded_at = now;
                return answer(succession);
              });
}

}  // namespace dondoc::organization
