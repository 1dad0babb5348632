// A list of territories as a file: code,name,level,type,parent_code, and, where it says so, any of
// specially_difficult,urban,island (1 or 0). Read and checked whole before anything is stored. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/organization/domain/unit.h"

namespace dondoc::organization {

struct TerritoryRow {
  int line = 0;
  std::string code;
  std::string name;  // NFC, single spaces
  std::string type;  // the type word in lower case
  Level level = Level::kCommune;
  std::string parent_code;  // empty for a province
  // Nothing where the file does not say.
  std::optional<bool> specially_difficult = {}, urban = {}, island = {};
};

// Levels of the territories that a list has already, by code.
using KnownLevels = std::map<std::string, Level>;

// The rows of the file, provinces first, then districts, then communes, each by code: the order of the file does not
// matter. A file may be a part of the list: `known` are those that are there already, and may be parents.
//
// INVALID_ARGUMENT with the reason, file, line and field of the first mistake in its metadata and up to 20 mistakes,
// one a line, in its message. Reasons: NOT_UTF8, NO_HEADER, BAD_ROW (columns, quotes), BAD_CODE, MISSING_NAME,
// BAD_LEVEL, MISSING_TYPE, BAD_ATTRIBUTE, DUPLICATE_CODE, UNKNOWN_PARENT, BAD_PARENT (a parent that is not one level
// above; in a list without districts communes are below provinces), NO_ROWS.
absl::StatusOr<std::vector<TerritoryRow>> ReadTerritoryList(std::string_view csv, std::string_view file_name,
                                                            const KnownLevels& known = {});

}  // namespace dondoc::organization
