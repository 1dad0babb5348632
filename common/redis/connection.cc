#include "common/redis/connection.h"

#include <fmt/core.h>
#include <hiredis/hiredis.h>
#include <sys/time.h>

#include <charconv>
#include <csignal>
#include <mutex>

#include "common/status/status.h"

namespace dondoc::redis {
namespace {

timeval ToTimeval(std::chrono::milliseconds time) {
  return {.tv_sec = static_cast<time_t>(time.count() / 1000),
          .tv_usec = static_cast<suseconds_t>(time.count() % 1000 * 1000)};
}

void IgnoreSigpipe() {
  static std::once_flag once;
  std::call_once(once, [] {
    struct sigaction present {};
    if (sigaction(SIGPIPE, nullptr, &present) == 0 && present.sa_handler == SIG_DFL) std::signal(SIGPIPE, SIG_IGN);
  });
}

absl::StatusOr<redisContext*> Connect(const Options& options) {
  const timeval timeout = ToTimeval(options.connect_timeout);
  constexpr std::string_view kUnix = "unix:";
  if (options.address.starts_with(kUnix)) {
    return redisConnectUnixWithTimeout(options.address.substr(kUnix.size()).c_str(), timeout);
  }
  const auto colon = options.address.rfind(':');
  int port = 0;
  if (colon != std::string::npos) {
    std::from_chars(options.address.data() + colon + 1, options.address.data() + options.address.size(), port);
  }
  if (port <= 0 || port > 65535) {
    return InvalidField("redis.address", "BAD_ADDRESS",
                        fmt::format("\"{}\": want host:port or unix:/path", options.address));
  }
  return redisConnectWithTimeout(options.address.substr(0, colon).c_str(), port, timeout);
}

}  // namespace

Connection::Connection(redisContext* context) : context_(context) {}
Connection::~Connection() = default;
void Connection::Free::operator()(redisContext* context) const { redisFree(context); }

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const Options& options) {
  IgnoreSigpipe();
  DONDOC_ASSIGN_OR_RETURN(redisContext * context, Connect(options));
  if (context == nullptr) return ConnectionError("out of memory");
  std::unique_ptr<Connection> connection(new Connection(context));
  if (context->err != 0) return connection->Lost();
  redisSetTimeout(context, ToTimeval(options.command_timeout));
  if (context->connection_type == REDIS_CONN_TCP) redisEnableKeepAlive(context);
  if (!options.password.empty()) {
    Command auth{"AUTH"};
    if (!options.user.empty()) auth.push_back(options.user);
    auth.push_back(options.password);
    DONDOC_RETURN_IF_ERROR(connection->Execute(auth).status());
  }
  if (!options.client_name.empty()) {
    DONDOC_RETURN_IF_ERROR(connection->Execute({"CLIENT", "SETNAME", options.client_name}).status());
  }
  // A server that still loads its files accepts connections and refuses every command: better known here.
  DONDOC_RETURN_IF_ERROR(connection->Execute({"PING"}).status());
  return connection;
}

bool Connection::IsAlive() const { return context_->err == 0 && !demoted_; }

absl::Status Connection::Lost() { return ConnectionError(context_->errstr); }

absl::Status Connection::Append(const Command& command) {
  std::vector<const char*> words;
  std::vector<std::size_t> lengths;
  for (const std::string& word : command) {
    words.push_back(word.data());
    lengths.push_back(word.size());
  }
  if (redisAppendCommandArgv(context_.get(), static_cast<int>(words.size()), words.data(), lengths.data()) != REDIS_OK)
    return Lost();
  return absl::OkStatus();
}

absl::StatusOr<Reply> Connection::Next() {
  void* raw = nullptr;
  if (redisGetReply(context_.get(), &raw) != REDIS_OK || raw == nullptr) return Lost();
  Reply reply(static_cast<redisReply*>(raw));
  // A primary that became a replica never changes back for us: the next connection finds the new primary.
  if (reply.IsError() && reply.Text().starts_with("READONLY")) demoted_ = true;
  return reply;
}

absl::StatusOr<Reply> Connection::Execute(const Command& command) {
  if (!IsAlive()) return Lost();
  DONDOC_RETURN_IF_ERROR(Append(command));
  DONDOC_ASSIGN_OR_RETURN(Reply reply, Next());
  if (reply.IsError()) return StatusOfErrorReply(reply.Text());
  return reply;
}

absl::StatusOr<std::vector<Reply>> Connection::ExecuteAll(const std::vector<Command>& commands) {
  if (!IsAlive()) return Lost();
  for (const Command& command : commands) DONDOC_RETURN_IF_ERROR(Append(command));
  std::vector<Reply> replies;
  replies.reserve(commands.size());
  for (std::size_t i = 0; i < commands.size(); ++i) {
    DONDOC_ASSIGN_OR_RETURN(Reply reply, Next());
    replies.push_back(std::move(reply));
  }
  return replies;
}

}  // namespace dondoc::redis
