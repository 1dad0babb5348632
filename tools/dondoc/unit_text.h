// Units, groups and their days as words and columns. Pure.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "dondoc/organization/v1/unit.pb.h"

namespace dondoc::cli {

std::string LevelText(common::v1::Level level);

// "commune" is COMMUNE; "" is unspecified. INVALID_ARGUMENT (BAD_LEVEL) for what is none.
absl::StatusOr<common::v1::Level> ParseLevel(const std::string& text);

template <typename Repeated>
std::string Join(const Repeated& values, std::string_view separator) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : std::string(separator)) + value;
  return text;
}

// "2024-01-01..2025-07-01", "planned", or nothing for what is always so.
std::string DaysText(const std::string& valid_from, const std::string& valid_to);

template <typename Dated>
std::string Days(const Dated& dated) {
  return DaysText(dated.valid_from(), dated.valid_to());
}

// A TerritoryAttribute in words: "specially difficult".
std::string AttributeText(int attribute);
// "island" is ISLAND. INVALID_ARGUMENT (BAD_ATTRIBUTE) for what is none.
absl::StatusOr<organization::v1::TerritoryAttribute> ParseAttribute(const std::string& text);

// "group of COMMUNE kinds UBND in xã that are specially difficult within ID".
std::string GroupText(const organization::v1::UnitGroup& group);

}  // namespace dondoc::cli
