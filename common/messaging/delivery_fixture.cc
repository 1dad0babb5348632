#include "common/messaging/delivery_fixture.h"

#include <cstdlib>
#include <iostream>

namespace dondoc::messaging {
namespace {

using ::dondoc::testing::SharedPostgres;
using ::dondoc::testing::SharedRedis;

constexpr int kManyRounds = 3000;

const FakeClock& TestClock() {
  static const FakeClock clock(kNow);
  return clock;
}

std::unique_ptr<pg::Connection> MustOpen(const std::string& conninfo) {
  auto connection = pg::Connection::Open(conninfo);
  if (!connection.ok()) {
    std::cerr << connection.status() << "\n";
    std::abort();
  }
  return *std::move(connection);
}

void Must(const absl::Status& status) {
  if (!status.ok()) {
    std::cerr << status << "\n";
    std::abort();
  }
}

// One database migrated for all tests of the process; each gets a copy.
const std::string& Template() {
  static const std::string conninfo = [] {
    std::string made = SharedPostgres::CreateDatabase();
    const auto connection = MustOpen(made);
    Must(pg::Migrate(*connection, {Migrations()}, kNow).status());
    Must(
        connection->ExecuteScript("CREATE TABLE effect (place bigint GENERATED ALWAYS AS IDENTITY, consumer text NOT "
                                  "NULL, fact_id uuid NOT NULL)"));
    return made;
  }();
  return conninfo;
}

}  // namespace

void LogToTest(std::string_view what, const absl::Status& cause) {
  static const bool loud = std::getenv("DONDOC_TEST_LOG") != nullptr;
  if (loud) std::cerr << what << " " << (cause.ok() ? "" : cause.ToString()) << "\n";
}

Store::Store() : Store(SharedPostgres::CreateDatabaseFrom(Template())) {}
Store::Store(std::string conninfo) { Reconnect(std::move(conninfo)); }

void Store::Reconnect(std::string conninfo) {
  conninfo_ = std::move(conninfo);
  database_ = std::make_unique<pg::Database>(pg::DatabaseOptions{.conninfo = conninfo_});
}

void Store::Do(const std::string& sql) { Must(MustOpen(conninfo_)->ExecuteScript(sql)); }

std::vector<std::string> Store::Texts(const std::string& sql) {
  const auto connection = MustOpen(conninfo_);
  auto rows = connection->Execute(pg::Statement{"test.texts", sql}, {});
  Must(rows.status());
  std::vector<std::string> texts;
  for (const pg::Row row : *rows) texts.push_back(row.Get<std::string>("text"));
  return texts;
}

std::int64_t Store::Count(const std::string& sql) {
  return std::stoll(Texts("SELECT (" + sql + ")::text AS text").at(0));
}

std::vector<std::string> Store::Effects(const std::string& consumer) {
  return Texts("SELECT fact_id::text AS text FROM effect WHERE consumer = '" + consumer + "' ORDER BY place");
}

std::string Store::Snapshot() { return SharedPostgres::CreateDatabaseFrom(conninfo_); }

Sender::Sender(std::string service_name, std::string cell_name)
    : service(std::move(service_name)), cell(std::move(cell_name)), ids_(TestClock()) {
  options.service = service;
  options.cell = cell;
  options.redis.address = SharedRedis::Address();
  options.confirm_every = kAtOnce;
  options.check_every = kAtOnce;
  options.lease = std::chrono::milliseconds(4);  // so that a Step always renews and tries to acquire
}

void Sender::RestartRelay() { relay = std::make_unique<Relay>(options, store.database(), stats, LogToTest); }

std::vector<std::string> Sender::Commit(int count, Destination destination, const std::string& type) {
  std::vector<OutgoingFact> facts;
  std::vector<std::string> ids;
  for (int i = 0; i < count; ++i) {
    ids.push_back(ids_.NewId());
    facts.push_back({.id = ids.back(), .destination = destination, .type = type, .time = kNow, .payload = "payload"});
  }
  Must(store.database().Run([&](pg::Transaction& tx) { return Append(tx, facts); }));
  committed.insert(committed.end(), ids.begin(), ids.end());
  return ids;
}

Receiver::Receiver(std::string consumer_name, std::vector<std::string> streams, Store* shared)
    : owned(shared == nullptr ? std::make_unique<Store>() : nullptr), store(shared == nullptr ? *owned : *shared) {
  options.consumer = std::move(consumer_name);
  options.streams = std::move(streams);
  options.redis.address = SharedRedis::Address();
  options.block = options.first_backoff = options.confirm_every = options.group_every = kAtOnce;
  options.claim_every = options.sweep_every = kNever;
  for (const char* type : {kType, kOtherType}) {
    handlers[type] = [this](pg::Transaction& tx, std::span<const Fact> facts) {
      return TakeEffect(tx, options.consumer, facts);
    };
  }
  Restart();
}

void Receiver::Restart() {
  consumer = std::make_unique<Consumer>(options, store.database(), TestClock(), stats, LogToTest);
  for (const auto& [type, handler] : handlers) consumer->Subscribe(type, handler);
}

absl::Status Receiver::TakeEffect(pg::Transaction& tx, const std::string& consumer, std::span<const Fact> facts) {
  static constexpr pg::Statement kInsert{
      "test.effect",
      "INSERT INTO effect (consumer, fact_id) SELECT $1::text, f.id FROM unnest($2::uuid[]) "
      "WITH ORDINALITY AS f (id, place) ORDER BY f.place"};
  std::vector<std::string> ids;
  for (const Fact& fact : facts) ids.push_back(fact.id);
  return tx.Execute(kInsert, consumer, ids).status();
}

void DeliveryTest::SetUp() { SharedRedis::FlushAll(); }

redis::Connection& DeliveryTest::redis() {
  if (redis_ == nullptr || !redis_->IsAlive())
    redis_ = redis::Connection::Open({.address = SharedRedis::Address()}).value();
  return *redis_;
}

redis::Reply DeliveryTest::Redis(const redis::Command& command) {
  auto reply = redis().Execute(command);
  if (!reply.ok() && Reason(reply.status()) == "REDIS_UNAVAILABLE") {
    redis_.reset();
    reply = redis().Execute(command);
  }
  EXPECT_OK(reply);
  return reply.ok() ? *std::move(reply) : redis::Reply(nullptr);
}

void DeliveryTest::Step(Sender& sender) {
  if (sender.relay == nullptr) sender.RestartRelay();
  sender.relay->Step().status().IgnoreError();
}

void DeliveryTest::Step(Receiver& receiver) { receiver.consumer->Step().status().IgnoreError(); }

bool DeliveryTest::IsSettled(Sender& sender) { return sender.store.Count("SELECT count(*) FROM outbox") == 0; }

void DeliveryTest::Settle(const std::vector<Sender*>& senders, const std::vector<Receiver*>& receivers) {
  for (int round = 0; round < kManyRounds; ++round) {
    for (Sender* sender : senders) Step(*sender);
    for (Receiver* receiver : receivers) Step(*receiver);
    if (round % 4 != 3) continue;
    bool settled = true;
    for (Sender* sender : senders) settled = settled && IsSettled(*sender);
    if (settled) return;
  }
  FAIL() << "not everything was confirmed";
}

void DeliveryTest::ExpectOnce(const std::vector<Sender*>& senders, Receiver& receiver) {
  std::map<std::string, int> effects;
  for (const std::string& id : receiver.Effects()) ++effects[id];
  std::size_t expected = 0;
  for (Sender* sender : senders) {
    expected += sender->committed.size();
    for (const std::string& id : sender->committed)
      EXPECT_EQ(effects[id], 1) << id << " in " << receiver.options.consumer;
  }
  EXPECT_EQ(effects.size(), expected);
}

}  // namespace dondoc::messaging
