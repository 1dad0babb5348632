#include "common/postgres/connection.h"

#include <fmt/core.h>

#include <charconv>

#include "common/postgres/sqlstate.h"
#include "common/status/status.h"

namespace dondoc::pg {
namespace {

// Timeouts that PostgreSQL does not set by itself; a lock is waited for at most as long as a user would.
// No statement here runs so long that compiling it pays: that alone takes 50 to 400 ms.
constexpr char kSession[] =
    "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET client_min_messages = warning; SET lock_timeout = '5s'; "
    "SET idle_in_transaction_session_timeout = '30s'; SET client_connection_check_interval = '10s'; SET jit = off";

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using OwnedResult = std::unique_ptr<PGresult, ClearResult>;

std::string Trimmed(const char* message) {
  std::string text = message == nullptr ? "" : message;
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

}  // namespace

int Row::Index(const char* column) const {
  const int index = PQfnumber(result_, column);
  if (index < 0) throw DecodeError(std::string("no column ") + column);
  return index;
}

std::int64_t Result::affected() const {
  const std::string_view text = PQcmdTuples(result_.get());
  std::int64_t rows = 0;
  std::from_chars(text.data(), text.data() + text.size(), rows);
  return rows;
}

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const std::string& conninfo) {
  // Defaults come first: what the caller's conninfo says overrides them.
  const std::string full =
      "connect_timeout=5 tcp_user_timeout=10000 keepalives_idle=10 keepalives_interval=5 keepalives_count=3 "
      "client_encoding=UTF8 " +
      conninfo;
  std::unique_ptr<Connection> connection(new Connection(PQconnectdb(full.c_str())));
  if (!connection->IsAlive()) {
    return StatusOfSqlState("", "", "PostgreSQL: " + Trimmed(PQerrorMessage(connection->connection_.get())));
  }
  PQsetNoticeProcessor(
      connection->connection_.get(), [](void*, const char*) {}, nullptr);
  DONDOC_RETURN_IF_ERROR(connection->ExecuteScript(kSession));
  return connection;
}

absl::Status Connection::Check(const PGresult* result, std::string_view name) {
  const ExecStatusType status = PQresultStatus(result);
  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK || status == PGRES_EMPTY_QUERY) return absl::OkStatus();
  const auto field = [result](int code) {
    const char* value = PQresultErrorField(result, code);
    return std::string(value == nullptr ? "" : value);
  };
  if (PQstatus(connection_.get()) != CONNECTION_OK) broken_ = true;
  const std::string primary = field(PG_DIAG_MESSAGE_PRIMARY);
  return StatusOfSqlState(
      broken_ ? "" : field(PG_DIAG_SQLSTATE), field(PG_DIAG_CONSTRAINT_NAME),
      fmt::format("{}: {}", name, primary.empty() ? Trimmed(PQerrorMessage(connection_.get())) : primary));
}

absl::Status Connection::Prepare(const Statement& statement) {
  if (prepared_.contains(statement.name)) return absl::OkStatus();
  const std::string name(statement.name);
  const OwnedResult result(PQprepare(connection_.get(), name.c_str(), std::string(statement.text).c_str(), 0, nullptr));
  DONDOC_RETURN_IF_ERROR(Check(result.get(), statement.name));
  prepared_.insert(statement.name);
  return absl::OkStatus();
}

absl::StatusOr<Result> Connection::Execute(const Statement& statement, const std::vector<Param>& params) {
  DONDOC_RETURN_IF_ERROR(Prepare(statement));
  std::vector<const char*> values;
  values.reserve(params.size());
  for (const Param& param : params) values.push_back(param.has_value() ? param->c_str() : nullptr);
  const std::string name(statement.name);
  Result result(PQexecPrepared(connection_.get(), name.c_str(), static_cast<int>(values.size()), values.data(), nullptr,
                               nullptr, 0));
  DONDOC_RETURN_IF_ERROR(Check(result.raw(), statement.name));
  return result;
}

absl::Status Connection::CopyOut(const Statement& statement,
                                 const std::function<absl::Status(std::string_view)>& take) {
  const OwnedResult started(PQexec(connection_.get(), std::string(statement.text).c_str()));
  if (PQresultStatus(started.get()) != PGRES_COPY_OUT) {
    DONDOC_RETURN_IF_ERROR(Check(started.get(), statement.name));
    return Internal(fmt::format("{} is no COPY ... TO STDOUT", statement.name));
  }
  absl::Status taken;
  char* line = nullptr;
  int size = 0;
  while (taken.ok() && (size = PQgetCopyData(connection_.get(), &line, 0)) > 0) {
    std::string_view text(line, static_cast<std::size_t>(size));
    if (text.ends_with('\n')) text.remove_suffix(1);
    taken = take(text);
    PQfreemem(line);
  }
  // The rest of a copy would have to be read: the connection is thrown away instead.
  if (!taken.ok()) {
    broken_ = true;
    return taken;
  }
  absl::Status ended;
  for (OwnedResult last(PQgetResult(connection_.get())); last != nullptr; last.reset(PQgetResult(connection_.get()))) {
    if (ended.ok()) ended = Check(last.get(), statement.name);
  }
  return ended;
}

absl::Status Connection::ExecuteScript(const std::string& sql) {
  const OwnedResult result(PQexec(connection_.get(), sql.c_str()));
  return Check(result.get(), sql.substr(0, sql.find_first_of(" \n")));
}

bool Connection::InTransaction() const { return PQtransactionStatus(connection_.get()) != PQTRANS_IDLE; }

}  // namespace dondoc::pg
