// A pool of connections and transactions over them.
//
//   absl::StatusOr<Assignment> accepted = database.Run([&](pg::Transaction& tx) -> absl::StatusOr<Assignment> {
//     DONDOC_ASSIGN_OR_RETURN(Assignment assignment, LockAssignment(tx, id));
//     ...
//   });
//
// Run commits when the function returns OK and rolls back otherwise. After a serialization failure or a deadlock, and
// where the connection is lost before COMMIT was sent, it *reruns the whole function* (AIP-194), so the function must
// keep no state across runs. A connection lost during COMMIT leaves the outcome unknown: UNAVAILABLE with the reason
// COMMIT_UNKNOWN, and the caller repeats the request with the same request_id (common/idempotency).
//
// Thread-safety: Database is thread-safe; a Transaction belongs to the thread that runs it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/connection.h"
#include "common/status/status.h"

namespace dondoc::pg {

class Transaction {
 public:
  explicit Transaction(Connection& connection) : connection_(connection) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  template <typename... Args>
  absl::StatusOr<Result> Execute(const Statement& statement, const Args&... args) {
    auto result = connection_.Execute(statement, std::vector<Param>{ToParam(args)...});
    if (!result.ok()) first_error_ = first_error_.ok() ? result.status() : first_error_;
    return result;
  }

  // The first error that a statement of this transaction met. An operation may translate or wrap it; the retry looks
  // here.
  const absl::Status& first_error() const { return first_error_; }

 private:
  Connection& connection_;
  absl::Status first_error_;
};

struct DatabaseOptions {
  std::string conninfo;                             // libpq's, several hosts allowed
  int max_connections = 8;                          // at most so many at once; callers wait for a free one
  std::chrono::milliseconds acquire_timeout{5000};  // then RESOURCE_EXHAUSTED, reason DATABASE_BUSY
  std::chrono::seconds max_lifetime{1800};          // so that a pool drifts back to the primary after a failover
  int max_attempts = 6;                             // of one transaction, the first included
  std::chrono::milliseconds first_backoff{10};      // doubles with each attempt, with jitter
};

struct TransactionOptions {
  std::chrono::milliseconds timeout{0};  // statement_timeout of each statement; 0 for none
  bool read_only = false;
  // Every statement is planned for the values of its parameters, however often it ran: for lists with filters that may
  // be absent, where one plan for all would be that of the worst.
  bool plan_by_values = false;
  // All statements read the database as it was at the first one (REPEATABLE READ), instead of each as it is then.
  bool one_snapshot = false;
};

class Database {
 public:
  explicit Database(DatabaseOptions options);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  template <typename F>
  auto Run(const TransactionOptions& options, F&& function) -> std::invoke_result_t<F&, Transaction&> {
    using R = std::invoke_result_t<F&, Transaction&>;
    if constexpr (std::is_same_v<R, absl::Status>) {
      return RunStatus(options, function);
    } else {
      R outcome = absl::UnknownError("the transaction did not run");
      absl::Status status = RunStatus(options, [&](Transaction& tx) {
        outcome = function(tx);
        return outcome.status();
      });
      if (!status.ok()) return status;
      return outcome;
    }
  }
  template <typename F>
  auto Run(F&& function) -> std::invoke_result_t<F&, Transaction&> {
    return Run(TransactionOptions{}, std::forward<F>(function));
  }

  // Whether a connection can be had and answers. For readiness.
  absl::Status Ping();

 private:
  struct Pooled;
  class Lease;

  absl::Status RunStatus(const TransactionOptions& options, const std::function<absl::Status(Transaction&)>& function);
  // `*retry` says whether running again may help and cannot do the work twice.
  absl::Status RunOnce(const TransactionOptions& options, const std::function<absl::Status(Transaction&)>& function,
                       bool* retry);
  absl::StatusOr<std::unique_ptr<Pooled>> Acquire();
  void Release(std::unique_ptr<Pooled> pooled);

  const DatabaseOptions options_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Pooled>> idle_;
  int open_ = 0;
};

}  // namespace dondoc::pg
