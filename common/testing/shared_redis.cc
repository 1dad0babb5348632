#include "common/testing/shared_redis.h"

#include <fmt/format.h>
#include <hiredis/hiredis.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <system_error>

#include "absl/status/status.h"
#include "common/private_servers/private_redis.h"
#include "common/testing/temp_dir.h"

namespace dondoc::testing {
namespace {

using private_servers::PrivateRedis;
using private_servers::RedisOptions;

[[noreturn]] void Die(std::string_view what, std::string_view why) {
  fmt::print(stderr, "{}: {}\n", what, why);
  std::_Exit(1);
}

class Server {
 public:
  Server() {
    RedisOptions options;
    options.directory = directory_.path() / "redis";
    options.durable = false;
    options.settings = {{"enable-debug-command", "yes"}};
    auto prepared = PrivateRedis::Prepare(std::move(options));
    if (!prepared.ok()) Die("cannot make the tests' Redis", prepared.status().ToString());
    redis_ = *std::move(prepared);
    Start();
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server() { redis_->Stop(); }

  PrivateRedis& redis() { return *redis_; }
  void Start() {
    if (absl::Status started = redis_->Start(); !started.ok()) Die("cannot start Redis", started.ToString());
  }

 private:
  TempDir directory_{TempDir::Medium::kMemory};
  std::unique_ptr<PrivateRedis> redis_;
};

Server& TheServer() {
  static Server server;
  return server;
}

}  // namespace

std::string SharedRedis::Socket() { return TheServer().redis().socket().string(); }

std::string SharedRedis::Address() { return "unix:" + Socket(); }

void SharedRedis::FlushAll() {
  redisContext* context = redisConnectUnix(Socket().c_str());
  auto* reply = static_cast<redisReply*>(redisCommand(context, "FLUSHALL"));
  if (reply == nullptr || reply->type == REDIS_REPLY_ERROR)
    Die("FLUSHALL", reply == nullptr ? "no answer" : reply->str);
  freeReplyObject(reply);
  redisFree(context);
}

void SharedRedis::Kill() { TheServer().redis().Kill(); }

void SharedRedis::Stop() { TheServer().redis().Stop(); }

void SharedRedis::Start() { TheServer().Start(); }

void SharedRedis::Crash() {
  Kill();
  Start();
}

void SharedRedis::LoseEverything() {
  Kill();
  std::error_code error;
  std::filesystem::remove_all(TheServer().redis().place().directory / "appendonlydir", error);
  Start();
}

}  // namespace dondoc::testing
