#include "services/organization/domain/unit.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dondoc::organization {
namespace {

constexpr std::array<std::pair<Level, std::string_view>, 4> kLevels{{{Level::kCentral, "CENTRAL"},
                                                                     {Level::kProvince, "PROVINCE"},
                                                                     {Level::kDistrict, "DISTRICT"},
                                                                     {Level::kCommune, "COMMUNE"}}};

}  // namespace

std::string_view ToString(Level level) {
  for (const auto& [value, name] : kLevels) {
    if (value == level) return name;
  }
  return "";
}

std::optional<Level> ParseLevel(std::string_view text) {
  for (const auto& [value, name] : kLevels) {
    if (name == text) return value;
  }
  return std::nullopt;
}

bool AddAttribute(std::string_view name, Attributes& attributes) {
  attributes.specially_difficult = attributes.specially_difficult || name == "SPECIALLY_DIFFICULT";
  attributes.urban = attributes.urban || name == "URBAN";
  attributes.island = attributes.island || name == "ISLAND";
  return name == "SPECIALLY_DIFFICULT" || name == "URBAN" || name == "ISLAND";
}

Attributes AttributesOf(std::string_view type) {
  constexpr std::array<std::string_view, 5> kUrban = {"phường", "thị trấn", "quận", "thị xã", "thành phố"};
  return {false, std::find(kUrban.begin(), kUrban.end(), type) != kUrban.end(), type == "đặc khu"};
}

Validity Intersect(const Validity& a, const Validity& b) {
  Validity both;
  both.from = a.from && b.from ? std::max(a.from, b.from) : (a.from ? a.from : b.from);
  both.to = a.to && b.to ? std::min(a.to, b.to) : (a.to ? a.to : b.to);
  return both;
}

}  // namespace dondoc::organization
