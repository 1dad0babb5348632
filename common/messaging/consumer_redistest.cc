// What a consumer promises: every fact has its effect exactly once, whatever dies, and a bad one stops nobody.
#include <sys/wait.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>

#include "common/messaging/delivery_fixture.h"

namespace dondoc::messaging {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;

class ConsumerTest : public DeliveryTest {
 protected:
  ConsumerTest() : receiver_("assignment.main", {sender_.stream()}) {
    sender_.options.required_consumers = {{Destination::kCommune, {"assignment.main"}}};
  }

  std::int64_t PendingInRedis() { return Redis({"XPENDING", sender_.stream(), "assignment.main"})[0].Integer(); }

  // The handler of the receiver, with `poisoned` refused.
  Handler Refusing(std::set<std::string>& poisoned, const absl::Status& with) {
    return [this, &poisoned, with](pg::Transaction& tx, std::span<const Fact> facts) -> absl::Status {
      for (const Fact& fact : facts) {
        if (poisoned.contains(fact.id)) return with;
      }
      return Receiver::TakeEffect(tx, receiver_.options.consumer, facts);
    };
  }

  Sender sender_;
  Receiver receiver_;
};

TEST_F(ConsumerTest, ARunOfOneTypeComesAsOneSpan) {
  std::vector<std::size_t> sizes;
  for (const char* type : {kType, kOtherType}) {
    receiver_.handlers[type] = [&](pg::Transaction& tx, std::span<const Fact> facts) {
      sizes.push_back(facts.size());
      return Receiver::TakeEffect(tx, "assignment.main", facts);
    };
  }
  receiver_.Restart();
  sender_.Commit(4);
  sender_.Commit(3, Destination::kCommune, kOtherType);
  sender_.Commit(2);
  Settle({&sender_}, {&receiver_});
  EXPECT_THAT(sizes, ElementsAre(4, 3, 2));
  EXPECT_THAT(receiver_.Effects(), ElementsAreArray(sender_.committed));
}

TEST_F(ConsumerTest, FactsThatNobodyHandlesAreConfirmedWithoutEffect) {
  sender_.Commit(2);
  sender_.Commit(2, Destination::kCommune, "dondoc.test.v1.Unheard");
  sender_.Commit(2);
  Settle({&sender_}, {&receiver_});
  EXPECT_EQ(receiver_.Effects().size(), 4u);
  EXPECT_EQ(receiver_.stats.dead_lettered, 0);
}

TEST_F(ConsumerTest, TheSameFactAgainHasNoEffect) {
  sender_.options.required_consumers = {{Destination::kCommune, {"assignment.main", "somebody else"}}};
  sender_.Commit(10);
  for (int i = 0; i < 3; ++i) {
    Step(sender_);
    Step(receiver_);
    if (i > 0) Redis({"XGROUP", "DESTROY", sender_.stream(), "assignment.main"});
  }
  for (int i = 0; i < 4; ++i) Step(receiver_);
  ExpectOnce({&sender_}, receiver_);
  EXPECT_GE(receiver_.stats.duplicates, 10);
}

TEST_F(ConsumerTest, DiedAfterCommitBeforeAcknowledging) {
  receiver_.handlers[kType] = [this](pg::Transaction& tx, std::span<const Fact> facts) {
    // The connection to Redis ends under the consumer's feet, so that the acknowledgement after the commit fails.
    Redis({"CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"});
    return Receiver::TakeEffect(tx, receiver_.options.consumer, facts);
  };
  receiver_.Restart();
  sender_.Commit(10);
  Step(sender_);
  Step(sender_);
  Step(receiver_);
  ASSERT_EQ(receiver_.Effects().size(), 10u);
  EXPECT_EQ(PendingInRedis(), 10);
  receiver_.Restart();
  // What a former process left is taken up one by one.
  for (int i = 0; i < 12; ++i) Step(receiver_);
  Settle({&sender_}, {&receiver_});
  ExpectOnce({&sender_}, receiver_);
  EXPECT_EQ(PendingInRedis(), 0);
  EXPECT_EQ(receiver_.stats.duplicates, 10);
}

TEST_F(ConsumerTest, WhatADeadReplicaHadIsTakenOver) {
  std::set<std::string> poisoned;
  receiver_.handlers[kType] = [](pg::Transaction&, std::span<const Fact>) { return Unavailable("AWAY", "not now"); };
  receiver_.Restart();
  sender_.Commit(10);
  Step(sender_);
  Step(sender_);
  Step(receiver_);
  EXPECT_EQ(PendingInRedis(), 10);
  receiver_.consumer.reset();

  Receiver other("assignment.main", {sender_.stream()}, &receiver_.store);
  other.options.replica = "1";
  other.options.claim_every = other.options.claim_idle = kAtOnce;
  other.Restart();
  Settle({&sender_}, {&other});
  ExpectOnce({&sender_}, other);
  EXPECT_EQ(other.stats.claimed, 10);
  EXPECT_EQ(PendingInRedis(), 0);
}

TEST_F(ConsumerTest, ManyReplicasShareAStream) {
  Receiver other("assignment.main", {sender_.stream()}, &receiver_.store);
  other.options.replica = "1";
  for (Receiver* receiver : {&receiver_, &other}) {
    receiver->options.batch = 3;
    receiver->options.claim_every = receiver->options.claim_idle = kAtOnce;  // each even takes from the living
    receiver->Restart();
  }
  for (int i = 0; i < 30; ++i) {
    sender_.Commit(3);
    Step(sender_);
    Step(i % 3 == 0 ? other : receiver_);
  }
  Settle({&sender_}, {&receiver_, &other});
  ExpectOnce({&sender_}, receiver_);
  EXPECT_GT(other.stats.consumed, 0);
}

TEST_F(ConsumerTest, FactsThatTheGroupHasLostAreSwept) {
  receiver_.options.sweep_every = kAtOnce;
  receiver_.Restart();
  Step(sender_);
  Step(receiver_);
  sender_.Commit(10);
  for (int i = 0; i < 2; ++i) Step(sender_);
  // An operator deletes the consumer with what is pending for it, and moves the group past the rest.
  Redis({"XREADGROUP", "GROUP", "assignment.main", "0", "COUNT", "4", "STREAMS", sender_.stream(), ">"});
  Redis({"XGROUP", "DELCONSUMER", sender_.stream(), "assignment.main", "0"});
  Redis({"XGROUP", "SETID", sender_.stream(), "assignment.main", "$"});
  Settle({&sender_}, {&receiver_});
  ExpectOnce({&sender_}, receiver_);
  EXPECT_GE(receiver_.stats.swept, 10);
}

TEST_F(ConsumerTest, AnErrorThatPassesIsNotCounted) {
  int failures = 20;
  receiver_.handlers[kType] = [&](pg::Transaction& tx, std::span<const Fact> facts) -> absl::Status {
    if (failures-- > 0) return Unavailable("ORGANIZATION_AWAY", "asked in vain");
    return Receiver::TakeEffect(tx, receiver_.options.consumer, facts);
  };
  receiver_.Restart();
  sender_.Commit(5);
  Settle({&sender_}, {&receiver_});
  EXPECT_THAT(receiver_.Effects(), ElementsAreArray(sender_.committed));
  EXPECT_EQ(receiver_.stats.dead_lettered, 0);
  EXPECT_EQ(receiver_.stats.failed_attempts, 0);
  EXPECT_GE(receiver_.stats.retried, 20);
  EXPECT_EQ(receiver_.store.Count("SELECT count(*) FROM delivery_attempt"), 0);
}

TEST_F(ConsumerTest, PoisonGoesToTheDeadLettersAndTheOthersGoOn) {
  std::set<std::string> poisoned;
  receiver_.handlers[kType] = Refusing(poisoned, FailedPrecondition("UNKNOWN_UNIT", "there is no such unit"));
  receiver_.Restart();
  const auto facts = sender_.Commit(10);
  poisoned = {facts[3], facts[7]};
  Settle({&sender_}, {&receiver_});

  std::vector<std::string> good = sender_.committed;
  std::erase_if(good, [&](const std::string& id) { return poisoned.contains(id); });
  EXPECT_THAT(receiver_.Effects(), ElementsAreArray(good));
  EXPECT_EQ(receiver_.stats.dead_lettered, 2);
  EXPECT_EQ(receiver_.stats.failed_attempts, 10);
  ASSERT_OK_AND_ASSIGN(const auto letters, receiver_.consumer->ListDeadLetters("", 10));
  ASSERT_EQ(letters.size(), 2u);
  EXPECT_EQ((std::set<std::string>{letters[0].fact.id, letters[1].fact.id}), poisoned);
  EXPECT_EQ(letters[0].fact.payload, "payload");
  EXPECT_EQ(letters[0].attempts, 5);
  EXPECT_THAT(letters[0].reason, HasSubstr("UNKNOWN_UNIT"));
  ASSERT_OK_AND_ASSIGN(const auto rest, receiver_.consumer->ListDeadLetters(letters[0].fact.id, 10));
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_EQ(rest[0].fact.id, letters[1].fact.id);

  // Replay while the cause is there, then when it is gone for one, then for all; then there is nothing left to replay.
  ASSERT_OK_AND_ASSIGN(ReplayOutcome outcome, receiver_.consumer->ReplayDeadLetters({}, 10));
  EXPECT_EQ(outcome.replayed, 0);
  EXPECT_EQ(outcome.failed, 2);
  poisoned.clear();
  const std::vector<std::string> one{facts[7]};
  ASSERT_OK_AND_ASSIGN(outcome, receiver_.consumer->ReplayDeadLetters(one, 10));
  EXPECT_EQ(outcome.replayed, 1);
  ASSERT_OK_AND_ASSIGN(outcome, receiver_.consumer->ReplayDeadLetters({}, 10));
  EXPECT_EQ(outcome.replayed, 1);
  ASSERT_OK_AND_ASSIGN(outcome, receiver_.consumer->ReplayDeadLetters(one, 10));
  EXPECT_EQ(outcome.replayed, 0);
  ExpectOnce({&sender_}, receiver_);
}

TEST_F(ConsumerTest, AHandlerThatThrowsIsPoisonToo) {
  receiver_.handlers[kOtherType] = [](pg::Transaction&, std::span<const Fact>) -> absl::Status {
    throw std::runtime_error("a mistake");
  };
  receiver_.Restart();
  sender_.Commit(1, Destination::kCommune, kOtherType);
  sender_.Commit(3);
  Settle({&sender_}, {&receiver_});
  EXPECT_EQ(receiver_.Effects().size(), 3u);
  EXPECT_EQ(receiver_.stats.dead_lettered, 1);
}

TEST_F(ConsumerTest, AnEntryThatIsNoFactIsADeadLetter) {
  Step(sender_);
  Step(receiver_);
  Redis({"XADD", sender_.stream(), "1-0", "g", "g", "e", "no envelope"});
  Step(receiver_);
  EXPECT_EQ(receiver_.stats.dead_lettered, 1);
  ASSERT_OK_AND_ASSIGN(const auto letters, receiver_.consumer->ListDeadLetters("", 10));
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_THAT(letters[0].reason, HasSubstr("FACT_UNREADABLE"));
  EXPECT_EQ(PendingInRedis(), 0);
  // The number was not its to take: the fact that has it arrives.
  sender_.Commit(3);
  Settle({&sender_}, {&receiver_});
  ExpectOnce({&sender_}, receiver_);
}

// A handler that ends the process: each life of the process is a child of this one.
TEST_F(ConsumerTest, AFactThatKillsTheProcessIsCountedAndGivenUp) {
  const auto facts = sender_.Commit(6);
  for (int i = 0; i < 3; ++i) Step(sender_);
  const std::string& deadly = facts[2];
  const std::string conninfo = receiver_.store.conninfo();
  const auto live = [&]() -> int {
    const pid_t child = fork();
    if (child == 0) {
      Store store(conninfo);
      Receiver receiver("assignment.main", {sender_.stream()}, &store);
      receiver.handlers[kType] = [&](pg::Transaction& tx, std::span<const Fact> span) {
        for (const Fact& fact : span) {
          if (fact.id == deadly) _exit(9);
        }
        return Receiver::TakeEffect(tx, "assignment.main", span);
      };
      receiver.Restart();
      for (int i = 0; i < 20; ++i) Step(receiver);
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WEXITSTATUS(status);
  };
  int deaths = 0;
  while (live() == 9) ASSERT_LT(++deaths, 20);
  EXPECT_EQ(deaths, receiver_.options.max_attempts + 1);  // the first death was in a batch, where nobody was to blame
  Settle({&sender_}, {&receiver_});
  EXPECT_EQ(receiver_.Effects().size(), 5u);
  ASSERT_OK_AND_ASSIGN(const auto letters, receiver_.consumer->ListDeadLetters("", 10));
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].fact.id, deadly);
  EXPECT_EQ(letters[0].reason, "the process ended while handling it");
  EXPECT_EQ(letters[0].attempts, 5);
}

TEST_F(ConsumerTest, ABackendTerminatedInTheMiddleIsTriedAgain) {
  int terminations = 3;
  receiver_.handlers[kType] = [&](pg::Transaction& tx, std::span<const Fact> facts) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(Receiver::TakeEffect(tx, receiver_.options.consumer, facts));
    if (terminations-- > 0) {
      return tx.Execute(pg::Statement{"test.terminate", "SELECT pg_terminate_backend(pg_backend_pid())"}).status();
    }
    return absl::OkStatus();
  };
  receiver_.Restart();
  sender_.Commit(5);
  Settle({&sender_}, {&receiver_});
  EXPECT_THAT(receiver_.Effects(), ElementsAreArray(sender_.committed));
  EXPECT_EQ(receiver_.stats.failed_attempts, 0);
}

TEST_F(ConsumerTest, ALateConsumerBeginsWhereTheSenderStillHasFacts) {
  sender_.Commit(10);
  Settle({&sender_}, {&receiver_});
  Receiver late("notification.main", {sender_.stream()});
  sender_.options.required_consumers = {{Destination::kCommune, {"assignment.main", "notification.main"}}};
  sender_.RestartRelay();
  const auto fresh = sender_.Commit(5);
  Settle({&sender_}, {&receiver_, &late});
  EXPECT_THAT(late.Effects(), ElementsAreArray(fresh));
  EXPECT_EQ(late.stats.skipped, 0);
}

TEST_F(ConsumerTest, FactsThatAreGoneForGoodAreReported) {
  // This consumer is not required, so nobody waits for it.
  Receiver guest("guest.main", {sender_.stream()});
  sender_.Commit(3);
  Step(sender_);
  Step(sender_);
  Step(guest);
  guest.Restart();
  sender_.Commit(10);
  Settle({&sender_}, {&receiver_});
  for (int i = 0; i < 3; ++i) Step(guest);
  EXPECT_EQ(guest.Effects().size(), 3u);
  EXPECT_EQ(guest.stats.skipped, 10);
}

TEST_F(ConsumerTest, OldInboxRowsAreForgottenOnceConfirmed) {
  sender_.Commit(10);
  Settle({&sender_}, {&receiver_});
  receiver_.store.Do("UPDATE inbox SET received_at = received_at - interval '31 days' WHERE number <= 6");
  receiver_.Restart();
  for (int i = 0; i < 3; ++i) Step(receiver_);
  EXPECT_EQ(receiver_.store.Count("SELECT count(*) FROM inbox"), 4);
  sender_.Commit(5);
  Settle({&sender_}, {&receiver_});
  ExpectOnce({&sender_}, receiver_);
}

TEST_F(ConsumerTest, RunsUntilAskedToStop) {
  receiver_.options.block = std::chrono::milliseconds(20);
  sender_.options.lease = std::chrono::seconds(5);
  sender_.RestartRelay();
  std::mutex mutex;
  std::condition_variable seen;
  std::size_t effects = 0;
  receiver_.handlers[kType] = [&](pg::Transaction& tx, std::span<const Fact> facts) {
    const absl::Status status = Receiver::TakeEffect(tx, "assignment.main", facts);
    const std::lock_guard lock(mutex);
    effects += facts.size();
    seen.notify_all();
    return status;
  };
  receiver_.options.committed = [this] { sender_.relay->Notify(); };
  receiver_.Restart();
  std::jthread relay([&](std::stop_token stop) { sender_.relay->Run(stop); });
  std::jthread consumer([&](std::stop_token stop) { receiver_.consumer->Run(stop); });
  for (int i = 0; i < 20; ++i) {
    sender_.Commit(5);
    sender_.relay->Notify();
  }
  {
    std::unique_lock lock(mutex);
    EXPECT_TRUE(seen.wait_for(lock, std::chrono::seconds(30), [&] { return effects >= 100; }));
  }
  relay.request_stop();
  consumer.request_stop();
  relay.join();
  consumer.join();
  ExpectOnce({&sender_}, receiver_);
}

}  // namespace
}  // namespace dondoc::messaging
