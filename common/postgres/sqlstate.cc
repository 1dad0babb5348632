#include "common/postgres/sqlstate.h"

#include "common/status/status.h"

namespace dondoc::pg {
namespace {
constexpr std::string_view kConflict = "TRANSACTION_CONFLICT";
constexpr std::string_view kUnavailable = "DATABASE_UNAVAILABLE";
}  // namespace

absl::Status StatusOfSqlState(std::string_view sqlstate, std::string_view constraint, std::string_view message) {
  using Code = absl::StatusCode;
  if (sqlstate == "40001" || sqlstate == "40P01") return Error(Code::kAborted, kConflict, message);
  if (sqlstate == "23505")
    return Error(Code::kAlreadyExists, "UNIQUE_VIOLATION", message, {{"constraint", constraint}});
  if (sqlstate == "23503" || sqlstate == "23514" || sqlstate == "23P01") {
    return Error(Code::kFailedPrecondition, "CONSTRAINT_VIOLATION", message, {{"constraint", constraint}});
  }
  if (sqlstate == "55P03") return Error(Code::kAborted, "LOCK_TIMEOUT", message);
  if (sqlstate == "57014") return Error(Code::kDeadlineExceeded, "STATEMENT_TIMEOUT", message);
  if (sqlstate.empty() || sqlstate.starts_with("08") || sqlstate.starts_with("57P0") || sqlstate == "25006") {
    return Error(Code::kUnavailable, kUnavailable, message);
  }
  if (sqlstate.starts_with("53")) return Error(Code::kResourceExhausted, "DATABASE_FULL", message);
  return Error(Code::kInternal, "DATABASE_ERROR", message, {{"sqlstate", sqlstate}});
}

std::string ConstraintOf(const absl::Status& status) {
  const auto metadata = Metadata(status);
  const auto found = metadata.find("constraint");
  return found == metadata.end() ? std::string() : found->second;
}

bool IsTransactionConflict(const absl::Status& status) { return Reason(status) == kConflict; }
bool IsDatabaseUnavailable(const absl::Status& status) { return Reason(status) == kUnavailable; }

}  // namespace dondoc::pg
