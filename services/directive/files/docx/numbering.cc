#include "services/directive/files/docx/numbering.h"

#include <array>
#include <charconv>
#include <utility>

namespace dondoc::directive::files {
namespace {

// Styles are based on styles; a circle of them ends here.
constexpr int kLongestChain = 20;

std::optional<int> Number(const std::string& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// A switch is on where it has no value, or one that is not false.
bool IsOn(const std::string& value) { return value != "0" && value != "false" && value != "off"; }

// Bullets are characters of symbol fonts; the reader knows a dash and a plus.
std::string Bullet(const std::string& text) { return text == "+" ? "+" : "-"; }

}  // namespace

std::optional<CountFormat> FormatNamed(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, CountFormat>, 6> kFormats = {
      {{"decimal", CountFormat::kDecimal},
       {"decimalZero", CountFormat::kDecimalZero},
       {"upperRoman", CountFormat::kUpperRoman},
       {"lowerRoman", CountFormat::kLowerRoman},
       {"upperLetter", CountFormat::kUpperLetter},
       {"lowerLetter", CountFormat::kLowerLetter}}};
  for (const auto& [known, format] : kFormats) {
    if (known == name) return format;
  }
  return std::nullopt;
}

absl::Status Numbering::ReadLists(XmlEvents events) {
  Pattern* pattern = nullptr;
  List* list = nullptr;
  std::map<int, Level>* levels = nullptr;
  int at = 0;
  Level* level = nullptr;
  while (events.Next()) {
    if (events.kind() != XmlEvents::Kind::kBegin || !events.word()) continue;
    const std::string_view name = events.name();
    const std::string value = events.Attribute("val");
    if (name == "abstractNum") {
      pattern = &patterns_[Number(events.Attribute("abstractNumId")).value_or(-1)];
      levels = &pattern->levels;
    } else if (name == "num") {
      list = &lists_[Number(events.Attribute("numId")).value_or(-1)];
      levels = &list->levels;
    } else if (name == "abstractNumId" && list != nullptr) {
      list->pattern = Number(value).value_or(-1);
    } else if (name == "lvlOverride") {
      at = Number(events.Attribute("ilvl")).value_or(0);
    } else if (name == "startOverride" && list != nullptr) {
      list->starts[at] = Number(value).value_or(1);
    } else if (name == "lvl" && levels != nullptr) {
      level = &(*levels)[Number(events.Attribute("ilvl")).value_or(0)];
    } else if (level == nullptr) {
      continue;
    } else if (name == "start") {
      level->start = Number(value).value_or(1);
    } else if (name == "numFmt") {
      level->bullet = value == "bullet";
      level->shown = value != "none";
      level->format = FormatNamed(value).value_or(CountFormat::kDecimal);
    } else if (name == "lvlText") {
      level->text = value;
    } else if (name == "isLgl") {
      level->legal = IsOn(value);
    } else if (name == "pStyle") {
      level->style = value;
    }
  }
  return events.status();
}

absl::Status Numbering::ReadStyles(XmlEvents events) {
  Style* style = nullptr;
  while (events.Next()) {
    if (events.kind() != XmlEvents::Kind::kBegin || !events.word()) continue;
    const std::string_view name = events.name();
    const std::string value = events.Attribute("val");
    if (name == "style") {
      style = &styles_[events.Attribute("styleId")];
    } else if (style == nullptr) {
      continue;
    } else if (name == "basedOn") {
      style->based_on = value;
    } else if (name == "numId") {
      style->numbered.list = Number(value);
    } else if (name == "ilvl") {
      style->numbered.level = Number(value);
    } else if (name == "jc") {
      style->centred = value == "center";
    }
  }
  return events.status();
}

const Numbering::Style* Numbering::FindStyle(const std::string& name) const {
  const auto found = styles_.find(name);
  return found == styles_.end() ? nullptr : &found->second;
}

NumberedBy Numbering::OfStyle(const std::string& style) const {
  NumberedBy numbered;
  std::string name = style;
  for (int i = 0; i < kLongestChain && !name.empty(); ++i) {
    const Style* found = FindStyle(name);
    if (found == nullptr) break;
    if (!numbered.list) numbered.list = found->numbered.list;
    if (!numbered.level) numbered.level = found->numbered.level;
    name = found->based_on;
  }
  return numbered;
}

bool Numbering::StyleIsCentred(const std::string& style) const {
  std::string name = style;
  for (int i = 0; i < kLongestChain && !name.empty(); ++i) {
    const Style* found = FindStyle(name);
    if (found == nullptr) break;
    if (found->centred) return *found->centred;
    name = found->based_on;
  }
  return false;
}

const Numbering::Level* Numbering::FindLevel(const List& list, int level) const {
  if (const auto own = list.levels.find(level); own != list.levels.end()) return &own->second;
  const auto pattern = patterns_.find(list.pattern);
  if (pattern == patterns_.end()) return nullptr;
  const auto found = pattern->second.levels.find(level);
  return found == pattern->second.levels.end() ? nullptr : &found->second;
}

std::string Numbering::Text(const List& list, const Level& level, int at) const {
  const std::map<int, int>& counts = patterns_.at(list.pattern).counts;
  std::string text;
  for (size_t i = 0; i < level.text.size(); ++i) {
    const bool place =
        level.text[i] == '%' && i + 1 < level.text.size() && level.text[i + 1] >= '1' && level.text[i + 1] <= '9';
    if (!place) {
      text.push_back(level.text[i]);
      continue;
    }
    const int of = level.text[++i] - '1';
    const Level* other = of == at ? &level : FindLevel(list, of);
    if (other == nullptr) continue;
    const auto count = counts.find(of);
    text += CountText(count == counts.end() ? other->start : count->second,
                      level.legal && of != at ? CountFormat::kDecimal : other->format);
  }
  return text;
}

std::string Numbering::Label(const std::string& style, const NumberedBy& paragraph) {
  const NumberedBy by_style = OfStyle(style);
  const int id = paragraph.list.value_or(by_style.list.value_or(0));
  const auto found = lists_.find(id);
  if (id == 0 || found == lists_.end() || !patterns_.contains(found->second.pattern)) return "";
  List& list = found->second;
  int at = paragraph.level.value_or(by_style.level.value_or(0));
  if (!paragraph.list && !by_style.level) {
    for (int i = 0; i < kLevels; ++i) {
      const Level* linked = FindLevel(list, i);
      if (linked != nullptr && linked->style == style && !style.empty()) at = i;
    }
  }
  const Level* level = FindLevel(list, at);
  if (level == nullptr) return "";
  std::map<int, int>& counts = patterns_.at(list.pattern).counts;
  if (!std::exchange(list.used, true)) {
    // A list with starts of its own begins them when it is first used.
    for (const auto& [on, start] : list.starts) counts[on] = start - 1;
  }
  const auto [count, first] = counts.try_emplace(at, level->start);
  if (!first) ++count->second;
  counts.erase(std::next(count), counts.end());
  if (!level->shown) return "";
  const std::string text = level->bullet ? Bullet(level->text) : Text(list, *level, at);
  return text.empty() ? "" : text + " ";
}

}  // namespace dondoc::directive::files
