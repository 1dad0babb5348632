#include "common/postgres/database.h"

#include <fmt/core.h>

#include <exception>
#include <random>
#include <thread>

#include "common/postgres/sqlstate.h"

namespace dondoc::pg {
namespace {

// Half of the time fixed, half random: two transactions that met once do not meet again.
std::chrono::milliseconds WithJitter(std::chrono::milliseconds backoff) {
  thread_local std::minstd_rand random{std::random_device{}()};
  const auto half = std::max<std::chrono::milliseconds::rep>(1, backoff.count() / 2);
  return std::chrono::milliseconds(half +
                                   std::uniform_int_distribution<std::chrono::milliseconds::rep>(0, half)(random));
}

std::string BeginSql(const TransactionOptions& options) {
  std::string sql = "BEGIN";
  if (options.one_snapshot) sql += " ISOLATION LEVEL REPEATABLE READ";
  if (options.read_only) sql += " READ ONLY";
  if (options.timeout.count() > 0) sql += fmt::format("; SET LOCAL statement_timeout = {}", options.timeout.count());
  if (options.plan_by_values) sql += "; SET LOCAL plan_cache_mode = force_custom_plan";
  return sql;
}

}  // namespace

struct Database::Pooled {
  std::unique_ptr<Connection> connection;
  std::chrono::steady_clock::time_point opened;
};

// Gives the connection back, or the permission to open another one.
class Database::Lease {
 public:
  Lease(Database& database, std::unique_ptr<Pooled> pooled) : database_(database), pooled_(std::move(pooled)) {}
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() { database_.Release(std::move(pooled_)); }
  Connection& operator*() { return *pooled_->connection; }

 private:
  Database& database_;
  std::unique_ptr<Pooled> pooled_;
};

Database::Database(DatabaseOptions options) : options_(std::move(options)) {}
Database::~Database() = default;

absl::StatusOr<std::unique_ptr<Database::Pooled>> Database::Acquire() {
  {
    std::unique_lock lock(mutex_);
    if (!freed_.wait_for(lock, options_.acquire_timeout,
                         [this] { return !idle_.empty() || open_ < options_.max_connections; })) {
      return Error(absl::StatusCode::kResourceExhausted, "DATABASE_BUSY",
                   fmt::format("all {} database connections are in use", options_.max_connections));
    }
    if (!idle_.empty()) {
      std::unique_ptr<Pooled> pooled = std::move(idle_.back());
      idle_.pop_back();
      return pooled;
    }
    ++open_;
  }
  auto connection = Connection::Open(options_.conninfo);
  if (!connection.ok()) {
    Release(nullptr);
    return connection.status();
  }
  return std::make_unique<Pooled>(Pooled{*std::move(connection), std::chrono::steady_clock::now()});
}

void Database::Release(std::unique_ptr<Pooled> pooled) {
  const bool keep = pooled != nullptr && pooled->connection->IsAlive() && !pooled->connection->InTransaction() &&
                    std::chrono::steady_clock::now() - pooled->opened < options_.max_lifetime;
  {
    const std::lock_guard lock(mutex_);
    if (keep) {
      idle_.push_back(std::move(pooled));
    } else {
      --open_;
    }
  }
  freed_.notify_one();
}

absl::Status Database::RunOnce(const TransactionOptions& options,
                               const std::function<absl::Status(Transaction&)>& function, bool* retry) {
  *retry = false;
  auto acquired = Acquire();
  if (!acquired.ok()) {
    *retry = IsDatabaseUnavailable(acquired.status());
    return acquired.status();
  }
  Lease lease(*this, *std::move(acquired));
  Connection& connection = *lease;
  if (absl::Status begun = connection.ExecuteScript(BeginSql(options)); !begun.ok()) {
    *retry = IsDatabaseUnavailable(begun);
    return begun;
  }
  Transaction tx(connection);
  absl::Status outcome;
  try {
    outcome = function(tx);
  } catch (const std::exception& exception) {
    outcome = Internal(exception.what());
  }
  if (!outcome.ok()) {
    const absl::Status& cause = tx.first_error();
    *retry = IsTransactionConflict(cause) || IsDatabaseUnavailable(cause);
    if (connection.IsAlive()) connection.ExecuteScript("ROLLBACK").IgnoreError();
    return outcome;
  }
  if (!tx.first_error().ok()) {
    // PostgreSQL has aborted the transaction and would answer COMMIT with ROLLBACK: an operation that went on over an
    // error is wrong.
    if (connection.IsAlive()) connection.ExecuteScript("ROLLBACK").IgnoreError();
    *retry = IsTransactionConflict(tx.first_error()) || IsDatabaseUnavailable(tx.first_error());
    return tx.first_error();
  }
  absl::Status committed = connection.ExecuteScript("COMMIT");
  if (committed.ok()) return committed;
  *retry = IsTransactionConflict(committed);
  if (IsDatabaseUnavailable(committed)) {
    return Unavailable("COMMIT_UNKNOWN", "the connection was lost during COMMIT; repeat with the same request_id");
  }
  return committed;
}

absl::Status Database::RunStatus(const TransactionOptions& options,
                                 const std::function<absl::Status(Transaction&)>& function) {
  std::chrono::milliseconds backoff = options_.first_backoff;
  for (int attempt = 1;; ++attempt) {
    bool retry = false;
    absl::Status status = RunOnce(options, function, &retry);
    if (status.ok() || !retry || attempt >= options_.max_attempts) return status;
    std::this_thread::sleep_for(WithJitter(backoff));
    backoff *= 2;
  }
}

absl::Status Database::Ping() {
  bool retry = false;
  return RunOnce(
      TransactionOptions{.timeout = std::chrono::milliseconds(2000), .read_only = true},
      [](Transaction& tx) {
        return tx.Execute(Statement{"ping", "SELECT 1 AS one"}).status();
      },
      &retry);
}

}  // namespace dondoc::pg
