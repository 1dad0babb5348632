#include "services/organization/app/change_unit.h"

#include <algorithm>
#include <set>
#include <span>

#include "common/text/fold.h"
#include "services/organization/domain/name_resolution/resolve_names.h"
#include "services/organization/storage/identifier_storage.h"
#include "services/organization/storage/territory_storage.h"
#include "services/organization/storage/tree.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

bool IsSame(const std::string& a, const std::string& b) {
  return Fold(a, Punctuation::kDrop) == Fold(b, Punctuation::kDrop);
}

// Gives the alias its days in every spelling that the unit has it in, or adds it. Whether anything changed.
absl::StatusOr<bool> TakeAlias(pg::Transaction& tx, const Unit& unit, const Alias& alias, const WordReader& reader) {
  bool is_known = false, changed = false;
  for (const Alias& one : unit.dated_aliases) {
    if (!IsSame(one.name, alias.name)) continue;
    is_known = true;
    if (one.days == alias.days) continue;
    DONDOC_RETURN_IF_ERROR(PutAlias(tx, unit.id, {one.name, alias.days}, PlaceOf(one.name, reader)));
    changed = true;
  }
  const bool says_nothing = alias.days == Validity() && IsSame(unit.name, alias.name);
  if (is_known || says_nothing) return changed;
  DONDOC_RETURN_IF_ERROR(PutAlias(tx, unit.id, alias, PlaceOf(alias.name, reader)));
  return true;
}

// The ones of this name, in every spelling that the unit has it in; one at least.
absl::StatusOr<std::vector<Alias>> FindAliases(const Unit& unit, const std::string& name) {
  std::vector<Alias> same;
  std::string others;
  for (const Alias& one : unit.dated_aliases) {
    if (IsSame(one.name, name)) same.push_back(one);
    others += (others.empty() ? "" : ", ") + one.name;
  }
  if (!same.empty()) return same;
  return WithMetadata(
      NotFound("ALIAS_NOT_FOUND", unit.name + " does not go by '" + name +
                                      (others.empty() ? "', nor by any other name" : "'; its other names: " + others)),
      "field", "alias");
}

// Ends an alias on the day, as if it had never been one where that is not after its first.
absl::Status End(pg::Transaction& tx, const Unit& unit, Alias alias, std::optional<Day> day, const WordReader& reader,
                 audit::Act& act) {
  const std::optional<Day> before = alias.days.to;
  alias.days.to = day;
  if (!day || alias.days.IsEmpty()) {
    act.changes.Gone("alias", alias.name);
    return DeleteAlias(tx, unit.id, alias.name);
  }
  act.changes.Made("alias", alias.name).Set("valid_to", before, alias.days.to);
  return PutAlias(tx, unit.id, alias, PlaceOf(alias.name, reader));
}

// The one of the scheme that has no end, or nothing.
std::optional<std::string> InForce(const std::vector<UnitIdentifier>& identifiers, IdentifierScheme scheme) {
  for (const UnitIdentifier& known : identifiers) {
    if (known.scheme == scheme && !known.days.to) return known.value;
  }
  return std::nullopt;
}

absl::StatusOr<Unit> GetUnitOfRequest(pg::Transaction& tx, const std::string& id, Day today) {
  auto unit = GetUnit(tx, id, today);
  if (!unit.ok()) return WithMetadata(unit.status(), "field", "unit_id");
  return unit;
}

}  // namespace

absl::StatusOr<std::string> AddAlias(const Context& context, const RequestKey& request, const std::string& unit_id,
                                     const Alias& alias, const UnitAnswer& answer) {
  const TimePoint now = context.clock.Now();
  return Once(context, "AddAlias", request, now,
              [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
                DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
                DONDOC_ASSIGN_OR_RETURN(Unit unit, GetUnitOfRequest(tx, unit_id, DayOf(now)));
                act.object = {"unit", unit.id, unit.id};
                DONDOC_ASSIGN_OR_RETURN(unit.dated_aliases, ListAliases(tx, unit.id));
                DONDOC_ASSIGN_OR_RETURN(const bool changed, TakeAlias(tx, unit, alias, context.vocabulary.reader()));
                if (!changed) return answer(unit);
                for (const Alias& one : unit.dated_aliases) {
                  if (!IsSame(one.name, alias.name)) continue;
                  act.changes.Gone("alias", one.name).Gone("valid_from", one.days.from).Gone("valid_to", one.days.to);
                }
                act.changes.Made("alias", alias.name).Made("valid_from", alias.days.from);
                act.changes.Made("valid_to", alias.days.to);
                DONDOC_ASSIGN_OR_RETURN(unit.dated_aliases, ListAliases(tx, unit.id));
                return answer(unit);
              });
}

absl::StatusOr<std::string> EndAlias(const Context& context, const EndAliasCommand& command, const UnitAnswer& answer) {
  const TimePoint now = context.clock.Now();
  const std::optional<Day> day = command.never ? std::nullopt : std::optional(command.to.value_or(DayOf(now)));
  return Once(context, "EndAlias", command.request, now,
              [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
                DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
                DONDOC_ASSIGN_OR_RETURN(Unit unit, GetUnitOfRequest(tx, command.unit_id, DayOf(now)));
                act.object = {"unit", unit.id, unit.id};
                DONDOC_ASSIGN_OR_RETURN(unit.dated_aliases, ListAliases(tx, unit.id));
                DONDOC_ASSIGN_OR_RETURN(const std::vector<Alias> aliases, FindAliases(unit, command.name));
                for (const Alias& alias : aliases) {
                  DONDOC_RETURN_IF_ERROR(End(tx, unit, alias, day, context.vocabulary.reader(), act));
                }
                DONDOC_ASSIGN_OR_RETURN(unit.dated_aliases, ListAliases(tx, unit.id));
                return answer(unit);
              });
}

absl::StatusOr<std::string> SetContacts(const Context& context, const RequestKey& request, const std::string& unit_id,
                                        const std::vector<std::string>& emails, const UnitAnswer& answer) {
  const TimePoint now = context.clock.Now();
  return Once(context, "SetContacts", request, now,
              [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
                DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
                DONDOC_ASSIGN_OR_RETURN(const Unit before, GetUnitOfRequest(tx, unit_id, DayOf(now)));
                act.object = {"unit", before.id, before.id};
                act.changes.Set("emails", before.emails, emails);
                if (before.emails == emails) return answer(before);
                DONDOC_RETURN_IF_ERROR(SetEmails(tx, unit_id, emails));
                DONDOC_RETURN_IF_ERROR(PublishUnits(tx, {unit_id}, now, context.ids, request.trace));
                DONDOC_ASSIGN_OR_RETURN(const Unit after, GetUnit(tx, unit_id, DayOf(now)));
                return answer(after);
              });
}

absl::StatusOr<std::string> SetIdentifier(const Context& context, const IdentifierCommand& command,
                                          const UnitAnswer& answer) {
  const TimePoint now = context.clock.Now();
  // One that ends does so on a day.
  const std::optional<Day> from = command.value.empty() ? command.from.value_or(DayOf(now)) : command.from;
  return Once(context, "SetIdentifier", command.request, now,
              [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
                DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
                DONDOC_ASSIGN_OR_RETURN(Unit unit, GetUnitOfRequest(tx, command.unit_id, DayOf(now)));
                DONDOC_ASSIGN_OR_RETURN(unit.identifiers, ListIdentifiers(tx, unit.id));
                act.object = {"unit", unit.id, unit.id};
                act.changes.Set(ToString(command.scheme), InForce(unit.identifiers, command.scheme), command.value);
                act.changes.Made("valid_from", from);
                for (const UnitIdentifier& known : unit.identifiers) {
                  if (known.scheme != command.scheme || !known.days.from) continue;
                  if (!from || *from < *known.days.from) {
                    return WithMetadata(
                        FailedPrecondition("DAY_BEFORE_LAST",
                                           "the body has " + known.value + " since " + FormatDay(*known.days.from)),
                        "field", "valid_from");
                  }
                }
                DONDOC_RETURN_IF_ERROR(
                    WithMetadata(PutIdentifier(tx, unit.id, command.scheme, command.value, from), "field", "value"));
                DONDOC_ASSIGN_OR_RETURN(unit.identifiers, ListIdentifiers(tx, unit.id));
                return answer(unit);
              });
}

absl::StatusOr<std::string> SetTags(const Context& context, const TagsCommand& command, const UnitAnswer& answer) {
  const TimePoint now = context.clock.Now();
  const Day from = command.from.value_or(DayOf(now));
  return Once(context, "SetTags", command.request, now,
              [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
                DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
                // As it is on the day from which it changes: that is what is no more.
                DONDOC_ASSIGN_OR_RETURN(const Unit before, GetUnitOfRequest(tx, command.unit_id, from));
                const std::set<std::string> distinct(command.tags.begin(), command.tags.end());
                const std::vector<std::string> tags(distinct.begin(), distinct.end());
                act.object = {"unit", before.id, before.id};
                act.changes.Set("tags", before.tags, tags);
                act.changes.Made("valid_from", command.from);
                DONDOC_RETURN_IF_ERROR(PutTags(tx, before.id, tags, command.from));
                DONDOC_RETURN_IF_ERROR(PublishUnits(tx, {before.id}, now, context.ids, command.request.trace));
                DONDOC_ASSIGN_OR_RETURN(Unit after, GetUnit(tx, before.id, DayOf(now)));
                Unit* const one = &after;
                DONDOC_RETURN_IF_ERROR(ReadStates(tx, std::span(&one, 1)));
                return answer(after);
              });
}

absl::StatusOr<std::string> SetAttributes(const Context& context, const AttributesCommand& command,
                                          const UnitAnswer& answer) {
  const TimePoint now = context.clock.Now();
  const Day from = command.from.value_or(DayOf(now));
  return Once(context, "SetAttributes", command.request, now,
              [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
                DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
                DONDOC_ASSIGN_OR_RETURN(const Unit unit, GetUnitOfRequest(tx, command.unit_id, from));
                DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> touched,
                                        MarkTerritory(tx, unit.territory.id, command.from, command.specially_difficult,
                                                      command.urban, command.island));
                act.object = {"unit", unit.id, unit.id};
                act.changes.Made("territory_id", unit.territory.id).Made("valid_from", command.from);
                const Attributes& before = unit.territory.attributes;
                const auto set = [&](const char* name, bool was, std::optional<bool> is) {
                  if (is && was != *is) act.changes.Set(name, was, *is);
                  if (is && was == *is) act.changes.Made(name, *is);
                };
                set("specially_difficult", before.specially_difficult, command.specially_difficult);
                set("urban", before.urban, command.urban);
                set("island", before.island, command.island);
                DONDOC_RETURN_IF_ERROR(PublishUnits(tx, touched, now, context.ids, command.request.trace));
                DONDOC_ASSIGN_OR_RETURN(Unit after, GetUnit(tx, unit.id, DayOf(now)));
                Unit* const one = &after;
                DONDOC_RETURN_IF_ERROR(ReadStates(tx, std::span(&one, 1)));
                return answer(after);
              });
}

}  // namespace dondoc::organization
