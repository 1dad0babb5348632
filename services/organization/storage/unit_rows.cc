#include "services/organization/storage/unit_rows.h"

#include <optional>

namespace dondoc::organization {
namespace {

Level DecodeLevel(const pg::Row& row) {
  const auto text = row.Get<std::string>("level");
  const std::optional<Level> level = ParseLevel(text);
  if (!level) throw pg::DecodeError("'" + text + "' is no level");
  return *level;
}

}  // namespace

Attributes DecodeAttributes(const pg::Row& row) {
  return {row.Get<bool>("specially_difficult"), row.Get<bool>("urban"), row.Get<bool>("island")};
}

Unit DecodeUnit(const pg::Row& row) {
  Unit unit;
  unit.id = row.Get<std::string>("id");
  unit.name = row.Get<std::string>("name");
  unit.kind = row.Get<std::string>("kind");
  unit.superior_id = row.Get<std::optional<std::string>>("superior_id");
  unit.superior_ids = row.Get<std::vector<std::string>>("superior_ids");
  unit.tags = row.Get<std::vector<std::string>>("tags");
  unit.aliases = row.Get<std::vector<std::string>>("aliases");
  unit.emails = row.Get<std::vector<std::string>>("emails");
  unit.validity = {row.Get<std::optional<Day>>("valid_from"), row.Get<std::optional<Day>>("valid_to")};
  unit.version = row.Get<std::int64_t>("version");
  unit.name_pattern = row.Get<std::string>("name_pattern");
  unit.territory = {
      row.Get<std::string>("territory_id"),
      row.Get<std::string>("code_list"),
      row.Get<std::string>("code"),
      row.Get<std::string>("territory_name"),
      row.Get<std::string>("territory_type"),
      DecodeLevel(row),
      row.Get<std::optional<std::string>>("parent_id"),
      {row.Get<std::optional<Day>>("territory_valid_from"), row.Get<std::optional<Day>>("territory_valid_to")},
      DecodeAttributes(row)};
  return unit;
}

std::vector<Unit> DecodeUnits(const pg::Result& rows) {
  std::vector<Unit> units;
  units.reserve(static_cast<std::size_t>(rows.size()));
  for (const pg::Row row : rows) units.push_back(DecodeUnit(row));
  return units;
}

Territory DecodeTerritory(const pg::Row& row) {
  return {row.Get<std::string>("id"),
          row.Get<std::string>("code_list"),
          row.Get<std::string>("code"),
          row.Get<std::string>("name"),
          row.Get<std::string>("type"),
          DecodeLevel(row),
          row.Get<std::optional<std::string>>("parent_id"),
          {row.Get<std::optional<Day>>("valid_from"), row.Get<std::optional<Day>>("valid_to")},
          DecodeAttributes(row)};
}

UnitState DecodeUnitState(const pg::Row& row) {
  return {{row.Get<std::optional<Day>>("valid_from"), row.Get<std::optional<Day>>("valid_to")},
          row.Get<std::string>("name"),
          row.Get<std::optional<std::string>>("superior_id"),
          row.Get<std::vector<std::string>>("superior_ids"),
          row.Get<std::string>("territory_name"),
          row.Get<std::string>("territory_type"),
          row.Get<std::string>("code"),
          row.Get<std::string>("code_list"),
          DecodeAttributes(row),
          row.Get<std::vector<std::string>>("tags")};
}

}  // namespace dondoc::organization
