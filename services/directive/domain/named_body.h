// Whom a name in a document means: one unit, a group of units, or nobody known yet.
//
// Pure values, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc::directive {

enum class Level { kCentral, kProvince, kDistrict, kCommune };

// A group (nhóm đơn vị), expanded on the day of issue by whoever hands out the work; the same shape as
// organization.v1.UnitGroup.
struct UnitGroup {
  std::string within_unit_id;
  Level level = Level::kCommune;
  std::vector<std::string> kinds;
  std::vector<std::string> tags;
  std::vector<std::string> territory_types;
  std::vector<std::string> except_unit_ids;
  std::vector<std::string> attributes = {};  // that the territories have: "SPECIALLY_DIFFICULT", "URBAN", "ISLAND"
  friend bool operator==(const UnitGroup&, const UnitGroup&) = default;
};

// What a name means: a unit (unit_id), or a group, or nothing.
struct Meaning {
  std::string unit_id;
  std::optional<UnitGroup> group;
  Level level = Level::kCommune;  // of the unit or of the group's members; without a sense where neither is set
  bool known() const { return !unit_id.empty() || group.has_value(); }
  friend bool operator==(const Meaning&, const Meaning&) = default;
};

// A unit that may be meant.
struct Candidate {
  std::string unit_id;
  std::string name;
  friend bool operator==(const Candidate&, const Candidate&) = default;
};

// A name as one document writes it, and what it means there. Within one document a name means one thing.
struct NamedBody {
  std::string name;
  Meaning meaning;
  bool chosen = false;                // a person said so: asking again never changes it
  std::vector<Candidate> candidates;  // where the meaning is not known: the likeliest first
  friend bool operator==(const NamedBody&, const NamedBody&) = default;
};

// The body of that name, or nullptr.
const NamedBody* FindName(const std::vector<NamedBody>& bodies, std::string_view name);

// Adds `body` or takes the place of the one with its name.
void PutName(std::vector<NamedBody>& bodies, NamedBody body);

// A meaning in one line, as corrections keep it, and back: "" (nobody known), "unit DISTRICT <id>",
// "group COMMUNE within=<id> kinds=UBND tags= types=xã,thị trấn except=<id>", where it has any with "
// attributes=ISLAND" behind. Nothing for another form.
std::string EncodeMeaning(const Meaning& meaning);
std::optional<Meaning> DecodeMeaning(std::string_view text);

}  // namespace dondoc::directive
