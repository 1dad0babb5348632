#include "tools/dondoc/unit_text.h"

#include <algorithm>
#include <cctype>

#include "common/status/status.h"

namespace dondoc::cli {
namespace {

std::string Upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

}  // namespace

std::string LevelText(common::v1::Level level) {
  return level == common::v1::LEVEL_UNSPECIFIED ? "" : common::v1::Level_Name(level);
}

absl::StatusOr<common::v1::Level> ParseLevel(const std::string& text) {
  common::v1::Level level = common::v1::LEVEL_UNSPECIFIED;
  const std::string name = Upper(text);
  if (name.empty() || common::v1::Level_Parse(name, &level)) return level;
  return InvalidField("level", "BAD_LEVEL", "'" + text + "' is not central, province, district or commune");
}

std::string DaysText(const std::string& valid_from, const std::string& valid_to) {
  if (valid_from == "9999-12-31") return "planned";
  return valid_from.empty() && valid_to.empty() ? "" : valid_from + ".." + valid_to;
}

std::string AttributeText(int attribute) {
  switch (attribute) {
    case organization::v1::SPECIALLY_DIFFICULT:
      return "specially difficult";
    case organization::v1::URBAN:
      return "urban";
    case organization::v1::ISLAND:
      return "on islands";
    default:
      return "of an attribute that this program does not know";
  }
}

absl::StatusOr<organization::v1::TerritoryAttribute> ParseAttribute(const std::string& text) {
  organization::v1::TerritoryAttribute attribute{};
  std::string name = Upper(text);
  std::replace(name.begin(), name.end(), '-', '_');
  if (organization::v1::TerritoryAttribute_Parse(name, &attribute) &&
      attribute != organization::v1::TERRITORY_ATTRIBUTE_UNSPECIFIED) {
    return attribute;
  }
  return InvalidField("attribute", "BAD_ATTRIBUTE", "'" + text + "' is not specially_difficult, urban or island");
}

std::string GroupText(const organization::v1::UnitGroup& group) {
  std::string text = "group of " + LevelText(group.level());
  if (group.kinds_size() > 0) text += " kinds " + Join(group.kinds(), ",");
  if (group.tags_size() > 0) text += " tags " + Join(group.tags(), ",");
  if (group.territory_types_size() > 0) text += " in " + Join(group.territory_types(), ",");
  if (group.attributes_size() > 0) text += " that are ";
  for (int i = 0; i < group.attributes_size(); ++i) text += (i > 0 ? ", " : "") + AttributeText(group.attributes(i));
  return text + " within " + group.within_unit_id();
}

}  // namespace dondoc::cli
