#include "services/organization/app/changing_body.h"

#include <span>
#include <utility>

#include "common/status/status.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

absl::Status CheckBody(const Unit& unit, Day day) {
  if (unit.kind == kUbnd || unit.kind == kGovernment) {
    return FailedPrecondition("HEAD_OF_TERRITORY", unit.name +
                                                       " is the head of its territory: its name and place are those of "
                                                       "the territory, and it ends with that");
  }
  if (unit.validity.to && *unit.validity.to <= day) {
    return FailedPrecondition("UNIT_ENDED", unit.name + " exists until " + FormatDay(*unit.validity.to) + " only");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Unit> ReadWithStates(pg::Transaction& tx, const std::string& unit_id, Day day) {
  auto unit = GetUnit(tx, unit_id, day);
  if (!unit.ok()) return WithMetadata(unit.status(), "field", "unit_id");
  Unit* const one = &*unit;
  DONDOC_RETURN_IF_ERROR(ReadStates(tx, std::span(&one, 1)));
  return unit;
}

absl::StatusOr<ChangingBody> FindChangingBody(pg::Transaction& tx, const std::string& unit_id, Day day) {
  ChangingBody body;
  DONDOC_ASSIGN_OR_RETURN(body.unit, ReadWithStates(tx, unit_id, day));
  DONDOC_RETURN_IF_ERROR(WithMetadata(CheckBody(body.unit, day), "field", "unit_id"));
  if (!body.unit.validity.IsPlanned()) body.from = day;
  for (const UnitState& state : body.unit.states) {
    if (state.days.from && *state.days.from > day) body.later.push_back(state);
  }
  return body;
}

}  // namespace dondoc::organization
