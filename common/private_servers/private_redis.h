// A private Redis 7: its own directory, a Unix socket, no TCP, append-only file on.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/private_servers/private_server.h"

namespace dondoc::private_servers {

struct RedisOptions {
  // Made where it does not exist. Relative to the working directory.
  std::filesystem::path directory;
  // False: nothing waits for the disk (the append-only file is still written); for tests.
  bool durable = true;
  // Further settings of redis.conf, which win over ours.
  std::vector<std::pair<std::string, std::string>> settings;
  // Default: redis.log in the directory.
  std::filesystem::path log;
};

class PrivateRedis : public PrivateServer {
 public:
  // Errors: FAILED_PRECONDITION DIRECTORY_NOT_USABLE, PROGRAM_NOT_FOUND (with the package to install).
  static absl::StatusOr<std::unique_ptr<PrivateRedis>> Prepare(RedisOptions options);

  std::filesystem::path socket() const;
  // Whether the server behind this socket answers PING.
  static bool Answers(const std::filesystem::path& socket);

  absl::Status CleanUp(std::chrono::milliseconds timeout) override;
  process::ProcessSpec Command() const override;
  bool Ready() const override;
  int stop_signal() const override;

 private:
  PrivateRedis(RedisOptions options, ServerDirectory place);

  RedisOptions options_;
};

}  // namespace dondoc::private_servers
