// Random histories: senders, receivers, crashes, lost leases, flushes and failovers in any order. Whatever happened, in
// the end every committed fact has taken effect exactly once in every consumer. A failure prints the seed;
// DONDOC_TEST_SEED runs it again.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "common/messaging/delivery_fixture.h"

namespace dondoc::messaging {
namespace {

using ::dondoc::testing::SharedRedis;

constexpr int kHistories = 4;
constexpr int kActions = 120;

class RandomTest : public DeliveryTest {
 protected:
  int Roll(int sides) { return static_cast<int>(random_() % static_cast<unsigned>(sides)); }
  template <typename T>
  T& Any(std::vector<std::unique_ptr<T>>& all) {
    return *all[static_cast<std::size_t>(Roll(static_cast<int>(all.size())))];
  }

  void Build() {
    senders_.clear();
    receivers_.clear();
    stores_.clear();
    SharedRedis::FlushAll();
    senders_.push_back(std::make_unique<Sender>("directive", "main"));
    senders_.push_back(std::make_unique<Sender>("indicator", "north"));
    std::vector<std::string> streams;
    for (const auto& sender : senders_) {
      sender->options.batch = 1 + Roll(20);
      sender->options.required_consumers = {{Destination::kCommune, {"assignment.main", "notification.main"}}};
      streams.push_back(sender->stream());
    }
    for (const char* consumer : {"assignment.main", "notification.main"}) {
      stores_.push_back(std::make_unique<Store>());
      for (const char* replica : {"0", "1"}) {
        receivers_.push_back(std::make_unique<Receiver>(consumer, streams, stores_.back().get()));
        Receiver& receiver = *receivers_.back();
        receiver.options.replica = replica;
        receiver.options.batch = 1 + Roll(20);
        receiver.options.claim_every = receiver.options.claim_idle = receiver.options.sweep_every = kAtOnce;
        for (auto& [type, handler] : receiver.handlers) {
          handler = [this, consumer](pg::Transaction& tx, std::span<const Fact> facts) -> absl::Status {
            const int luck = Roll(10);
            if (luck == 0) return Unavailable("AWAY", "by chance");
            DONDOC_RETURN_IF_ERROR(Receiver::TakeEffect(tx, consumer, facts));
            if (luck == 1) return Error(absl::StatusCode::kAborted, "TRANSACTION_CONFLICT", "by chance");
            if (luck == 2 && mishaps_) Redis({"CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"});
            return absl::OkStatus();
          };
        }
        receiver.Restart();
      }
    }
  }

  void Mishap(int number, Sender& sender, Receiver& receiver) {
    switch (number) {
      case 0:
        return SharedRedis::FlushAll();
      case 1:
        return SharedRedis::Crash();
      case 2:
        Redis({"XTRIM", sender.stream(), "MAXLEN", std::to_string(Roll(10))});
        return;
      case 3:
        Redis({"DEL", sender.stream()});
        return;
      case 4:
        redis().Execute({"XGROUP", "DESTROY", sender.stream(), receiver.options.consumer}).status().IgnoreError();
        return;
      case 5:
        redis().Execute({"XGROUP", "SETID", sender.stream(), receiver.options.consumer, "$"}).status().IgnoreError();
        return;
      case 6:
        redis().Execute({"XADD", sender.stream(), "*", "hello", "world"}).status().IgnoreError();
        return;
      case 7:
        Redis({"DEL", ConfirmedKey(sender.stream())});
        return;
      case 8:
        sender.store.Do("UPDATE relay_lease SET expires_at = '-infinity'");
        return;
      case 9:
        // The last mark is lost, as after a crash of PostgreSQL: it was not waited for.
        sender.store.Do("UPDATE outbox_stream SET published_number = confirmed_number");
        sender.RestartRelay();
        return;
      case 10:
      case 11:
        return sender.RestartRelay();
      case 12:
      case 13:
        return receiver.Restart();
      case 14:
        receiver.store.Do(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> "
            "pg_backend_pid()");
        return;
      default:
        return;
    }
  }

  void Act() {
    Sender& sender = Any(senders_);
    const int action = Roll(100);
    if (action < 15) {
      Mishap(action, sender, Any(receivers_));
    } else {
      if (action < 40) {
        sender.Commit(1 + Roll(12), Destination::kCommune, Roll(2) == 0 ? kType : kOtherType);
      } else if (action < 65) {
        Step(sender);
      } else {
        Step(Any(receivers_));
      }
    }
  }

  std::mt19937 random_;
  bool mishaps_ = true;
  const SystemClock clock_{};
  std::vector<std::unique_ptr<Sender>> senders_;
  std::vector<std::unique_ptr<Receiver>> receivers_;
  std::vector<std::unique_ptr<Store>> stores_;
};

TEST_F(RandomTest, EveryCommittedFactTakesEffectExactlyOnceInEveryConsumer) {
  const char* given = std::getenv("DONDOC_TEST_SEED");
  const unsigned first = given != nullptr ? static_cast<unsigned>(std::stoul(given)) : std::random_device{}();
  for (unsigned seed = first; seed < first + (given != nullptr ? 1 : kHistories) && !HasFailure(); ++seed) {
    SCOPED_TRACE(::testing::Message() << "DONDOC_TEST_SEED=" << seed);
    std::cout << "seed " << seed << std::endl;
    random_.seed(seed);
    mishaps_ = true;
    Build();
    for (int i = 0; i < kActions; ++i) Act();
    mishaps_ = false;
    std::vector<Sender*> senders;
    std::vector<Receiver*> receivers;
    for (const auto& sender : senders_) senders.push_back(sender.get());
    for (const auto& receiver : receivers_) receivers.push_back(receiver.get());
    Settle(senders, receivers);
    for (Receiver* receiver : receivers) ExpectOnce(senders, *receiver);
  }
}

// The same with threads, where relays and replicas meet in the middle of what they do.
TEST_F(RandomTest, AlsoWhenTheyAllRunAtOnce) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(::testing::Message() << "seed " << seed << " (threads: not to be run again exactly)");
  random_.seed(seed);
  Build();
  std::vector<std::unique_ptr<Relay>> relays;
  for (const auto& sender : senders_) {
    for (const char* replica : {"0", "1"}) {
      RelayOptions options = sender->options;
      options.replica = replica;
      options.lease = std::chrono::milliseconds(100);
      options.busy_poll = options.idle_poll = std::chrono::milliseconds(2);
      relays.push_back(std::make_unique<Relay>(options, sender->store.database(), sender->stats, LogToTest));
    }
  }
  std::vector<std::unique_ptr<Consumer>> consumers;
  for (const auto& receiver : receivers_) {
    ConsumerOptions options = receiver->options;
    options.block = std::chrono::milliseconds(5);
    options.first_backoff = std::chrono::milliseconds(1);
    options.longest_backoff = std::chrono::milliseconds(20);
    options.claim_every = options.claim_idle = options.sweep_every = std::chrono::milliseconds(50);
    consumers.push_back(
        std::make_unique<Consumer>(options, receiver->store.database(), clock_, receiver->stats, LogToTest));
    for (const char* type : {kType, kOtherType}) {
      consumers.back()->Subscribe(type, [name = options.consumer](pg::Transaction& tx, std::span<const Fact> facts) {
        return Receiver::TakeEffect(tx, name, facts);
      });
    }
  }
  std::vector<std::jthread> threads;
  for (const auto& relay : relays) threads.emplace_back([&](std::stop_token stop) { relay->Run(stop); });
  for (const auto& consumer : consumers) threads.emplace_back([&](std::stop_token stop) { consumer->Run(stop); });
  for (int i = 0; i < 150; ++i) {
    Sender& sender = Any(senders_);
    sender.Commit(1 + Roll(10));
    // What steps do is done by the threads, and this thread must not restart what they run.
    if (const int mishap = Roll(30); mishap < 9 || mishap == 14) Mishap(mishap, sender, Any(receivers_));
  }
  std::vector<Sender*> senders;
  for (const auto& sender : senders_) senders.push_back(sender.get());
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(200);
  while (!std::all_of(senders.begin(), senders.end(), [](Sender* sender) { return IsSettled(*sender); }) &&
         std::chrono::steady_clock::now() < deadline) {
  }
  for (std::jthread& thread : threads) thread.request_stop();
  threads.clear();
  for (const auto& receiver : receivers_) ExpectOnce(senders, *receiver);
}

}  // namespace
}  // namespace dondoc::messaging
