#include "services/indicator/domain/submission.h"

#include <set>
#include <string_view>

#include "common/status/status.h"

namespace dondoc::indicator {
namespace {

// One number of one input: `path` is "values[2]", `name` the field inside it.
absl::StatusOr<std::int64_t> CheckNumber(const std::string& path, std::string_view name,
                                         const std::optional<std::int64_t>& number) {
  const std::string field = path + "." + std::string(name);
  if (!number) return InvalidField(field, "MISSING_VALUE", "the " + std::string(name) + " is missing");
  if (*number < 0) {
    return InvalidField(field, "NEGATIVE_VALUE",
                        "the " + std::string(name) + " is " + std::to_string(*number) + ", below zero");
  }
  if (*number > kLargestNumber) {
    return InvalidField(
        field, "VALUE_TOO_LARGE",
        "the " + std::string(name) + " is " + std::to_string(*number) + ", above " + std::to_string(kLargestNumber));
  }
  return *number;
}

absl::StatusOr<Number> CheckInput(const std::string& path, const CellInput& input, const Indicator& indicator) {
  if (indicator.kind == IndicatorKind::kCount) {
    if (input.numerator || input.denominator) {
      return InvalidField(path, "WRONG_KIND", indicator.code + " is a count: one number, no numerator and denominator");
    }
    DONDOC_ASSIGN_OR_RETURN(const std::int64_t count, CheckNumber(path, "count", input.count));
    return Number{count, 0};
  }
  if (input.count) {
    return InvalidField(path, "WRONG_KIND", indicator.code + " is a ratio: numerator and denominator, not one number");
  }
  DONDOC_ASSIGN_OR_RETURN(const std::int64_t numerator, CheckNumber(path, "numerator", input.numerator));
  DONDOC_ASSIGN_OR_RETURN(const std::int64_t denominator, CheckNumber(path, "denominator", input.denominator));
  if (numerator > denominator) {
    return InvalidField(
        path + ".numerator", "NUMERATOR_ABOVE_DENOMINATOR",
        "the numerator " + std::to_string(numerator) + " is above the denominator " + std::to_string(denominator));
  }
  return Number{numerator, denominator};
}

}  // namespace

absl::StatusOr<std::vector<Cell>> CheckCells(std::span<const CellInput> inputs, const FindIndicator& find) {
  if (inputs.empty()) return InvalidField("values", "NO_VALUES", "a submission has at least one number");
  if (inputs.size() > kMostCells) {
    return InvalidField("values", "TOO_MANY_VALUES",
                        "a submission has at most " + std::to_string(kMostCells) + " numbers");
  }
  std::vector<Cell> cells;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const std::string path = "values[" + std::to_string(i) + "]";
    const Indicator* indicator = find(inputs[i].indicator);
    if (indicator == nullptr) {
      return InvalidField(path + ".indicator", "INDICATOR_NOT_FOUND",
                          "there is no indicator '" + inputs[i].indicator + "'");
    }
    if (!seen.insert(indicator->id).second) {
      return InvalidField(path + ".indicator", "DUPLICATE_CELL", indicator->code + " is given twice");
    }
    DONDOC_ASSIGN_OR_RETURN(const Number number, CheckInput(path, inputs[i], *indicator));
    cells.push_back({indicator->id, indicator->code, number});
  }
  return cells;
}

absl::StatusOr<CellChange> ChangeOf(const std::optional<CurrentValue>& current, const Number& number, bool expected) {
  const Total now{number.numerator, number.denominator, expected ? 1 : 0};
  if (!current) return CellChange{1, true, now};
  if (current->number == number) return CellChange{current->revision, false, {}};
  // Whether the unit is expected was decided with its first number and stays: the roll-ups hold that decision.
  const Total before{current->number.numerator, current->number.denominator, now.reported_units};
  DONDOC_ASSIGN_OR_RETURN(const Total difference, Subtract(now, before));
  return CellChange{current->revision + 1, true, difference};
}

}  // namespace dondoc::indicator
