#include "services/directive/domain/named_body.h"

#include <algorithm>
#include <array>
#include <utility>

#include "services/directive/domain/enum_names.h"

namespace dondoc::directive {
namespace {

constexpr std::string_view kAttributes = " attributes=";
constexpr std::array<std::string_view, 5> kParts = {" within=", " kinds=", " tags=", " types=", " except="};

std::string Join(const std::vector<std::string>& items) {
  std::string joined;
  for (const std::string& item : items) {
    joined += (joined.empty() ? "" : ",") + item;
  }
  return joined;
}

std::vector<std::string> Split(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const size_t comma = std::min(text.find(','), text.size());
    items.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return items;
}

std::optional<Meaning> DecodeGroup(Level level, std::string_view rest) {
  std::vector<std::string> attributes;
  if (const size_t at = rest.rfind(kAttributes); at != std::string_view::npos) {
    attributes = Split(rest.substr(at + kAttributes.size()));
    rest = rest.substr(0, at);
  }
  std::array<std::string_view, 5> values;
  for (size_t i = 0; i < kParts.size(); ++i) {
    if (!rest.starts_with(kParts[i])) {
      return std::nullopt;
    }
    rest.remove_prefix(kParts[i].size());
    const size_t end = i + 1 < kParts.size() ? rest.find(kParts[i + 1]) : rest.size();
    if (end == std::string_view::npos) {
      return std::nullopt;
    }
    values[i] = rest.substr(0, end);
    rest.remove_prefix(end);
  }
  UnitGroup group{std::string(values[0]), level, Split(values[1]), Split(values[2]), Split(values[3]), Split(values[4]),
                  std::move(attributes)};
  return Meaning{"", std::move(group), level};
}

}  // namespace

const NamedBody* FindName(const std::vector<NamedBody>& bodies, std::string_view name) {
  const auto found =
      std::find_if(bodies.begin(), bodies.end(), [&](const NamedBody& body) { return body.name == name; });
  return found == bodies.end() ? nullptr : &*found;
}

void PutName(std::vector<NamedBody>& bodies, NamedBody body) {
  for (NamedBody& present : bodies) {
    if (present.name == body.name) {
      present = std::move(body);
      return;
    }
  }
  bodies.push_back(std::move(body));
}

std::string EncodeMeaning(const Meaning& meaning) {
  if (!meaning.known()) {
    return "";
  }
  const std::string level(Name(meaning.level));
  if (!meaning.group.has_value()) {
    return "unit " + level + " " + meaning.unit_id;
  }
  const UnitGroup& group = *meaning.group;
  return "group " + level + " within=" + group.within_unit_id + " kinds=" + Join(group.kinds) +
         " tags=" + Join(group.tags) + " types=" + Join(group.territory_types) +
         " except=" + Join(group.except_unit_ids) +
         (group.attributes.empty() ? "" : std::string(kAttributes) + Join(group.attributes));
}

std::optional<Meaning> DecodeMeaning(std::string_view text) {
  if (text.empty()) {
    return Meaning{};
  }
  const bool group = text.starts_with("group ");
  if (!group && !text.starts_with("unit ")) {
    return std::nullopt;
  }
  text.remove_prefix(group ? 6 : 5);
  const size_t space = text.find(' ');
  const auto level = space == std::string_view::npos ? std::nullopt : ParseLevel(text.substr(0, space));
  if (!level.has_value()) {
    return std::nullopt;
  }
  text.remove_prefix(space);
  if (group) {
    return DecodeGroup(*level, text);
  }
  text.remove_prefix(1);
  return text.empty() ? std::nullopt : std::optional(Meaning{std::string(text), std::nullopt, *level});
}

}  // namespace dondoc::directive
