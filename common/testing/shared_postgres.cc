#include "common/testing/shared_postgres.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>

#include "absl/status/status.h"
#include "common/private_servers/private_postgres.h"
#include "common/testing/temp_dir.h"

namespace dondoc::testing {
namespace {

using private_servers::PostgresOptions;
using private_servers::PrivatePostgres;

[[noreturn]] void Die(std::string_view what, std::string_view why) {
  fmt::print(stderr, "{}: {}\n", what, why);
  std::_Exit(1);
}

class Cluster {
 public:
  Cluster() {
    PostgresOptions options;
    options.directory = directory_.path() / "postgres";
    options.durable = false;
    // Small: several test processes run at once on a small machine.
    options.settings = {{"shared_buffers", "32MB"}, {"autovacuum", "off"}, {"max_wal_size", "128MB"}};
    auto prepared = PrivatePostgres::Prepare(std::move(options));
    if (!prepared.ok()) Die("cannot make the tests' PostgreSQL", prepared.status().ToString());
    server_ = *std::move(prepared);
    Start();
  }
  ~Cluster() { server_->Stop(); }
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;

  std::string Conninfo(std::string_view database) const {
    return server_->Conninfo(database, PrivatePostgres::kSuperuser);
  }

  void Run(const std::string& statement) {
    PGconn* connection = PQconnectdb(Conninfo("postgres").c_str());
    PGresult* result = PQexec(connection, statement.c_str());
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) Die(statement, PQerrorMessage(connection));
    PQclear(result);
    PQfinish(connection);
  }

  std::string NewName() { return fmt::format("test_{}", ++made_); }

  void Crash() {
    server_->Kill();
    Start();
  }

 private:
  void Start() {
    if (absl::Status started = server_->Start(); !started.ok()) Die("cannot start PostgreSQL", started.ToString());
  }

  TempDir directory_{TempDir::Medium::kMemory};
  std::unique_ptr<PrivatePostgres> server_;
  std::atomic<int> made_ = 0;
};

Cluster& TheCluster() {
  static Cluster cluster;
  return cluster;
}

// The value of `key` in a conninfo that Conninfo() made.
std::string ValueOf(std::string_view conninfo, std::string_view key) {
  std::string value;
  PQconninfoOption* options = PQconninfoParse(std::string(conninfo).c_str(), nullptr);
  for (PQconninfoOption* option = options; option != nullptr && option->keyword != nullptr; ++option) {
    if (key == option->keyword && option->val != nullptr) value = option->val;
  }
  PQconninfoFree(options);
  if (value.empty()) Die(conninfo, fmt::format("has no {}", key));
  return value;
}

}  // namespace

std::string SharedPostgres::CreateDatabase() {
  const std::string name = TheCluster().NewName();
  TheCluster().Run(fmt::format("CREATE DATABASE {} STRATEGY file_copy", name));
  return TheCluster().Conninfo(name);
}

std::string SharedPostgres::CreateDatabaseFrom(std::string_view conninfo) {
  const std::string source = ValueOf(conninfo, "dbname");
  const std::string name = TheCluster().NewName();
  TheCluster().Run(
      fmt::format("SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = '{}'", source));
  TheCluster().Run(fmt::format("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", name, source));
  return TheCluster().Conninfo(name);
}

std::string SharedPostgres::AsRole(std::string_view conninfo, std::string_view role) {
  return fmt::format("host='{}' port=5432 dbname={} user={}", ValueOf(conninfo, "host"), ValueOf(conninfo, "dbname"),
                     role);
}

void SharedPostgres::Crash() { TheCluster().Crash(); }

}  // namespace dondoc::testing
