#include "services/organization/app/named_groups.h"

#include <algorithm>

#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

absl::StatusOr<Unit> GetNamed(pg::Transaction& tx, const std::string& id, Day day, std::string_view field) {
  auto unit = GetUnit(tx, id, day);
  return unit.ok() ? unit : WithMetadata(unit.status(), "field", field);
}

}  // namespace

absl::StatusOr<std::string> DefineGroup(const Context& context, const RequestKey& request, const NamedGroup& group,
                                        const GroupAnswer& answer) {
  const TimePoint now = context.clock.Now();
  const Day day = group.days.from.value_or(DayOf(now));
  return Once(
      context, "DefineGroup", request, now, [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
        NamedGroup made = group;
        made.id = context.ids.NewId();
        made.defined_at = now;
        DONDOC_RETURN_IF_ERROR(GetNamed(tx, made.owner_id, day, "group.owner_unit_id").status());
        DONDOC_ASSIGN_OR_RETURN(const Unit within,
                                GetNamed(tx, made.group.within_unit_id, day, "group.group.within_unit_id"));
        const auto& above = within.superior_ids;
        if (within.id != made.owner_id && std::find(above.begin(), above.end(), made.owner_id) == above.end()) {
          return InvalidField("group.group.within_unit_id", "NOT_BELOW", "a unit's groups are at or below it");
        }
        act.object = {"group", made.id, made.owner_id};
        act.changes.Made("name", made.name).Made("owner_unit_id", made.owner_id).Made("within_unit_id", within.id);
        act.changes.Made("level", ToString(made.group.level)).Made("kinds", made.group.kinds);
        act.changes.Made("tags", made.group.tags).Made("territory_types", made.group.territory_types);
        act.changes.Made("except_unit_ids", made.group.except_unit_ids);
        act.changes.Made("specially_difficult", made.group.attributes.specially_difficult);
        act.changes.Made("urban", made.group.attributes.urban).Made("island", made.group.attributes.island);
        act.changes.Made("valid_from", made.days.from).Made("valid_to", made.days.to);
        DONDOC_RETURN_IF_ERROR(WithMetadata(InsertGroup(tx, made), "field", "group.name"));
        return answer(made);
      });
}

absl::StatusOr<std::string> EndGroup(const Context& context, const RequestKey& request, const std::string& group_id,
                                     std::optional<Day> to, const PermitOwner& permit, const GroupAnswer& answer) {
  const TimePoint now = context.clock.Now();
  // Before the request is known to be a repeated one: of that, too, it is asked. A group's owner does not change.
  DONDOC_RETURN_IF_ERROR(context.database.Run({.read_only = true}, [&](pg::Transaction& tx) -> absl::Status {
    DONDOC_ASSIGN_OR_RETURN(const NamedGroup group, GetGroup(tx, group_id));
    return permit(group.owner_id);
  }));
  return Once(context, "EndGroup", request, now,
              [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
                DONDOC_ASSIGN_OR_RETURN(NamedGroup group, LockGroup(tx, group_id));
                if (group.days.to)
                  return FailedPrecondition("GROUP_ENDED", "the group ended on " + FormatDay(*group.days.to));
                const std::optional<Day> before = group.days.to;
                // What ends before it begins never was: a mistake, of today or for later.
                group.days.to = std::max(to.value_or(DayOf(now)), group.days.from.value_or(Day::min()));
                act.object = {"group", group.id, group.owner_id};
                act.changes.Set("valid_to", before, group.days.to);
                DONDOC_RETURN_IF_ERROR(EndGroup(tx, group.id, *group.days.to));
                return answer(group);
              });
}

}  // namespace dondoc::organization
