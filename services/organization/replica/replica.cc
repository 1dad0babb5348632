#include "services/organization/replica/replica.h"

#include <algorithm>
#include <utility>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "services/organization/replica/migrations.h"
#include "services/organization/replica/sql.h"

namespace dondoc::organization::replica {
namespace {

Unit Decode(const pg::Row& row) {
  Unit unit;
  unit.id = row.Get<std::string>("id");
  unit.name = row.Get<std::string>("name");
  unit.level = row.Get<std::string>("level");
  unit.kind = row.Get<std::string>("kind");
  unit.superior_id = row.Get<std::optional<std::string>>("superior_id");
  unit.superior_ids = row.Get<std::vector<std::string>>("superior_ids");
  unit.territory_id = row.Get<std::string>("territory_id");
  unit.territory_name = row.Get<std::string>("territory_name");
  unit.territory_type = row.Get<std::string>("territory_type");
  unit.territory_code = row.Get<std::string>("territory_code");
  unit.code_list = row.Get<std::string>("code_list");
  unit.tags = row.Get<std::vector<std::string>>("tags");
  unit.valid_from = row.Get<std::optional<Day>>("valid_from");
  unit.valid_to = row.Get<std::optional<Day>>("valid_to");
  unit.emails = row.Get<std::vector<std::string>>("emails");
  unit.version = row.Get<std::int64_t>("version");
  return unit;
}

absl::Status BadGroup(int index, std::string_view field, std::string_view message) {
  return InvalidField("groups[" + std::to_string(index) + "]." + std::string(field), "BAD_GROUP", message);
}

absl::Status CheckUnitId(const std::string& id, int index, std::string_view field) {
  return IsUuid(id) ? absl::OkStatus() : BadGroup(index, field, "a group needs the ids of units here");
}

template <typename Repeated>
std::string ArrayLiteral(const Repeated& values) {
  return *pg::ToParam(std::vector<std::string>(values.begin(), values.end()));
}

}  // namespace

pg::MigrationSet Migrations() { return pg::MigrationSet::Of("organization_replica", migrations::kFiles); }

absl::StatusOr<CopyState> FindCopyState(pg::Transaction& tx, bool count_units) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindCopyState, count_units, kUnitForm));
  return CopyState{.change = rows[0].Get<std::int64_t>("change"),
                   .units = rows[0].Get<std::int64_t>("units"),
                   .succession_steps = rows[0].Get<std::int64_t>("succession_steps"),
                   .waiting = rows[0].Get<std::int64_t>("waiting"),
                   .waiting_plans = rows[0].Get<std::int64_t>("waiting_plans"),
                   .oldest_form = rows[0].Get<std::int32_t>("oldest_form")};
}

absl::StatusOr<std::string> FindTop(pg::Transaction& tx) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindTop));
  return rows.empty() ? std::string() : rows[0].Get<std::string>("id");
}

absl::Status PermitCountry(pg::Transaction& tx, const access::Permit& permit) {
  DONDOC_ASSIGN_OR_RETURN(const std::string top, FindTop(tx));
  return access::Ask(permit, {.unit = top});
}

absl::StatusOr<std::optional<Unit>> FindUnit(pg::Transaction& tx, std::string_view id, std::optional<Day> day) {
  const std::string ids[] = {std::string(id)};
  DONDOC_ASSIGN_OR_RETURN(std::vector<Unit> units, FindUnits(tx, ids, day));
  if (units.empty()) return std::optional<Unit>();
  return std::optional<Unit>(std::move(units.front()));
}

absl::StatusOr<std::vector<Unit>> FindUnits(pg::Transaction& tx, std::span<const std::string> ids,
                                            std::optional<Day> day) {
  std::vector<std::string> uuids;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(uuids), [](const std::string& id) { return IsUuid(id); });
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindUnits, uuids, day));
  std::vector<Unit> units;
  for (const pg::Row row : rows) units.push_back(Decode(row));
  return units;
}

absl::Status RequireChange(pg::Transaction& tx, std::int64_t tree_change) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindCompleteChange));
  const auto complete = rows[0].Get<std::int64_t>("change");
  return complete >= tree_change ? absl::OkStatus() : TreeBehind(complete, tree_change);
}

absl::Status TreeBehind(std::int64_t complete, std::int64_t tree_change) {
  return Unavailable("TREE_BEHIND", "the copy of the unit tree is at change " + std::to_string(complete) + ", change " +
                                        std::to_string(tree_change) + " has not arrived yet");
}

absl::StatusOr<std::vector<Member>> ExpandGroups(pg::Transaction& tx, std::span<const v1::UnitGroup> groups, Day day) {
  std::vector<std::string> within, level, kinds, tags, types, except, attributes;
  for (const v1::UnitGroup& group : groups) {
    const int index = static_cast<int>(within.size());
    DONDOC_RETURN_IF_ERROR(CheckUnitId(group.within_unit_id(), index, "within_unit_id"));
    for (const std::string& id : group.except_unit_ids()) {
      DONDOC_RETURN_IF_ERROR(CheckUnitId(id, index, "except_unit_ids"));
    }
    std::vector<std::string> names;
    for (const int attribute : group.attributes()) {
      if (attribute == v1::TERRITORY_ATTRIBUTE_UNSPECIFIED || !v1::TerritoryAttribute_IsValid(attribute)) {
        return BadGroup(index, "attributes", "a group has an attribute that is not known here");
      }
      names.push_back(v1::TerritoryAttribute_Name(attribute));
    }
    within.push_back(group.within_unit_id());
    level.push_back(group.level() == common::v1::LEVEL_UNSPECIFIED ? "" : common::v1::Level_Name(group.level()));
    kinds.push_back(ArrayLiteral(group.kinds()));
    tags.push_back(ArrayLiteral(group.tags()));
    types.push_back(ArrayLiteral(group.territory_types()));
    except.push_back(ArrayLiteral(group.except_unit_ids()));
    attributes.push_back(ArrayLiteral(names));
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kExpandGroups, within, level, kinds, tags, types, except, day, attributes));
  std::vector<Member> members;
  for (const pg::Row row : rows) members.push_back({row.Get<std::int32_t>("group_index"), row.Get<std::string>("id")});
  return members;
}

}  // namespace dondoc::organization::replica
