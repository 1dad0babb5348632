#include "services/directive/domain/reading/confidence/confidence.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "services/directive/domain/each_value.h"
#include "services/directive/domain/reading/confidence/data.h"

namespace dondoc::directive::reading {
namespace {

std::optional<int> Number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value >= 0 ? std::optional(value) : std::nullopt;
}

std::array<std::string_view, 5> Columns(std::string_view line) {
  std::array<std::string_view, 5> columns;
  for (std::string_view& column : columns) {
    const size_t tab = std::min(line.find('\t'), line.size());
    column = line.substr(0, tab);
    line.remove_prefix(std::min(tab + 1, line.size()));
  }
  return columns;
}

void Add(const Count& one, Count* sum) {
  sum->right += one.right;
  sum->found += one.found;
}

// How many values the wider class counts for.
constexpr double kWider = 10;

// The share that was right, with `weight` values more that are as good as `wider`.
template <typename Map, typename Key>
double Narrow(const Map& counts, const Key& key, double wider, double weight = kWider) {
  const auto at = counts.find(key);
  const Count count = at == counts.end() ? Count{} : at->second;
  return (count.right + weight * wider) / (count.found + weight);
}

}  // namespace

ConfidenceTable::ConfidenceTable(std::string_view tsv) {
  while (!tsv.empty()) {
    const std::string_view line = tsv.substr(0, tsv.find('\n'));
    tsv.remove_prefix(std::min(tsv.size(), line.size() + 1));
    const auto [field, way, state, right, found] = Columns(line);
    const Evidence evidence = EvidenceByName(way);
    const Count count{Number(right).value_or(-1), Number(found).value_or(-1)};
    if (line.starts_with('#') || evidence == Evidence::kNone || (state != "SOUND" && state != "DAMAGED") ||
        count.right < 0 || count.found < count.right) {
      continue;
    }
    const std::string name(field);
    Add(count, &exact_[{name, evidence, state == "DAMAGED"}]);
    Add(count, &ways_[{name, evidence}]);
    Add(count, &fields_[name]);
  }
}

double ConfidenceTable::Confidence(std::string_view field, Evidence evidence, bool damaged) const {
  const std::string name(field);
  const double of_field = Narrow(fields_, name, 0.5, 2);
  const double of_way = Narrow(ways_, std::pair(name, evidence), of_field);
  return Narrow(exact_, Key(name, evidence, damaged), of_way);
}

const ConfidenceTable& TheConfidenceTable() {
  static const auto& table = *new ConfidenceTable(data::kConfidence);
  return table;
}

void SetConfidence(const ConfidenceTable& table, ParsedDirective* parsed) {
  ForEachValue(*parsed, [&](std::string_view field, auto& value) {
    value.confidence = table.Confidence(field, value.evidence, parsed->damaged);
  });
}

}  // namespace dondoc::directive::reading
