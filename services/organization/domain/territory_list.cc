#include "services/organization/domain/territory_list.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "common/csv/csv.h"
#include "common/status/status.h"
#include "common/text/utf8.h"
#include "common/text/words.h"
#include "services/organization/domain/mistakes.h"
#include "services/organization/domain/naming.h"

namespace dondoc::organization {
namespace {

const std::vector<std::string> kHeader = {"code", "name", "level", "type", "parent_code"};

// The columns that a file may have besides, and where each goes.
using Attribute = std::optional<bool> TerritoryRow::*;
const std::map<std::string, Attribute, std::less<>> kAttributes = {
    {"specially_difficult", &TerritoryRow::specially_difficult},
    {"urban", &TerritoryRow::urban},
    {"island", &TerritoryRow::island}};

std::optional<Level> LevelOf(std::string_view word) {
  if (word == "province") return Level::kProvince;
  if (word == "district") return Level::kDistrict;
  if (word == "commune") return Level::kCommune;
  return std::nullopt;
}

bool IsCode(std::string_view code) {
  return !code.empty() && code.size() <= 16 && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-';
  });
}

int LineOf(std::string_view text, std::size_t at) {
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + at, '\n'));
}

// The attribute columns of a header, in their order; nothing where it is not one of a list of territories.
std::optional<std::vector<std::string>> ReadHeader(const std::vector<std::string>& header) {
  if (header.size() < kHeader.size() || !std::equal(kHeader.begin(), kHeader.end(), header.begin()))
    return std::nullopt;
  std::vector<std::string> attributes(header.begin() + static_cast<std::ptrdiff_t>(kHeader.size()), header.end());
  const std::set<std::string> distinct(attributes.begin(), attributes.end());
  const bool known = std::all_of(attributes.begin(), attributes.end(),
                                 [](const std::string& name) { return kAttributes.contains(name); });
  return known && distinct.size() == attributes.size() ? std::optional(std::move(attributes)) : std::nullopt;
}

std::optional<TerritoryRow> ReadRow(const csv::Record& record, const std::vector<std::string>& attributes,
                                    Mistakes& mistakes) {
  const std::size_t columns = kHeader.size() + attributes.size();
  if (record.fields.size() != columns) {
    mistakes.Add(record.line, "row", "BAD_ROW",
                 "has " + std::to_string(record.fields.size()) + " columns, want " + std::to_string(columns) +
                     " (code,name,level,type,parent_code" + (attributes.empty() ? "" : ",...") + ")");
    return std::nullopt;
  }
  const auto field = [&](std::size_t i) { return CollapseSpaces(ToNfc(record.fields[i])); };
  const std::optional<Level> level = LevelOf(field(2));
  TerritoryRow row{record.line, field(0), field(1), TypeWord(field(3)), level.value_or(Level::kCommune), field(4)};
  bool good = true;
  const auto check = [&](bool right, std::string_view name, std::string_view reason, const std::string& message) {
    if (!right) mistakes.Add(record.line, name, reason, message);
    good = good && right;
  };
  check(IsCode(row.code), "code", "BAD_CODE",
        "'" + row.code + "' is no code: digits, capital letters and '-', at most 16");
  check(!row.name.empty(), "name", "MISSING_NAME", "the territory has no name");
  check(level.has_value(), "level", "BAD_LEVEL", "'" + field(2) + "' is not province, district or commune");
  check(!row.type.empty(), "type", "MISSING_TYPE", "the territory has no type word");
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const std::string value = field(kHeader.size() + i);
    check(value.empty() || value == "0" || value == "1", attributes[i], "BAD_ATTRIBUTE",
          "'" + value + "' is not 1 or 0");
    if (!value.empty()) row.*kAttributes.at(attributes[i]) = value == "1";
  }
  if (!good) return std::nullopt;
  return row;
}

using ByCode = std::unordered_map<std::string, const TerritoryRow*>;

ByCode IndexByCode(const std::vector<TerritoryRow>& rows, Mistakes& mistakes) {
  ByCode by_code;
  for (const TerritoryRow& row : rows) {
    const auto [first, is_new] = by_code.emplace(row.code, &row);
    if (!is_new) {
      mistakes.Add(row.line, "code", "DUPLICATE_CODE",
                   "the code " + row.code + " is that of line " + std::to_string(first->second->line) + " already");
    }
  }
  return by_code;
}

// `rejected` are the codes of rows with mistakes of their own: those below them have none for that.
void CheckParents(const std::vector<TerritoryRow>& rows, const ByCode& by_code, const std::set<std::string>& rejected,
                  const KnownLevels& known, Mistakes& mistakes) {
  const bool file_has_districts =
      std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row.level == Level::kDistrict; });
  const bool list_has_districts = file_has_districts || std::any_of(known.begin(), known.end(), [](const auto& one) {
                                    return one.second == Level::kDistrict;
                                  });
  const auto level_of = [&](const std::string& code) -> std::optional<Level> {
    if (const auto row = by_code.find(code); row != by_code.end()) return row->second->level;
    if (const auto one = known.find(code); one != known.end()) return one->second;
    return std::nullopt;
  };
  for (const TerritoryRow& row : rows) {
    if (row.level == Level::kProvince) {
      if (!row.parent_code.empty()) mistakes.Add(row.line, "parent_code", "BAD_PARENT", "a province has no parent");
      continue;
    }
    if (!by_code.contains(row.parent_code) && rejected.contains(row.parent_code)) continue;
    const std::optional<Level> parent = level_of(row.parent_code);
    if (!parent) {
      mistakes.Add(row.line, "parent_code", "UNKNOWN_PARENT",
                   "the list has no territory with the code '" + row.parent_code + "'");
      continue;
    }
    const bool has_districts = by_code.contains(row.parent_code) ? file_has_districts : list_has_districts;
    const Level above = row.level == Level::kCommune && has_districts ? Level::kDistrict : Level::kProvince;
    if (*parent != above) {
      mistakes.Add(row.line, "parent_code", "BAD_PARENT",
                   "the parent " + row.parent_code + " is a " + std::string(ToString(*parent)) + ", want a " +
                       std::string(ToString(above)));
    }
  }
}

}  // namespace

absl::StatusOr<std::vector<TerritoryRow>> ReadTerritoryList(std::string_view csv, std::string_view file_name,
                                                            const KnownLevels& known) {
  Mistakes mistakes;
  if (const auto at = FirstInvalidUtf8(csv)) {
    mistakes.Add(LineOf(csv, *at), "row", "NOT_UTF8", "the file is not UTF-8 from byte " + std::to_string(*at));
    return mistakes.ToStatus(file_name);
  }
  csv::Reader reader(csv);
  const csv::Record* record = reader.Next();
  const auto attributes = record == nullptr ? std::nullopt : ReadHeader(record->fields);
  if (!attributes) {
    mistakes.Add(
        1, "row", "NO_HEADER",
        "the first line is not code,name,level,type,parent_code (and any of specially_difficult,urban,island)");
    return mistakes.ToStatus(file_name);
  }
  std::vector<TerritoryRow> rows;
  std::set<std::string> rejected;
  bool any = false;
  while ((record = reader.Next()) != nullptr) {
    any = true;
    if (auto row = ReadRow(*record, *attributes, mistakes)) {
      rows.push_back(*std::move(row));
    } else {
      rejected.insert(CollapseSpaces(record->fields[0]));
    }
  }
  if (reader.mistake()) {
    mistakes.Add(*reader.mistake());
  } else if (!any) {
    mistakes.Add(2, "row", "NO_ROWS", "the file has no territories");
  }
  const ByCode by_code = IndexByCode(rows, mistakes);
  CheckParents(rows, by_code, rejected, known, mistakes);
  DONDOC_RETURN_IF_ERROR(mistakes.ToStatus(file_name));
  std::sort(rows.begin(), rows.end(),
            [](const auto& a, const auto& b) { return std::pair(a.level, a.code) < std::pair(b.level, b.code); });
  return rows;
}

}  // namespace dondoc::organization
