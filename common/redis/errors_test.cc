#include "common/redis/errors.h"

#include "common/status/status_matchers.h"
#include "gtest/gtest.h"

namespace dondoc::redis {
namespace {

using ::dondoc::testing::HasReason;

TEST(RedisErrors, EachReplyHasItsCodeAndReason) {
  using Code = absl::StatusCode;
  EXPECT_THAT(StatusOfErrorReply("LOADING Redis is loading the dataset in memory"),
              HasReason(Code::kUnavailable, "REDIS_LOADING"));
  EXPECT_THAT(StatusOfErrorReply("MISCONF Errors writing to the AOF file: No space left on device"),
              HasReason(Code::kUnavailable, "REDIS_MISCONF"));
  EXPECT_THAT(StatusOfErrorReply("READONLY You can't write against a read only replica."),
              HasReason(Code::kUnavailable, "REDIS_READONLY"));
  EXPECT_THAT(StatusOfErrorReply("OOM command not allowed when used memory > 'maxmemory'."),
              HasReason(Code::kResourceExhausted, "REDIS_OUT_OF_MEMORY"));
  EXPECT_THAT(StatusOfErrorReply("UNBLOCKED the stream key no longer exists"),
              HasReason(Code::kAborted, "REDIS_ABORTED"));
  EXPECT_THAT(StatusOfErrorReply("NOGROUP No such key 's' or consumer group 'g'"),
              HasReason(Code::kFailedPrecondition, "REDIS_NO_GROUP"));
  EXPECT_THAT(StatusOfErrorReply("BUSYGROUP Consumer Group name already exists"),
              HasReason(Code::kAlreadyExists, "REDIS_GROUP_EXISTS"));
  EXPECT_THAT(StatusOfErrorReply("NOAUTH Authentication required."),
              HasReason(Code::kPermissionDenied, "REDIS_DENIED"));
  EXPECT_THAT(StatusOfErrorReply("ERR syntax error"), HasReason(Code::kInternal, "REDIS_ERROR"));
}

TEST(RedisErrors, OnlyWhatPassesByItselfIsTransient) {
  EXPECT_TRUE(IsTransient(ConnectionError("refused")));
  EXPECT_TRUE(IsTransient(StatusOfErrorReply("OOM command not allowed")));
  EXPECT_FALSE(IsTransient(StatusOfErrorReply("ERR syntax error")));
  EXPECT_FALSE(IsTransient(StatusOfErrorReply("NOAUTH Authentication required.")));
}

}  // namespace
}  // namespace dondoc::redis
