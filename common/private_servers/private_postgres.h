// A private PostgreSQL 15 cluster: its own directory, a Unix socket, no TCP.
//
// Who can reach the socket (mode 0700: the user of the server, and root) is let in as any role without a password.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/private_servers/private_server.h"

namespace dondoc::private_servers {

struct PostgresOptions {
  // Made where it does not exist; the cluster is in `directory`/data. Relative to the working directory.
  std::filesystem::path directory;
  // False gives up every write to disk that a crash of the machine would need: for tests only.
  bool durable = true;
  // Further settings of postgresql.conf, which win over ours.
  std::vector<std::pair<std::string, std::string>> settings;
  // Default: postgres.log in the directory.
  std::filesystem::path log;
  // Called with the directory before initdb, which takes a second or two.
  std::function<void(const std::filesystem::path&)> before_initdb;
};

class PrivatePostgres : public PrivateServer {
 public:
  // The cluster in `options.directory`, made by initdb (UTF-8, C.UTF-8) where there is none; nothing runs yet. A
  // cluster appears whole or not at all, even when killed in between. Errors: FAILED_PRECONDITION DIRECTORY_NOT_USABLE,
  // PROGRAM_NOT_FOUND (with the package to install); INTERNAL COMMAND_FAILED.
  static absl::StatusOr<std::unique_ptr<PrivatePostgres>> Prepare(PostgresOptions options);

  // A libpq connection string without a password.
  std::string Conninfo(std::string_view database, std::string_view role) const;
  // Whether the server of this connection string accepts connections.
  static bool Answers(const std::string& conninfo);
  // The superuser of the cluster.
  static constexpr std::string_view kSuperuser = "postgres";

  absl::Status CleanUp(std::chrono::milliseconds timeout) override;
  process::ProcessSpec Command() const override;
  bool Ready() const override;
  int stop_signal() const override;

 private:
  PrivatePostgres(PostgresOptions options, ServerDirectory place);
  absl::Status InitDb() const;
  std::filesystem::path data() const { return place().directory / "data"; }

  PostgresOptions options_;
};

}  // namespace dondoc::private_servers
