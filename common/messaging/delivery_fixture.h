// For the tests of this library: senders and receivers with databases of their own on a real PostgreSQL, and a real
// Redis between them. Everything goes by steps; nothing waits for time to pass.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/messaging/consumer.h"
#include "common/messaging/outbox.h"
#include "common/messaging/relay.h"
#include "common/postgres/database.h"
#include "common/redis/connection.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "common/testing/shared_redis.h"
#include "common/time/clock.h"
#include "gtest/gtest.h"

namespace dondoc::messaging {

inline constexpr TimePoint kNow{std::chrono::seconds(1'765'000'000)};
inline constexpr auto kNever = std::chrono::hours(1);
inline constexpr auto kAtOnce = std::chrono::milliseconds(0);
inline constexpr char kType[] = "dondoc.test.v1.Happened";
inline constexpr char kOtherType[] = "dondoc.test.v1.Other";

// A database with our tables and one for effects, which would take the same effect twice.
class Store {
 public:
  Store();
  explicit Store(std::string conninfo);

  pg::Database& database() { return *database_; }
  const std::string& conninfo() const { return conninfo_; }
  void Do(const std::string& sql);
  std::int64_t Count(const std::string& sql);
  std::vector<std::string> Texts(const std::string& sql);
  // The ids of the facts that took effect in `consumer`, in the order in which they did.
  std::vector<std::string> Effects(const std::string& consumer);
  // The database as it is now, as another one: a standby that got no further. Ends all connections to this one.
  std::string Snapshot();
  void Reconnect(std::string conninfo);

 private:
  std::string conninfo_;
  std::unique_ptr<pg::Database> database_;
};

class Sender {
 public:
  explicit Sender(std::string service = "directive", std::string cell = "main");

  // Commits one transaction with `count` facts; their ids. All ids are in `committed` then.
  std::vector<std::string> Commit(int count, Destination destination = Destination::kCommune,
                                  const std::string& type = kType);
  std::string stream(Destination destination = Destination::kCommune) const {
    return StreamKey(destination, service, cell);
  }

  Store store;
  MessagingStats stats;
  const std::string service, cell;
  RelayOptions options;
  std::unique_ptr<Relay> relay;
  std::vector<std::string> committed;

  void RestartRelay();

 private:
  UuidGenerator ids_;
};

class Receiver {
 public:
  Receiver(std::string consumer, std::vector<std::string> streams, Store* shared = nullptr);

  std::vector<std::string> Effects() { return store.Effects(options.consumer); }
  // A new process of the same name: what was in hand is forgotten.
  void Restart();
  // The handler that every fact gets unless a test sets another: writes the effect.
  static absl::Status TakeEffect(pg::Transaction& tx, const std::string& consumer, std::span<const Fact> facts);

  std::unique_ptr<Store> owned;
  Store& store;
  MessagingStats stats;
  ConsumerOptions options;
  std::map<std::string, Handler> handlers;
  std::unique_ptr<Consumer> consumer;
};

// Prints what relays and consumers tell where DONDOC_TEST_LOG is set.
void LogToTest(std::string_view what, const absl::Status& cause);

class DeliveryTest : public ::testing::Test {
 protected:
  void SetUp() override;

  redis::Connection& redis();
  redis::Reply Redis(const redis::Command& command);
  std::int64_t Length(const std::string& stream) { return Redis({"XLEN", stream}).Integer(); }

  // Steps everybody until all that was committed is confirmed by all, or fails the test after very many rounds.
  static void Settle(const std::vector<Sender*>& senders, const std::vector<Receiver*>& receivers);
  static bool IsSettled(Sender& sender);
  // One step, its errors being part of the game.
  static void Step(Sender& sender);
  static void Step(Receiver& receiver);
  // Every fact of the senders took effect exactly once in the receiver.
  static void ExpectOnce(const std::vector<Sender*>& senders, Receiver& receiver);

 private:
  std::unique_ptr<redis::Connection> redis_;
};

}  // namespace dondoc::messaging
