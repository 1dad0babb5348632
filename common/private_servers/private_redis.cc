#include "common/private_servers/private_redis.h"

#include <fmt/format.h>
#include <hiredis/hiredis.h>

#include <csignal>
#include <string_view>
#include <system_error>

#include "common/status/status.h"

namespace dondoc::private_servers {
namespace {

constexpr const char* kProgram = "/usr/bin/redis-server";
constexpr std::string_view kSocketName = "redis.sock";
constexpr timeval kPingTimeout{1, 0};

struct FreeContext {
  void operator()(redisContext* context) const { redisFree(context); }
};
struct FreeReply {
  void operator()(redisReply* reply) const { freeReplyObject(reply); }
};

}  // namespace

PrivateRedis::PrivateRedis(RedisOptions options, ServerDirectory place)
    : PrivateServer("redis", std::move(place), options.log), options_(std::move(options)) {}

absl::StatusOr<std::unique_ptr<PrivateRedis>> PrivateRedis::Prepare(RedisOptions options) {
  std::error_code error;
  if (!std::filesystem::exists(kProgram, error)) {
    return FailedPrecondition("PROGRAM_NOT_FOUND",
                              fmt::format("{} is missing: install it (apt-get install redis-server)", kProgram));
  }
  DONDOC_ASSIGN_OR_RETURN(ServerDirectory place, PrepareServerDirectory(options.directory, kSocketName));
  return std::unique_ptr<PrivateRedis>(new PrivateRedis(std::move(options), std::move(place)));
}

std::filesystem::path PrivateRedis::socket() const { return place().socket_directory / kSocketName; }

absl::Status PrivateRedis::CleanUp(std::chrono::milliseconds timeout) {
  DONDOC_RETURN_IF_ERROR(WaitUntilGone("redis-server", place().directory, timeout));
  std::error_code error;
  std::filesystem::remove(socket(), error);
  return absl::OkStatus();
}

process::ProcessSpec PrivateRedis::Command() const {
  std::vector<std::pair<std::string, std::string>> settings = {
      {"port", "0"},
      {"unixsocket", socket().string()},
      {"unixsocketperm", "700"},
      {"dir", place().directory.string()},
      {"daemonize", "no"},
      {"save", ""},
      {"appendonly", "yes"},
      {"appendfsync", options_.durable ? "everysec" : "no"},
      // A full Redis refuses to write rather than forgetting messages.
      {"maxmemory-policy", "noeviction"},
  };
  settings.insert(settings.end(), options_.settings.begin(), options_.settings.end());
  process::ProcessSpec spec;
  spec.argv = {kProgram};
  for (const auto& [name, value] : settings) {
    spec.argv.push_back("--" + name);
    spec.argv.push_back(value);
  }
  spec.directory = place().directory;
  spec.log = log();
  spec.user = place().user;
  spec.death_signal = stop_signal();
  return spec;
}

bool PrivateRedis::Ready() const { return Answers(socket()); }

bool PrivateRedis::Answers(const std::filesystem::path& socket) {
  const std::unique_ptr<redisContext, FreeContext> context(redisConnectUnixWithTimeout(socket.c_str(), kPingTimeout));
  if (context == nullptr || context->err != 0) return false;
  redisSetTimeout(context.get(), kPingTimeout);
  const std::unique_ptr<redisReply, FreeReply> reply(static_cast<redisReply*>(redisCommand(context.get(), "PING")));
  // While it loads its file it answers with an error.
  return reply != nullptr && reply->type == REDIS_REPLY_STATUS && std::string_view(reply->str, reply->len) == "PONG";
}

int PrivateRedis::stop_signal() const { return SIGTERM; }

}  // namespace dondoc::private_servers
