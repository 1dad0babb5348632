#include "services/organization/rpc/read_units.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "common/status/status.h"
#include "services/organization/rpc/convert.h"
#include "services/organization/rpc/require_existing.h"
#include "services/organization/rpc/validate.h"
#include "services/organization/storage/identifier_storage.h"
#include "services/organization/storage/unit_message.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

// The day of a request that was validated; today where it has none.
Day DayOr(const std::string& date, const Context& context) {
  return date.empty() ? DayOf(context.clock.Now()) : *ParseDay(date);
}

absl::StatusOr<Unit> FindAsked(pg::Transaction& tx, const v1::GetUnitRequest& request, Day day) {
  if (!request.unit_id().empty()) return GetUnit(tx, request.unit_id(), day);
  if (!request.territory_code().empty()) return GetHead(tx, request.code_list(), request.territory_code(), day);
  DONDOC_ASSIGN_OR_RETURN(const std::optional<std::string> id, FindIdentified(tx, request.identifier(), day));
  if (id) return GetUnit(tx, *id, day);
  return NotFound("UNIT_NOT_FOUND", "no unit has the identifier '" + request.identifier() + "' on that day");
}

// A unit that does not exist on the day has no groups then: that is not the caller's mistake but how it stands.
absl::Status RequireUnitOfGroup(pg::Transaction& tx, const std::string& within_id, Day day) {
  constexpr char kField[] = "group.within_unit_id";
  const absl::Status existing = RequireExisting(tx, within_id, day, kField);
  if (Reason(existing) != "UNIT_NOT_VALID") return existing;
  return Error(absl::StatusCode::kFailedPrecondition, "UNIT_ENDED", std::string(existing.message()),
               {{"field", kField}});
}

}  // namespace

absl::StatusOr<v1::Unit> ReadUnit(const Context& context, const v1::GetUnitRequest& request) {
  DONDOC_RETURN_IF_ERROR(Validate(request));
  const Day day = DayOr(request.date(), context);
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<v1::Unit> {
    DONDOC_ASSIGN_OR_RETURN(Unit unit, FindAsked(tx, request, day));
    DONDOC_ASSIGN_OR_RETURN(unit.identifiers, ListIdentifiers(tx, unit.id));
    DONDOC_ASSIGN_OR_RETURN(unit.dated_aliases, ListAliases(tx, unit.id));
    Unit* const one = &unit;
    DONDOC_RETURN_IF_ERROR(ReadStates(tx, std::span(&one, 1)));
    return ToMessage(unit);
  });
}

absl::StatusOr<v1::GetUnitsResponse> ReadUnits(const Context& context, const v1::GetUnitsRequest& request) {
  DONDOC_RETURN_IF_ERROR(Validate(request));
  const std::vector<std::string> ids(request.unit_ids().begin(), request.unit_ids().end());
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<v1::GetUnitsResponse> {
    DONDOC_ASSIGN_OR_RETURN(std::vector<Unit> units, FindUnits(tx, ids, DayOr(request.date(), context)));
    std::vector<Unit*> all;
    for (Unit& unit : units) all.push_back(&unit);
    DONDOC_RETURN_IF_ERROR(ReadStates(tx, all));
    v1::GetUnitsResponse response;
    for (const Unit& unit : units) *response.add_units() = ToMessage(unit);
    return response;
  });
}

absl::StatusOr<v1::ListUnitsResponse> ReadUnits(const Context& context, const v1::ListUnitsRequest& request) {
  DONDOC_RETURN_IF_ERROR(Validate(request));
  UnitFilter filter = ToFilter(request, DayOf(context.clock.Now()));
  const auto page = static_cast<std::size_t>(filter.limit);
  ++filter.limit;  // one more says whether there is a next page
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<v1::ListUnitsResponse> {
    // What is planned exists on no day, and neither does the unit that it is planned below.
    if (filter.within_unit_id && !filter.planned)
      DONDOC_RETURN_IF_ERROR(RequireExisting(tx, *filter.within_unit_id, filter.day, "within_unit_id"));
    DONDOC_ASSIGN_OR_RETURN(std::vector<Unit> units, ListUnits(tx, filter));
    std::vector<Unit*> all;
    for (Unit& unit : units) all.push_back(&unit);
    DONDOC_RETURN_IF_ERROR(ReadStates(tx, all));
    v1::ListUnitsResponse response;
    for (std::size_t i = 0; i < std::min(units.size(), page); ++i) *response.add_units() = ToMessage(units[i]);
    if (units.size() > page) response.set_next_page_token(units[page - 1].id);
    return response;
  });
}

absl::StatusOr<v1::ExpandGroupResponse> ReadGroup(const Context& context, const v1::ExpandGroupRequest& request) {
  DONDOC_RETURN_IF_ERROR(Validate(request));
  const Group group = ToGroup(request.group());
  const Day day = DayOr(request.date(), context);
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<v1::ExpandGroupResponse> {
    DONDOC_RETURN_IF_ERROR(RequireUnitOfGroup(tx, group.within_unit_id, day));
    DONDOC_ASSIGN_OR_RETURN(const std::vector<Member> members, ExpandGroups(tx, std::span(&group, 1), day));
    std::vector<std::string> ids;
    for (const Member& member : members) ids.push_back(member.unit_id);
    DONDOC_ASSIGN_OR_RETURN(std::vector<Unit> units, FindUnits(tx, ids, day));
    std::sort(units.begin(), units.end(),
              [](const Unit& a, const Unit& b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
    v1::ExpandGroupResponse response;
    for (const Unit& unit : units) *response.add_units() = ToMessage(unit);
    return response;
  });
}

}  // namespace dondoc::organization
