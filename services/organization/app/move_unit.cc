#include "services/organization/app/move_unit.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "common/status/status.h"
#include "services/organization/app/changing_body.h"
#include "services/organization/storage/tree.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

bool Has(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool StandsBelow(const Unit& unit, const Unit& superior, Day day) {
  if (unit.id == superior.id || Has(unit.superior_ids, superior.id)) return true;
  return std::any_of(unit.states.begin(), unit.states.end(), [&](const UnitState& state) {
    return (!state.days.to || *state.days.to > day) && Has(state.superior_ids, superior.id);
  });
}

absl::Status CheckSuperior(const Unit& superior, const ChangingBody& body, Day day) {
  constexpr char kField[] = "superior_id";
  const Unit& unit = body.unit;
  if (superior.territory.id != unit.territory.id) {
    return InvalidField(kField, "OTHER_TERRITORY", superior.name + " is not of the territory of " + unit.name);
  }
  const bool is_there = superior.validity.Contains(day) || (!body.from && superior.validity.IsPlanned());
  const bool lasts = !superior.validity.to || (unit.validity.to && *unit.validity.to <= *superior.validity.to);
  if (!is_there || !lasts) {
    return InvalidField(kField, "SUPERIOR_ENDED",
                        superior.name + " does not exist all the time from " + FormatDay(day));
  }
  if (StandsBelow(superior, unit, day)) {
    return InvalidField(kField, "BELOW_ITSELF", superior.name + " is " + unit.name + ", or stands below it");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> MoveUnit(const Context& context, const MoveUnitCommand& command, const UnitAnswer& answer) {
  const TimePoint now = context.clock.Now();
  const Day day = command.from.value_or(DayOf(now));
  return Once(context, "MoveUnit", command.request, now,
              [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
                DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
                DONDOC_ASSIGN_OR_RETURN(const ChangingBody body, FindChangingBody(tx, command.unit_id, day));
                const absl::StatusOr<Unit> superior = ReadWithStates(tx, command.superior_id, day);
                if (!superior.ok()) return WithMetadata(superior.status(), "field", "superior_id");
                DONDOC_RETURN_IF_ERROR(CheckSuperior(*superior, body, day));
                for (const UnitState& later : body.later) {
                  if (later.superior_id == body.unit.superior_id) continue;
                  return WithMetadata(
                      FailedPrecondition("DAY_BEFORE_LAST", body.unit.name + " is known to stand elsewhere since " +
                                                                FormatDay(*later.days.from)),
                      "field", "valid_from");
                }
                act.object = {"unit", body.unit.id, body.unit.id};
                act.changes.Set("superior_id", body.unit.superior_id, command.superior_id);
                act.changes.Made("valid_from", body.from);
                const ImportPlan::Move move{body.unit.id, command.superior_id, {body.from, std::nullopt}};
                DONDOC_RETURN_IF_ERROR(MoveUnits(tx, std::span(&move, 1)));
                // Where nothing but the place between changes, the line may be as it should already.
                DONDOC_RETURN_IF_ERROR(RaiseUnit(tx, body.unit.id));
                DONDOC_ASSIGN_OR_RETURN(std::vector<std::string> touched, RefreshLines(tx, body.from));
                touched.push_back(body.unit.id);
                DONDOC_RETURN_IF_ERROR(PublishUnits(tx, touched, now, context.ids, command.request.trace));
                DONDOC_ASSIGN_OR_RETURN(const Unit after, ReadWithStates(tx, body.unit.id, DayOf(now)));
                return answer(after);
              });
}

}  // namespace dondoc::organization
