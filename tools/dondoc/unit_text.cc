#include "tools/dondoc/unit_text.h"

#include <algorithm>
#include <cctype>

#include "common/status/status.h"

namespace dondoc::cli {

std::string LevelText(common::v1::Level level) {
  return level == common::v1::LEVEL_UNSPECIFIED ? "" : common::v1::Level_Name(level);
}

absl::StatusOr<common::v1::Level> ParseLevel(const std::string& text) {
  common::v1::Level level = common::v1::LEVEL_UNSPECIFIED;
  std::string name = text;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  if (name.empty() || common::v1::Level_Parse(name, &level)) return level;
  return InvalidField("level", "BAD_LEVEL", "'" + text + "' is not central, province, district or commune");
}

std::string DaysText(const std::string& valid_from, const std::string& valid_to) {
  if (valid_from == "9999-12-31") return "planned";
  return valid_from.empty() && valid_to.empty() ? "" : valid_from + ".." + valid_to;
}

std::string GroupText(const organization::v1::UnitGroup& group) {
  std::string text = "group of " + LevelText(group.level());
  if (group.kinds_size() > 0) text += " kinds " + Join(group.kinds(), ",");
  if (group.tags_size() > 0) text += " tags " + Join(group.tags(), ",");
  if (group.territory_types_size() > 0) text += " in " + Join(group.territory_types(), ",");
  return text + " within " + group.within_unit_id();
}

}  // namespace dondoc::cli
