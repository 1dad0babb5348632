#include "common/testing/shared_redis.h"

#include <hiredis/hiredis.h>

#include <string>

#include "gtest/gtest.h"

namespace dondoc::testing {
namespace {

std::string Ask(const char* command) {
  redisContext* context = redisConnectUnix(SharedRedis::Socket().c_str());
  auto* reply = static_cast<redisReply*>(redisCommand(context, command));
  std::string answer = reply != nullptr && reply->str != nullptr ? reply->str : "nothing";
  freeReplyObject(reply);
  redisFree(context);
  return answer;
}

TEST(SharedRedisTest, KeepsItsDataThroughACrashAndLosesItWhenTold) {
  EXPECT_EQ(SharedRedis::Address(), "unix:" + SharedRedis::Socket());
  EXPECT_EQ(Ask("SET key value"), "OK");
  SharedRedis::Crash();
  EXPECT_EQ(Ask("GET key"), "value");
  SharedRedis::Stop();
  SharedRedis::Start();
  EXPECT_EQ(Ask("GET key"), "value");
  SharedRedis::FlushAll();
  EXPECT_EQ(Ask("GET key"), "nothing");
  EXPECT_EQ(Ask("SET key value"), "OK");
  SharedRedis::LoseEverything();
  EXPECT_EQ(Ask("GET key"), "nothing");
}

}  // namespace
}  // namespace dondoc::testing
