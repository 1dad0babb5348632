// A server of ours as a child process: what PostgreSQL and Redis have in common.
//
// Thread-safety: one thread at a time; Ready() may be called from any.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "common/private_servers/server_directory.h"
#include "common/process/process.h"

namespace dondoc::private_servers {

class PrivateServer {
 public:
  PrivateServer(const PrivateServer&) = delete;
  PrivateServer& operator=(const PrivateServer&) = delete;
  // Kills the server where it still runs; use Stop() for a clean end.
  virtual ~PrivateServer() = default;

  // Starts the server and returns when it answers. Does nothing where it runs already.
  // Errors: FAILED_PRECONDITION ALREADY_RUNNING where a server of another process uses the files; INTERNAL SERVER_ENDED
  // (with the end of its log) where it ends instead; DEADLINE_EXCEEDED SERVER_NOT_READY.
  absl::Status Start(std::chrono::milliseconds timeout = std::chrono::seconds(60));
  // Asks it to end cleanly and waits; kills it after `timeout`. Does nothing where it does not run.
  void Stop(std::chrono::milliseconds timeout = std::chrono::seconds(30));
  // kill -9, as a crash would, and waits for the end.
  void Kill();

  // For those who keep the process themselves (a supervisor) in place of Start and Stop:
  // waits for the rest of an earlier server that was killed, and removes its lock files. To be called before each
  // start.
  virtual absl::Status CleanUp(std::chrono::milliseconds timeout) = 0;
  virtual process::ProcessSpec Command() const = 0;
  // True where the server answers.
  virtual bool Ready() const = 0;
  // The signal for a clean and quick end.
  virtual int stop_signal() const = 0;

  const std::string& name() const { return name_; }
  const ServerDirectory& place() const { return place_; }
  const std::filesystem::path& log() const { return log_; }

 protected:
  PrivateServer(std::string name, ServerDirectory place, std::filesystem::path log);

 private:
  absl::Status WaitReady(std::chrono::milliseconds timeout);

  std::string name_;
  ServerDirectory place_;
  std::filesystem::path log_;
  std::optional<process::Process> process_;
};

}  // namespace dondoc::private_servers
