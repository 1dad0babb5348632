#include "services/organization/app/rename_unit.h"

#include "common/status/status.h"
#include "services/organization/app/changing_body.h"
#include "services/organization/domain/naming.h"
#include "services/organization/storage/tree.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {

absl::StatusOr<std::string> RenameUnit(const Context& context, const RenameUnitCommand& command,
                                       const UnitAnswer& answer) {
  const TimePoint now = context.clock.Now();
  const Day day = command.from.value_or(DayOf(now));
  return Once(
      context, "RenameUnit", command.request, now,
      [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
        DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
        DONDOC_ASSIGN_OR_RETURN(const ChangingBody body, FindChangingBody(tx, command.unit_id, day));
        act.object = {"unit", body.unit.id, body.unit.id};
        for (const UnitState& later : body.later) {
          if (later.name == body.unit.name) continue;
          return WithMetadata(FailedPrecondition("DAY_BEFORE_LAST", body.unit.name + " is called " + later.name +
                                                                        " since " + FormatDay(*later.days.from)),
                              "field", "valid_from");
        }
        act.changes.Set("name", body.unit.name, command.name).Made("valid_from", body.from);
        const Naming naming{body.unit.id, command.name, {body.from, std::nullopt}};
        DONDOC_RETURN_IF_ERROR(WithMetadata(NameUnits(tx, std::span(&naming, 1)), "field", "name"));
        if (!body.unit.name_pattern.empty()) {
          DONDOC_RETURN_IF_ERROR(SetNamePattern(tx, body.unit.id, PatternOf(command.name, body.unit.territory)));
        }
        DONDOC_RETURN_IF_ERROR(PublishUnits(tx, {body.unit.id}, now, context.ids, command.request.trace));
        DONDOC_ASSIGN_OR_RETURN(const Unit after, ReadWithStates(tx, body.unit.id, DayOf(now)));
        return answer(after);
      });
}

}  // namespace dondoc::organization
