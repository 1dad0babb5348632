#include "common/private_servers/private_redis.h"

#include <hiredis/hiredis.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>

#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::private_servers {
namespace {

using dondoc::testing::HasReason;
using dondoc::testing::TempDir;
using ::testing::HasSubstr;

std::string Ask(const PrivateRedis& server, const char* command) {
  redisContext* context = redisConnectUnix(server.socket().c_str());
  auto* reply = static_cast<redisReply*>(redisCommand(context, command));
  std::string answer = "no answer";
  if (reply != nullptr && reply->type == REDIS_REPLY_ARRAY && reply->elements == 2) {
    answer = reply->element[1]->str;
  } else if (reply != nullptr && reply->str != nullptr) {
    answer = reply->str;
  }
  freeReplyObject(reply);
  redisFree(context);
  return answer;
}

class PrivateRedisTest : public ::testing::Test {
 protected:
  RedisOptions Options() const {
    RedisOptions options;
    options.directory = directory_.path() / "redis";
    return options;
  }

  TempDir directory_;
};

TEST_F(PrivateRedisTest, LivesOnItsSocketAloneAndKeepsItsData) {
  ASSERT_OK_AND_ASSIGN(auto server, PrivateRedis::Prepare(Options()));
  EXPECT_FALSE(server->Ready());
  ASSERT_OK(server->Start());
  EXPECT_TRUE(server->Ready());
  EXPECT_EQ(Ask(*server, "CONFIG GET port"), "0");
  EXPECT_EQ(Ask(*server, "CONFIG GET appendonly"), "yes");
  EXPECT_EQ(Ask(*server, "SET kept 7"), "OK");

  server->Kill();
  EXPECT_FALSE(server->Ready());
  ASSERT_OK(server->Start());
  EXPECT_EQ(Ask(*server, "GET kept"), "7");

  server->Stop();
  EXPECT_FALSE(server->Ready());
  ASSERT_OK_AND_ASSIGN(auto again, PrivateRedis::Prepare(Options()));
  ASSERT_OK(again->Start());
  EXPECT_EQ(Ask(*again, "GET kept"), "7");

  ASSERT_OK_AND_ASSIGN(auto second, PrivateRedis::Prepare(Options()));
  EXPECT_THAT(second->Start(std::chrono::milliseconds(50)),
              HasReason(absl::StatusCode::kFailedPrecondition, "ALREADY_RUNNING"));
}

TEST_F(PrivateRedisTest, EndsWithTheProcessThatStartedIt) {
  const pid_t child = fork();
  if (child == 0) {
    auto server = PrivateRedis::Prepare(Options());
    if (!server.ok() || !(*server)->Start().ok()) _exit(1);
    raise(SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status)) << "the server did not start";
  EXPECT_OK(WaitUntilGone("redis-server", directory_.path() / "redis", std::chrono::seconds(30)));
}

TEST_F(PrivateRedisTest, SaysWhyItDoesNotStart) {
  RedisOptions options = Options();
  options.settings = {{"no-such-setting", "1"}};
  ASSERT_OK_AND_ASSIGN(auto server, PrivateRedis::Prepare(std::move(options)));
  const absl::Status started = server->Start();
  EXPECT_THAT(started, HasReason(absl::StatusCode::kInternal, "SERVER_ENDED"));
  EXPECT_THAT(std::string(started.message()), HasSubstr("no-such-setting"));
}

}  // namespace
}  // namespace dondoc::private_servers
