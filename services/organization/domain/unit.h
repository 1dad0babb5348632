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

// What is planned exists from this day, which never comes: on no day that anybody asks about.
inline constexpr Day kNotYet = std::chrono::sys_days(std::chrono::year(9999) / 12 / 31);

// Days on which something exists: from the first one to the one before `to`; without a bound it is open there.
struct Validity {
  std::optional<Day> from;
  std::optional<Day> to;

  bool Contains(Day day) const { return (!from || *from <= day) && (!to || day < *to); }
  bool IsEmpty() const { return from && to && *to <= *from; }
  bool IsPlanned() const { return from == kNotYet; }
  friend bool operator==(const Validity&, const Validity&) = default;
};

// The days that are in both.
Validity Intersect(const Validity& a, const Validity& b);

// What laws and programmes ask about a territory besides its level.
struct Attributes {
  bool specially_difficult = false;  // đặc biệt khó khăn
  bool urban = false;                // đô thị
  bool island = false;               // hải đảo

  bool any() const { return specially_difficult || urban || island; }
  friend bool operator==(const Attributes&, const Attributes&) = default;
};

// Adds the one with this name, as in the protos: "SPECIALLY_DIFFICULT", "URBAN", "ISLAND". False for another name.
bool AddAttribute(std::string_view name, Attributes& attributes);

// What the type word alone says: a phường is urban, a đặc khu is an island (Luật Tổ chức chính quyền địa phương 2025).
Attributes AttributesOf(std::string_view type);

// A territory as it is on one day.
struct Territory {
  std::string id;
  std::string code_list;  // "2024"; the country's is "", its code is the same in every list
  std::string code;
  std::string name;  // official: "Huyện Chi Lăng"
  std::string type;  // its type word in lower case: "huyện"
  Level level = Level::kCommune;
  std::optional<std::string> parent_id;
  Validity validity;
  Attributes attributes = {};

  friend bool operator==(const Territory&, const Territory&) = default;
};

// A stretch of days in which the name and place of a unit, and the groups that it answers to, were what they were.
struct UnitState {
  Validity days;
  std::string name;
  std::optional<std::string> superior_id;
  std::vector<std::string> superior_ids;  // the nearest first
  std::string territory_name, territory_type, territory_code, code_list;
  Attributes attributes = {};
  std::vector<std::string> tags = {};

  friend bool operator==(const UnitState&, const UnitState&) = default;
};

// Another name of a unit, in the days in which documents use it.
struct Alias {
  std::string name;
  Validity days;
};

enum class IdentifierScheme;

// An identifier of a unit in the days in which it is that (identifier.h).
struct UnitIdentifier {
  IdentifierScheme scheme{};
  std::string value;
  Validity days;
};

// A unit as it is on one day.
struct Unit {
  std::string id;
  std::string name;
  std::string kind;
  Territory territory;
  std::optional<std::string> superior_id;
  std::vector<std::string> superior_ids;  // the nearest first
  std::vector<std::string> tags;          // of the day
  std::vector<std::string> aliases;       // of the day
  std::vector<std::string> emails;
  Validity validity;
  std::int64_t version = 1;
  // Where the name comes from a pattern ("Phòng Nội vụ {type} {name}"): it follows its territory's name. Empty for a
  // name of its own.
  std::string name_pattern;
  // All states, in the order of their days and without a gap between them, where there is more than one and they were
  // read (ReadStates).
  std::vector<UnitState> states = {};
  std::vector<UnitIdentifier> identifiers = {};  // where they were read
  std::vector<Alias> dated_aliases = {};         // of all days, where they were read
};

}  // namespace dondoc::organization
