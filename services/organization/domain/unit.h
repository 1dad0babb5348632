// Territories and the bodies that belong to them, as values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/time/day.h"

namespace dondoc::organization {

enum class Level { kCentral = 1, kProvince = 2, kDistrict = 3, kCommune = 4 };

// "CENTRAL", "PROVINCE", "DISTRICT", "COMMUNE", as in the protos and the database.
std::string_view ToString(Level level);
std::optional<Level> ParseLevel(std::string_view text);

// Kinds of the bodies that are there without any template: every other body of a territory is below its head.
inline constexpr std::string_view kUbnd = "UBND";
inline constexpr std::string_view kGovernment = "CHINH_PHU";

// Days on which something exists: from the first one to the one before `to`; without a bound it is open there.
struct Validity {
  std::optional<Day> from;
  std::optional<Day> to;

  bool Contains(Day day) const { return (!from || *from <= day) && (!to || day < *to); }
  bool IsEmpty() const { return from && to && *to <= *from; }
  friend bool operator==(const Validity&, const Validity&) = default;
};

// The days that are in both.
Validity Intersect(const Validity& a, const Validity& b);

struct Territory {
  std::string id;
  std::string code_list;  // "2024"; the country's is "", its code is the same in every list
  std::string code;
  std::string name;  // official: "Huyện Chi Lăng"
  std::string type;  // its type word in lower case: "huyện"
  Level level = Level::kCommune;
  std::optional<std::string> parent_id;
  Validity validity;

  friend bool operator==(const Territory&, const Territory&) = default;
};

struct Unit {
  std::string id;
  std::string name;
  std::string kind;
  Territory territory;
  std::optional<std::string> superior_id;
  std::vector<std::string> superior_ids;  // the nearest first
  std::vector<std::string> tags;
  std::vector<std::string> aliases;
  std::vector<std::string> emails;
  Validity validity;
  std::int64_t version = 1;
  // Where the name comes from a pattern ("Phòng Nội vụ {type} {name}"): it follows its territory's name. Empty for a
  // name of its own.
  std::string name_pattern;
};

}  // namespace dondoc::organization
