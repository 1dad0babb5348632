#include "services/organization/domain/equipment.h"

#include <algorithm>
#include <utility>

#include "common/csv/csv.h"
#include "common/status/status.h"
#include "common/text/words.h"
#include "services/organization/domain/naming.h"

namespace dondoc::organization {
namespace {

const std::vector<std::string> kHeader = {"level",   "types", "kind",       "name",
                                          "aliases", "tags",  "valid_from", "valid_to"};

std::vector<std::string> SplitList(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t bar = std::min(text.find('|'), text.size());
    if (std::string part = CollapseSpaces(text.substr(0, bar)); !part.empty()) parts.push_back(std::move(part));
    text.remove_prefix(std::min(bar + 1, text.size()));
  }
  return parts;
}

// Remarks become empty lines, so that line numbers stay.
std::string WithoutRemarks(std::string_view csv) {
  std::string out;
  while (!csv.empty()) {
    const std::size_t end = std::min(csv.find('\n'), csv.size());
    if (!csv.starts_with('#')) out += csv.substr(0, end);
    out += '\n';
    csv.remove_prefix(std::min(end + 1, csv.size()));
  }
  return out;
}

absl::Status Bad(int line, const std::string& what) {
  return Error(absl::StatusCode::kInvalidArgument, "BAD_TEMPLATE", "line " + std::to_string(line) + ": " + what,
               {{"line", std::to_string(line)}});
}

absl::StatusOr<TemplateRow> ReadRow(const csv::Record& record) {
  if (record.fields.size() != kHeader.size())
    return Bad(record.line, "has " + std::to_string(record.fields.size()) + " columns");
  const auto& f = record.fields;
  const std::optional<Level> level = ParseLevel(f[0]);
  if (!level) return Bad(record.line, "'" + f[0] + "' is no level");
  if (f[2].empty() || f[3].empty()) return Bad(record.line, "kind or name is missing");
  TemplateRow row{*level, SplitList(f[1]), f[2], f[3], SplitList(f[4]), SplitList(f[5]), {}};
  if (!f[6].empty() && !(row.validity.from = ParseDay(f[6]))) return Bad(record.line, "'" + f[6] + "' is no day");
  if (!f[7].empty() && !(row.validity.to = ParseDay(f[7]))) return Bad(record.line, "'" + f[7] + "' is no day");
  if (row.validity.IsEmpty()) return Bad(record.line, "it ends before it begins");
  return row;
}

bool Applies(const TemplateRow& row, const Territory& territory) {
  return row.level == territory.level &&
         (row.types.empty() || std::find(row.types.begin(), row.types.end(), territory.type) != row.types.end());
}

Unit MakeUnit(const TemplateRow& row, const Unit& head, const Validity& validity, std::string id) {
  Unit unit;
  unit.id = std::move(id);
  unit.name_pattern = row.name;
  unit.name = RenderName(row.name, head.territory);
  unit.kind = row.kind;
  unit.territory = head.territory;
  unit.superior_id = head.id;
  unit.superior_ids = {head.id};
  unit.superior_ids.insert(unit.superior_ids.end(), head.superior_ids.begin(), head.superior_ids.end());
  unit.tags = row.tags;
  for (const std::string& alias : row.aliases) unit.aliases.push_back(RenderCore(alias, head.territory));
  unit.validity = validity;
  unit.states = StatesBelow(head, row.name, row.tags);
  return unit;
}

}  // namespace

absl::StatusOr<std::vector<TemplateRow>> ReadTemplate(std::string_view csv) {
  const std::string text = WithoutRemarks(csv);
  csv::Reader reader(text);
  const csv::Record* record = reader.Next();
  if (record == nullptr || record->fields != kHeader) {
    return InvalidField("row", "BAD_TEMPLATE", "the template has no header");
  }
  std::vector<TemplateRow> rows;
  while ((record = reader.Next()) != nullptr) {
    DONDOC_ASSIGN_OR_RETURN(TemplateRow row, ReadRow(*record));
    rows.push_back(std::move(row));
  }
  if (const auto& mistake = reader.mistake()) {
    return Bad(mistake->line, "field " + std::to_string(mistake->column) + " " + mistake->what);
  }
  return rows;
}

std::vector<UnitState> StatesBelow(const Unit& superior, std::string_view pattern,
                                   const std::vector<std::string>& tags) {
  std::vector<UnitState> states;
  for (const UnitState& above : superior.states) {
    Territory territory = superior.territory;
    territory.name = above.territory_name;
    territory.type = above.territory_type;
    UnitState& state = states.emplace_back(above);
    state.name = RenderName(pattern, territory);
    state.tags = tags;
    state.superior_id = superior.id;
    state.superior_ids.insert(state.superior_ids.begin(), superior.id);
  }
  return states;
}

std::vector<Unit> Equip(const std::vector<TemplateRow>& rows, const std::vector<EquipSite>& sites,
                        std::optional<Day> day, const std::function<std::string()>& new_id) {
  std::vector<Unit> missing;
  for (const EquipSite& site : sites) {
    std::set<std::string> there = site.kinds_there;
    for (const TemplateRow& row : rows) {
      const Validity validity = Intersect(row.validity, site.head.validity);
      if (!Applies(row, site.head.territory) || validity.IsEmpty() || (day && !validity.Contains(*day))) continue;
      if (there.insert(row.kind).second) missing.push_back(MakeUnit(row, site.head, validity, new_id()));
    }
  }
  return missing;
}

}  // namespace dondoc::organization
