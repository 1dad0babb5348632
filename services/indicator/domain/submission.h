// What a unit submits, and what it changes. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/indicator/domain/indicator.h"
#include "services/indicator/domain/number.h"

namespace dondoc::indicator {

inline constexpr std::size_t kMostCells = 1000;        // of one submission
inline constexpr std::size_t kMostSubmissions = 1000;  // of one batch

// One number as it was typed.
struct CellInput {
  std::string indicator;  // code or id
  std::optional<std::int64_t> count;
  std::optional<std::int64_t> numerator;
  std::optional<std::int64_t> denominator;
};

// One number that may be kept.
struct Cell {
  std::string indicator_id;
  std::string indicator_code;
  Number number;
};

// The indicator that a code or an id names, or nullptr.
using FindIndicator = std::function<const Indicator*(const std::string&)>;

// The numbers, in the same order, or the first mistake with its path ("values[2].numerator"). INVALID_ARGUMENT:
// NO_VALUES, TOO_MANY_VALUES, INDICATOR_NOT_FOUND, DUPLICATE_CELL, WRONG_KIND, MISSING_VALUE, NEGATIVE_VALUE,
// VALUE_TOO_LARGE, NUMERATOR_ABOVE_DENOMINATOR.
absl::StatusOr<std::vector<Cell>> CheckCells(std::span<const CellInput> inputs, const FindIndicator& find);

// The number of a cell that counts now.
struct CurrentValue {
  int revision = 0;
  Number number;
};

// What one cell becomes.
struct CellChange {
  int revision = 1;      // the current one after the submission
  bool changed = false;  // whether it is a new revision; the same number again is not
  Total difference;      // what it adds to the unit's roll-up
};

// `current` is nothing where the unit has not reported it before. `expected`: whether the unit counts for completeness.
absl::StatusOr<CellChange> ChangeOf(const std::optional<CurrentValue>& current, const Number& number, bool expected);

}  // namespace dondoc::indicator
