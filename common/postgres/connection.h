// One connection to PostgreSQL over libpq. Not thread-safe: one thread at a time. The pool (database.h) is what
// services use; the migrator and tests use connections directly.
#pragma once

#include <libpq-fe.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/result.h"
#include "common/postgres/statement.h"

namespace dondoc::pg {

class Connection {
 public:
  // Connects and sets what every session has: UTC, ISO dates, no long idling inside a transaction, and timeouts that
  // notice a dead peer. `conninfo` is libpq's. UNAVAILABLE where the server cannot be reached.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(const std::string& conninfo);

  // Runs a statement with parameters; prepared on its first use in this session. Errors by the SQLSTATE table
  // (sqlstate.h).
  absl::StatusOr<Result> Execute(const Statement& statement, const std::vector<Param>& params);

  // Runs one or more statements without parameters, as migrations and BEGIN need it.
  absl::Status ExecuteScript(const std::string& sql);

  // Runs COPY ... TO STDOUT and gives `take` each line without its end, as it comes; an error of `take` ends the copy,
  // the connection with it (IsAlive is false then).
  absl::Status CopyOut(const Statement& statement, const std::function<absl::Status(std::string_view)>& take);

  // Only prepares: finds unknown columns and wrong types without running anything.
  absl::Status Prepare(const Statement& statement);

  // False once the connection is lost: it must be thrown away.
  bool IsAlive() const { return PQstatus(connection_.get()) == CONNECTION_OK && !broken_; }
  bool InTransaction() const;

 private:
  struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };
  explicit Connection(PGconn* connection) : connection_(connection) {}
  absl::Status Check(const PGresult* result, std::string_view name);

  std::unique_ptr<PGconn, Finish> connection_;
  std::unordered_set<std::string_view> prepared_;
  bool broken_ = false;
};

}  // namespace dondoc::pg
