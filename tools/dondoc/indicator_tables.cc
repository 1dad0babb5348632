#include "tools/dondoc/indicator_tables.h"

#include <fmt/core.h>

namespace dondoc::cli {
namespace {

std::string ComparatorText(indicator::v1::Comparator comparator) {
  switch (comparator) {
    case indicator::v1::AT_LEAST:
      return "at least";
    case indicator::v1::MORE_THAN:
      return "more than";
    case indicator::v1::AT_MOST:
      return "at most";
    case indicator::v1::LESS_THAN:
      return "less than";
    case indicator::v1::DECREASE_BY:
      return "less by";
    case indicator::v1::INCREASE_BY:
      return "more by";
    default:
      return "?";
  }
}

std::string YearsText(int from, int to) {
  if (from == 0 && to == 0) return "";
  if (from == to) return fmt::format(" ({})", from);
  if (from == 0) return fmt::format(" (until {})", to);
  if (to == 0) return fmt::format(" (from {})", from);
  return fmt::format(" ({}–{})", from, to);
}

std::string StateText(const indicator::v1::TargetComparison& comparison) {
  return indicator::v1::TargetState_Name(comparison.state()) + " " + TargetText(comparison.target());
}

}  // namespace

std::string NumberText(std::int64_t numerator, std::int64_t denominator, bool is_ratio) {
  return is_ratio ? fmt::format("{}/{}", numerator, denominator) : fmt::format("{}", numerator);
}

std::string TargetText(const indicator::v1::Target& target) {
  return fmt::format("{} {} {}{}", ComparatorText(target.comparator()), target.value().empty() ? "?" : target.value(),
                     target.measure(), YearsText(target.from_year(), target.to_year()));
}

Table IndicatorTable(const indicator::v1::ListIndicatorsResponse& list) {
  Table table({"CODE", "KIND", "MEASURE", "OVER TIME", "NAME"});
  for (const auto& indicator : list.indicators()) {
    table.Add({indicator.code(), indicator::v1::IndicatorKind_Name(indicator.kind()), indicator.measure(),
               indicator::v1::OverTime_Name(indicator.over_time()), indicator.name()});
  }
  return table;
}

Table TotalsTable(const google::protobuf::RepeatedPtrField<indicator::v1::IndicatorTotal>& totals) {
  Table table({"CODE", "TOTAL", "SHARE", "OWN", "REPORTED", "MISSING", "TARGETS"});
  for (const auto& total : totals) {
    const bool is_ratio = total.indicator().kind() == indicator::v1::RATIO;
    std::string targets;
    for (const auto& comparison : total.targets()) targets += (targets.empty() ? "" : "; ") + StateText(comparison);
    table.Add({total.indicator().code(), NumberText(total.numerator(), total.denominator(), is_ratio),
               total.has_share() ? fmt::format("{}.{:02} %", total.share() / 100, total.share() % 100) : "",
               total.has_own() ? NumberText(total.own_numerator(), total.own_denominator(), is_ratio) : "",
               fmt::format("{} of {}", total.reported_units(), total.expected_units()),
               fmt::format("{}", total.missing_units()), targets});
  }
  return table;
}

Table TargetsTable(const indicator::v1::ListTargetsResponse& list) {
  Table table({"ID", "DIRECTIVE", "TARGET", "INDICATOR", "ETAG", "TEXT"});
  for (const auto& target : list.targets()) {
    table.Add({target.id(), target.directive_number(), TargetText(target), target.indicator_code(), target.etag(),
               target.text()});
  }
  return table;
}

Table ValuesTable(const indicator::v1::GetValuesResponse& values) {
  Table table({"CODE", "NUMERATOR", "DENOMINATOR", "REVISION", "CURRENT", "BY", "NOTE"});
  for (const auto& value : values.values()) {
    table.Add({value.indicator_code(), fmt::format("{}", value.numerator()), fmt::format("{}", value.denominator()),
               fmt::format("{}", value.revision()), value.current() ? "yes" : "", value.submitted_by(), value.note()});
  }
  return table;
}

Table ContributionsTable(const v1::Explanation& explanation) {
  Table table({"FROM", "NUMERATOR", "DENOMINATOR", "REPORTED"});
  const auto add = [&](const std::string& name, const auto& one) {
    table.Add({name, fmt::format("{}", one.numerator()), fmt::format("{}", one.denominator()),
               fmt::format("{}", one.reported_units())});
  };
  for (const auto& one : explanation.contributions())
    add(one.unit_name().empty() ? one.unit_id() : one.unit_name(), one);
  if (explanation.has_own()) add("(its own number)", explanation.own());
  if (explanation.has_divided()) add("(divided units)", explanation.divided());
  if (explanation.has_total()) add("TOTAL", explanation.total());
  return table;
}

Table SourcesTable(const v1::Explanation& explanation) {
  Table table({"IN", "UNIT", "FROM", "BEFORE", "NUMERATOR", "DENOMINATOR", "REPORTED"});
  const auto add = [&](const std::string& in, const indicator::v1::SourceUnit& unit) {
    table.Add({in, unit.unit_name().empty() ? unit.unit_id() : unit.unit_name(), unit.valid_from(), unit.valid_to(),
               fmt::format("{}", unit.numerator()), fmt::format("{}", unit.denominator()),
               fmt::format("{}", unit.reported_units())});
  };
  for (const auto& unit : explanation.total().sources()) add("TOTAL", unit);
  for (const auto& one : explanation.contributions()) {
    for (const auto& unit : one.sources()) add(one.unit_name(), unit);
  }
  for (const auto& unit : explanation.divided_units()) add("(divided units)", unit);
  return table;
}

Table MissingTable(const google::protobuf::RepeatedPtrField<indicator::v1::MissingUnit>& units) {
  Table table({"MISSING", "BELOW", "ID"});
  for (const auto& unit : units) table.Add({unit.unit_name(), unit.superior_name(), unit.unit_id()});
  return table;
}

}  // namespace dondoc::cli
