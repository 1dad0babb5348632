#include "services/organization/domain/naming.h"

#include <array>
#include <utility>

#include "common/text/utf8.h"
#include "common/text/words.h"

namespace dondoc::organization {
namespace {

void ReplaceAll(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

std::string Render(std::string_view pattern, const Territory& territory, std::string_view type, std::string_view name) {
  std::string text(pattern);
  ReplaceAll(text, "{party}", PartyCommittee(territory.type));
  ReplaceAll(text, "{type}", type);
  ReplaceAll(text, "{name}", name);
  return CollapseSpaces(text);
}

}  // namespace

std::string TypeWord(std::string_view type) {
  const std::string lower = ToLower(CollapseSpaces(type));
  return lower.starts_with("thành phố") ? "thành phố" : lower;
}

std::string BareName(std::string_view name, std::string_view type_word) {
  const std::string whole = CollapseSpaces(name);
  const std::string prefix = std::string(type_word) + " ";
  const std::string lower = ToLower(whole);
  // Vietnamese letters keep their length in bytes when their case changes, so the offset holds for `whole`.
  return lower.starts_with(prefix) && lower.size() == whole.size() ? whole.substr(prefix.size()) : whole;
}

std::string PartyCommittee(std::string_view type_word) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kCommittees{{{"tỉnh", "Tỉnh ủy"},
                                                                                             {"thành phố", "Thành ủy"},
                                                                                             {"huyện", "Huyện ủy"},
                                                                                             {"quận", "Quận ủy"},
                                                                                             {"thị xã", "Thị ủy"}}};
  for (const auto& [type, committee] : kCommittees) {
    if (type == type_word) return std::string(committee);
  }
  return "Đảng ủy";
}

std::string PatternOf(std::string_view name, const Territory& territory) {
  const std::string bare = BareName(territory.name, territory.type);
  for (const auto& [locality, placeholders] :
       {std::pair(territory.type + " " + bare, std::string_view("{type} {name}")),
        std::pair(bare, std::string_view("{name}"))}) {
    if (name.size() <= locality.size() || !name.ends_with(" " + locality)) continue;
    return std::string(name.substr(0, name.size() - locality.size())) + std::string(placeholders);
  }
  return std::string(name);
}

std::string RenderName(std::string_view pattern, const Territory& territory) {
  return Render(pattern, territory, territory.type, BareName(territory.name, territory.type));
}

std::string RenderCore(std::string_view pattern, const Territory& territory) {
  return Render(pattern, territory, "", "");
}

}  // namespace dondoc::organization
