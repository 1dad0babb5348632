// Whatever happens to Redis or to the sender's database in the middle of delivery, every fact takes effect once.
#include <map>
#include <string>
#include <vector>

#include "common/messaging/relay_fixture.h"
#include "common/messaging/relay_wire.h"

namespace dondoc::messaging {
namespace {

using ::dondoc::testing::HasReason;
using ::dondoc::testing::SharedRedis;

// Each does one thing to Redis in the middle of delivery; afterwards everything has taken effect once all the same.
struct Mishap {
  const char* name;
  void (*happen)(redis::Connection& redis, const std::string& stream);
  bool repaired = true;  // the relay has to make the stream anew
};

void Run(redis::Connection& redis, const redis::Command& command) { EXPECT_OK(redis.Execute(command)); }

const Mishap kMishaps[] = {
    {"FlushAll", [](redis::Connection& redis, const std::string&) { Run(redis, {"FLUSHALL"}); }},
    {"StreamDeleted",
     [](redis::Connection& redis, const std::string& stream) {
       Run(redis, {"DEL", stream});
     }},
    {"EpochDeleted",
     [](redis::Connection& redis, const std::string& stream) {
       Run(redis, {"DEL", EpochKey(stream)});
     }},
    {"TrimmedAway",
     [](redis::Connection& redis, const std::string& stream) {
       Run(redis, {"XTRIM", stream, "MAXLEN", "0"});
     }},
    {"TrimmedInPart",
     [](redis::Connection& redis, const std::string& stream) {
       Run(redis, {"XTRIM", stream, "MAXLEN", "5"});
     }},
    {"HoleInTheMiddle",
     [](redis::Connection& redis, const std::string& stream) {
       Run(redis, {"XDEL", stream, "12-0"});
     }},
    {"TailLost",
     [](redis::Connection& redis, const std::string& stream) {
       Run(redis, {"XDEL", stream, "19-0", "20-0"});
       Run(redis, {"XSETID", stream, "18-0"});
     }},
    {"ForeignEntry",
     [](redis::Connection& redis, const std::string& stream) {
       Run(redis, {"XADD", stream, "20-5", "hello", "world"});
     }},
    {"ForeignTop",
     [](redis::Connection& redis, const std::string& stream) {
       Run(redis, {"XADD", stream, "*", "hello", "world"});
     }},
    {"AnotherType",
     [](redis::Connection& redis, const std::string& stream) {
       Run(redis, {"DEL", stream});
       Run(redis, {"SET", stream, "x"});
     }},
    {"ConfirmationsDeleted",
     [](redis::Connection& redis, const std::string& stream) {
       Run(redis, {"DEL", ConfirmedKey(stream)});
     },
     false},
    {"GroupDestroyed",
     [](redis::Connection& redis, const std::string& stream) {
       Run(redis, {"XGROUP", "DESTROY", stream, "assignment.main"});
     },
     false},
};

class MishapTest : public RelayTest, public ::testing::WithParamInterface<Mishap> {};

TEST_P(MishapTest, LosesNothingAndDoublesNothing) {
  // A second consumer that has seen nothing yet keeps the facts in the stream.
  Receiver slow("notification.main", {sender_.stream()});
  sender_.options.required_consumers = {{Destination::kCommune, {"assignment.main", "notification.main"}}};
  receiver_.options.batch = 7;
  receiver_.Restart();
  sender_.Commit(20);
  Publish(sender_);
  Step(receiver_);
  Step(receiver_);
  ASSERT_EQ(receiver_.Effects().size(), 14u);
  ASSERT_EQ(Length(sender_.stream()), 20);

  GetParam().happen(redis(), sender_.stream());
  Step(sender_);
  EXPECT_EQ(sender_.stats.repaired > 0, GetParam().repaired) << "not seen at once";
  Step(slow);
  sender_.Commit(5);
  Settle({&sender_}, {&receiver_, &slow});
  ExpectOnce({&sender_}, receiver_);
  ExpectOnce({&sender_}, slow);
  EXPECT_EQ(sender_.stats.repaired > 0, GetParam().repaired);
  EXPECT_EQ(receiver_.stats.skipped + slow.stats.skipped, 0);
}

INSTANTIATE_TEST_SUITE_P(Redis, MishapTest, ::testing::ValuesIn(kMishaps),
                         [](const ::testing::TestParamInfo<Mishap>& mishap) { return mishap.param.name; });

TEST_F(RelayTest, RedisKilledAndBackWithItsFileOrWithout) {
  for (const bool with_file : {true, false, true}) {
    sender_.Commit(10);
    Publish(sender_);
    Step(receiver_);
    sender_.Commit(10);
    SharedRedis::Kill();
    // While it is away facts are committed, and everybody fails in peace.
    sender_.Commit(10);
    EXPECT_THAT(sender_.relay->Step(), HasReason(absl::StatusCode::kUnavailable, "REDIS_UNAVAILABLE"));
    EXPECT_THAT(receiver_.consumer->Step(), HasReason(absl::StatusCode::kUnavailable, "REDIS_UNAVAILABLE"));
    if (!with_file) {
      SharedRedis::Start();
      SharedRedis::LoseEverything();
    } else {
      SharedRedis::Start();
    }
    Settle({&sender_}, {&receiver_});
    ExpectOnce({&sender_}, receiver_);
  }
}

TEST_F(RelayTest, GetsThroughARedisThatIsOutOfMemory) {
  sender_.options.batch = 50;
  sender_.Commit(3);
  Settle({&sender_}, {&receiver_});
  const std::string info(Redis({"INFO", "memory"}).Text());
  const auto used = std::stoll(info.substr(info.find("used_memory:") + 12));
  Redis({"CONFIG", "SET", "maxmemory-policy", "noeviction"});
  Redis({"CONFIG", "SET", "maxmemory", std::to_string(used + 500'000)});
  for (int i = 0; i < 10; ++i) sender_.Commit(500);
  // With no consumer reading, until it is full.
  for (int i = 0; i < 200 && sender_.stats.redis_errors == 0; ++i) Step(sender_);
  EXPECT_GT(sender_.stats.redis_errors, 0);
  Settle({&sender_}, {&receiver_});
  Redis({"CONFIG", "SET", "maxmemory", "0"});
  ExpectOnce({&sender_}, receiver_);
}

TEST_F(RelayTest, SurvivesItsDatabaseConnectionsBeingCut) {
  for (int i = 0; i < 6; ++i) {
    sender_.Commit(5);
    sender_.store.Do(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
        "pg_backend_pid()");
    receiver_.store.Do(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
        "pg_backend_pid()");
    Step(sender_);
    Step(receiver_);
  }
  Settle({&sender_}, {&receiver_});
  ExpectOnce({&sender_}, receiver_);
}

// The sender's database is replaced by a standby that had not got the last transactions: Redis and the consumers know
// facts that it has lost, and it gives their numbers to others.
// Whether the consumer had read and confirmed before the failover, or everything is still in the stream.
class FailoverTest : public RelayTest, public ::testing::WithParamInterface<bool> {};

TEST_P(FailoverTest, ADatabaseThatWentBackPublishesUnderANewGeneration) {
  sender_.Commit(10);
  Publish(sender_);
  if (GetParam()) Step(receiver_);
  sender_.relay.reset();
  const std::vector<std::string> kept = sender_.committed;
  const std::string standby = sender_.store.Snapshot();
  sender_.Commit(5);
  Publish(sender_);
  if (GetParam()) Step(receiver_);
  sender_.relay.reset();

  sender_.store.Reconnect(standby);
  sender_.committed = kept;
  sender_.Commit(8);  // numbers 11 to 18, of which 11 to 15 were used
  Settle({&sender_}, {&receiver_});
  EXPECT_GT(sender_.stats.repaired, 0);
  std::map<std::string, int> effects;
  for (const std::string& id : receiver_.Effects()) ++effects[id];
  for (const std::string& id : sender_.committed) EXPECT_EQ(effects[id], 1);
  for (const auto& [id, times] : effects) EXPECT_EQ(times, 1);
}

INSTANTIATE_TEST_SUITE_P(Postgres, FailoverTest, ::testing::Bool());

}  // namespace
}  // namespace dondoc::messaging
