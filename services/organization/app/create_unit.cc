#include "services/organization/app/create_unit.h"

#include "services/organization/domain/equipment.h"
#include "services/organization/storage/tree.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

// What is put below a unit that has ended would be in the past only.
absl::Status CheckIsThere(const Unit& superior, Day today) {
  const std::optional<Day> end = superior.validity.to;
  if (!end || today < *end) return absl::OkStatus();
  return WithMetadata(FailedPrecondition("UNIT_ENDED", superior.name + " has ended on " + FormatDay(*end) +
                                                           "; nothing is put below it any more"),
                      "field", "unit.superior_id");
}

}  // namespace

absl::StatusOr<std::string> CreateUnit(const Context& context, const CreateUnitCommand& command,
                                       const UnitAnswer& answer) {
  const TimePoint now = context.clock.Now();
  return Once(context, "CreateUnit", command.request, now,
              [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
                DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
                auto superior = GetUnit(tx, command.superior_id, DayOf(now));
                if (!superior.ok()) return WithMetadata(superior.status(), "field", "unit.superior_id");
                DONDOC_RETURN_IF_ERROR(CheckIsThere(*superior, DayOf(now)));
                Unit* const above = &*superior;
                DONDOC_RETURN_IF_ERROR(ReadStates(tx, std::span(&above, 1)));
                Unit unit;
                unit.id = context.ids.NewId();
                unit.name = command.name;
                unit.kind = command.kind;
                unit.territory = superior->territory;
                unit.superior_id = superior->id;
                unit.superior_ids = {superior->id};
                unit.superior_ids.insert(unit.superior_ids.end(), superior->superior_ids.begin(),
                                         superior->superior_ids.end());
                unit.states = StatesBelow(*superior, unit.name, command.tags);
                unit.tags = command.tags;
                unit.emails = command.emails;
                unit.validity = Intersect({command.valid_from, std::nullopt}, superior->validity);
                if (unit.validity.IsEmpty())
                  return InvalidField("unit.valid_from", "SUPERIOR_ENDED", "its superior no longer exists on that day");
                DONDOC_RETURN_IF_ERROR(WithMetadata(InsertUnits(tx, std::span(&unit, 1)), "field", "unit.name"));
                act.object = {"unit", unit.id, unit.id};
                act.changes.Made("name", unit.name).Made("kind", unit.kind).Made("superior_id", superior->id);
                act.changes.Made("tags", unit.tags).Made("emails", unit.emails).Made("valid_from", command.valid_from);
                DONDOC_RETURN_IF_ERROR(PublishUnits(tx, {unit.id}, now, context.ids, command.request.trace));
                return answer(unit);
              });
}

}  // namespace dondoc::organization
