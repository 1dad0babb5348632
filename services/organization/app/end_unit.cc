#include "services/organization/app/end_unit.h"

#include <chrono>
#include <iterator>
#include <utility>

#include "common/status/status.h"
#include "services/organization/app/changing_body.h"
#include "services/organization/identity/storage/people_of_units.h"
#include "services/organization/storage/group_storage.h"
#include "services/organization/storage/succession_storage.h"
#include "services/organization/storage/tree.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

using Texts = std::vector<std::string>;

// Before anything that there is a record of.
constexpr Day kEver = std::chrono::sys_days(std::chrono::year(1900) / 1 / 1);

absl::StatusOr<Texts> ListUses(pg::Transaction& tx, const Unit& unit, Day day, const AskForWork& ask) {
  Texts uses;
  DONDOC_ASSIGN_OR_RETURN(const std::int64_t below, CountBodiesBelow(tx, unit.id, day));
  if (below > 0)
    uses.push_back("bodies below it: " + std::to_string(below) + "; end or move them (dondoc units end, units move)");
  DONDOC_ASSIGN_OR_RETURN(const Texts people, identity::ListPeopleOfUnits(tx, {unit.id}, day));
  uses.insert(uses.end(), people.begin(), people.end());
  DONDOC_ASSIGN_OR_RETURN(const std::int64_t groups, CountGroupsOf(tx, {unit.id}, day));
  if (groups > 0) {
    uses.push_back("groups that are its own, or within it: " + std::to_string(groups) +
                   "; end them (dondoc units group list UNIT, units group end)");
  }
  DONDOC_ASSIGN_OR_RETURN(const Texts plans, ListPlansWithHeir(tx, unit.id));
  for (const std::string& decision : plans) {
    uses.push_back("it is an heir in the planned succession by " + decision +
                   "; whoever plans it names another (dondoc units resolve)");
  }
  if (ask == nullptr) return uses;
  DONDOC_ASSIGN_OR_RETURN(Texts work, ask(unit.id, day));
  std::move(work.begin(), work.end(), std::back_inserter(uses));
  return uses;
}

absl::Status InUse(const Unit& unit, const Texts& uses) {
  std::string message = unit.name + " cannot be ended, it is in use:";
  for (const std::string& use : uses) message += "\n" + use;
  return FailedPrecondition("UNIT_IN_USE", message);
}

}  // namespace

absl::StatusOr<std::string> EndUnit(const Context& context, const EndUnitCommand& command, const AskForWork& ask,
                                    const UnitAnswer& answer) {
  const TimePoint now = context.clock.Now();
  const Day day = command.never ? kEver : command.to.value_or(DayOf(now));
  return Once(context, "EndUnit", command.request, now,
              [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
                DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
                DONDOC_ASSIGN_OR_RETURN(const ChangingBody body, FindChangingBody(tx, command.unit_id, day));
                DONDOC_ASSIGN_OR_RETURN(const Texts uses, ListUses(tx, body.unit, day, ask));
                if (!uses.empty()) return InUse(body.unit, uses);
                DONDOC_ASSIGN_OR_RETURN(const bool withdrawn, EndUnitOn(tx, body.unit.id, day, command.never));
                act.object = {"unit", body.unit.id, body.unit.id};
                if (withdrawn) {
                  act.changes.Gone("name", body.unit.name);
                } else {
                  act.changes.Set("valid_to", body.unit.validity.to, day);
                }
                DONDOC_RETURN_IF_ERROR(PublishUnits(tx, {body.unit.id}, now, context.ids, command.request.trace));
                DONDOC_ASSIGN_OR_RETURN(const Unit after, ReadWithStates(tx, body.unit.id, DayOf(now)));
                return answer(after);
              });
}

}  // namespace dondoc::organization
