// The one table from PostgreSQL's SQLSTATE to our codes and reasons.
//
//   40001, 40P01 (serialization failure, deadlock)  ABORTED  TRANSACTION_CONFLICT      rerun the whole transaction
//   23505 (unique)                                  ALREADY_EXISTS  UNIQUE_VIOLATION   metadata "constraint"
//   23503 (foreign key), 23514 (check), 23P01       FAILED_PRECONDITION  CONSTRAINT_VIOLATION  metadata "constraint"
//   55P03 (lock timeout)                            ABORTED  LOCK_TIMEOUT
//   57014 (statement timeout)                       DEADLINE_EXCEEDED  STATEMENT_TIMEOUT
//   08xxx, 57P01-57P03, 25006, connection lost      UNAVAILABLE  DATABASE_UNAVAILABLE
//   53xxx (out of disk, memory, connections)        RESOURCE_EXHAUSTED  DATABASE_FULL
//   anything else: a mistake of ours                INTERNAL
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace dondoc::pg {

absl::Status StatusOfSqlState(std::string_view sqlstate, std::string_view constraint, std::string_view message);

// The name of the violated constraint, or "": storage maps it to a reason of the business.
std::string ConstraintOf(const absl::Status& status);

// Whether rerunning the whole transaction may help: a conflict with another transaction.
bool IsTransactionConflict(const absl::Status& status);
// Whether the server could not be reached or told us to go away.
bool IsDatabaseUnavailable(const absl::Status& status);

}  // namespace dondoc::pg
