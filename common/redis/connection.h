// One connection to Redis over hiredis. Not thread-safe: one thread, one connection.
//
// A connection that met a time-out or a broken socket is dead for good (IsAlive): throw it away and Open another, which
// applies time-outs, keepalive, AUTH and the client's name again. The command that was under way may have been carried
// out all the same, so what is sent must bear repeating.
#pragma once

#include <chrono>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/redis/errors.h"
#include "common/redis/reply.h"

struct redisContext;

namespace dondoc::redis {

struct Options {
  std::string address = "127.0.0.1:6379";  // "host:port" or "unix:/path/to/socket"
  std::string user;                        // of the access list; empty for the default user
  std::string password;                    // empty for none
  std::string client_name;                 // shown in CLIENT LIST; no spaces
  std::chrono::milliseconds connect_timeout{2000};
  std::chrono::milliseconds command_timeout{5000};  // a BLOCK must stay below it
};

// One command: its words, binary-safe.
using Command = std::vector<std::string>;

class Connection {
 public:
  // Connects and applies everything of `options`. UNAVAILABLE, reason REDIS_UNAVAILABLE or REDIS_LOADING, where it is
  // not there (yet). The first call sets SIGPIPE to be ignored in this process unless it is handled: hiredis writes to
  // sockets without MSG_NOSIGNAL.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(const Options& options);
  ~Connection();

  // Sends one command and waits for its answer. An error reply becomes a Status (errors.h).
  absl::StatusOr<Reply> Execute(const Command& command);

  // Sends all commands at once and waits for all answers, in order. Error replies are elements (View::IsError); a
  // Status is returned only where the connection is lost, and then any of the commands may have been carried out.
  absl::StatusOr<std::vector<Reply>> ExecuteAll(const std::vector<Command>& commands);

  bool IsAlive() const;

 private:
  struct Free {
    void operator()(redisContext* context) const;
  };
  explicit Connection(redisContext* context);
  absl::Status Append(const Command& command);
  absl::StatusOr<Reply> Next();
  absl::Status Lost();

  std::unique_ptr<redisContext, Free> context_;
  bool demoted_ = false;
};

}  // namespace dondoc::redis
