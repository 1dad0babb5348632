// The catalogue in the database. Free functions over a transaction; errors are those of pg::Transaction, besides what
// is said.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/indicator/domain/indicator.h"

namespace dondoc::indicator {

// ALREADY_EXISTS, reason CODE_TAKEN, field "indicator.code".
absl::Status InsertIndicator(pg::Transaction& tx, const Indicator& indicator);

// Copies indicators that were defined elsewhere. Idempotent.
absl::Status KeepIndicators(pg::Transaction& tx, std::span<const Indicator> indicators);

// The indicators that these codes and ids name; names that name nothing are left out.
absl::StatusOr<std::vector<Indicator>> FindIndicators(pg::Transaction& tx, const std::vector<std::string>& names);

// The indicator that a code or id names. NOT_FOUND, reason INDICATOR_NOT_FOUND, field "indicator".
absl::StatusOr<Indicator> GetIndicator(pg::Transaction& tx, const std::string& name);

// By code, after the code `after`; at most `limit`.
absl::StatusOr<std::vector<Indicator>> ListIndicators(pg::Transaction& tx, const std::string& after, int limit);

// One row of any statement that selects an indicator's columns.
Indicator ReadIndicator(const pg::Row& row);

}  // namespace dondoc::indicator
