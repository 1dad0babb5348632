#include "common/private_servers/private_postgres.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <csignal>
#include <system_error>

#include "common/status/status.h"

namespace dondoc::private_servers {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrograms = "/usr/lib/postgresql/15/bin";
constexpr std::string_view kSocketName = ".s.PGSQL.5432";
constexpr auto kInitDbTimeout = std::chrono::minutes(2);

absl::StatusOr<std::string> FindProgram(std::string_view name) {
  std::string path = fmt::format("{}/{}", kPrograms, name);
  std::error_code error;
  if (fs::exists(path, error)) return path;
  return FailedPrecondition("PROGRAM_NOT_FOUND",
                            fmt::format("{} is missing: install it (apt-get install postgresql-15)", path));
}

// Server programs say the same thing everywhere, and no variable of the person's own PostgreSQL reaches them.
std::map<std::string, std::string> ServerEnvironment() {
  return {{"LC_ALL", "C.UTF-8"}, {"PGDATA", ""}, {"PGHOST", ""}, {"PGPORT", ""}, {"PGOPTIONS", ""}};
}

}  // namespace

PrivatePostgres::PrivatePostgres(PostgresOptions options, ServerDirectory place)
    : PrivateServer("postgres", std::move(place), options.log), options_(std::move(options)) {}

absl::StatusOr<std::unique_ptr<PrivatePostgres>> PrivatePostgres::Prepare(PostgresOptions options) {
  DONDOC_RETURN_IF_ERROR(FindProgram("postgres").status());
  // The longest name in that directory is the lock file beside the socket.
  DONDOC_ASSIGN_OR_RETURN(ServerDirectory place,
                          PrepareServerDirectory(options.directory, fmt::format("{}.lock", kSocketName)));
  std::unique_ptr<PrivatePostgres> server(new PrivatePostgres(std::move(options), std::move(place)));
  std::error_code error;
  if (!fs::exists(server->data() / "PG_VERSION", error)) DONDOC_RETURN_IF_ERROR(server->InitDb());
  return server;
}

absl::Status PrivatePostgres::InitDb() const {
  DONDOC_ASSIGN_OR_RETURN(const std::string initdb, FindProgram("initdb"));
  if (options_.before_initdb) options_.before_initdb(place().directory);
  const fs::path fresh = place().directory / "data.new";
  std::error_code error;
  fs::remove_all(fresh, error);
  process::ProcessSpec spec;
  spec.argv = {initdb,
               "--pgdata=" + fresh.string(),
               "--encoding=UTF8",
               "--locale=C.UTF-8",
               "--auth=trust",
               fmt::format("--username={}", kSuperuser),
               options_.durable ? "--data-checksums" : "--no-sync"};
  spec.environment = ServerEnvironment();
  spec.directory = place().directory;
  spec.log = log();
  spec.user = place().user;
  DONDOC_RETURN_IF_ERROR(process::RunToEnd(spec, kInitDbTimeout));
  fs::rename(fresh, data(), error);
  if (error) return Internal(fmt::format("rename {}: {}", fresh.string(), error.message()));
  return absl::OkStatus();
}

absl::Status PrivatePostgres::CleanUp(std::chrono::milliseconds timeout) {
  // The postmaster and its backends all work in the data directory; those of a killed one need a moment to notice.
  DONDOC_RETURN_IF_ERROR(WaitUntilGone("postgres", data(), timeout));
  // Nobody uses the cluster now, so a lock file is a stale one. PostgreSQL itself would be deceived by a process that
  // happens to have got the same number since.
  std::error_code error;
  fs::remove(data() / "postmaster.pid", error);
  fs::remove(place().socket_directory / kSocketName, error);
  fs::remove(place().socket_directory / fmt::format("{}.lock", kSocketName), error);
  return absl::OkStatus();
}

process::ProcessSpec PrivatePostgres::Command() const {
  std::vector<std::pair<std::string, std::string>> settings = {
      {"listen_addresses", ""},
      {"unix_socket_directories", place().socket_directory.string()},
      {"unix_socket_permissions", "0700"},
      {"port", "5432"},
      {"max_connections", "200"},
      {"timezone", "Asia/Ho_Chi_Minh"},
      {"log_timezone", "Asia/Ho_Chi_Minh"},
      {"logging_collector", "off"},
      {"track_commit_timestamp", "on"},  // the audit is chained in the order of commits
  };
  if (!options_.durable) {
    // Shared memory in the cluster's own directory: a cluster that is killed and thrown away leaves nothing in
    // /dev/shm. Not synchronous_commit: what was committed is to survive a kill -9 of the server, and without fsync it
    // costs little.
    settings.insert(settings.end(),
                    {{"fsync", "off"}, {"full_page_writes", "off"}, {"dynamic_shared_memory_type", "mmap"}});
  }
  settings.insert(settings.end(), options_.settings.begin(), options_.settings.end());
  process::ProcessSpec spec;
  spec.argv = {fmt::format("{}/postgres", kPrograms), "-D", data().string()};
  for (const auto& [name, value] : settings) {
    spec.argv.emplace_back("-c");
    spec.argv.push_back(fmt::format("{}={}", name, value));
  }
  spec.environment = ServerEnvironment();
  spec.directory = place().directory;
  spec.log = log();
  spec.user = place().user;
  spec.death_signal = stop_signal();
  return spec;
}

bool PrivatePostgres::Answers(const std::string& conninfo) {
  return PQping(fmt::format("{} connect_timeout=2", conninfo).c_str()) == PQPING_OK;
}

bool PrivatePostgres::Ready() const { return Answers(Conninfo("postgres", kSuperuser)); }

// "Immediate" where nothing is to be kept, "fast" otherwise.
int PrivatePostgres::stop_signal() const { return options_.durable ? SIGINT : SIGQUIT; }

std::string PrivatePostgres::Conninfo(std::string_view database, std::string_view role) const {
  return fmt::format("host='{}' port=5432 dbname={} user={}", place().socket_directory.string(), database, role);
}

}  // namespace dondoc::private_servers
