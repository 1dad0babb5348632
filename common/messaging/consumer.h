// A consumer: takes facts from Redis Streams into a service, each with effect exactly once.
//
//   Consumer consumer({.consumer = "assignment.main", .replica = "0", .streams = {StreamKey(Destination::kCommune,
//   "directive")}, ...},
//                     database, clock, stats, log);
//   consumer.Subscribe(Type<directive::v1::DirectiveIssued>(), [&](pg::Transaction& tx, std::span<const Fact> facts) ->
//   absl::Status {...}); std::jthread thread([&](std::stop_token stop) { consumer.Run(stop); });
//
// A batch is one transaction: the ids go into the inbox, the new facts to their handlers, and only after COMMIT is it
// acknowledged. Who may have missed something is decided by the tables, never by Redis: besides new messages a consumer
// takes up its own pending ones after a restart, those of replicas that are gone, and whatever of the stream lies above
// its watermark and is not in its inbox.
//
// Errors. One that passes by itself (UNAVAILABLE, ABORTED, RESOURCE_EXHAUSTED: database away, conflict) puts the batch
// off with growing back-off and is not counted. Any other has the batch handled one fact at a time, each attempt
// counted in a transaction of its own before the handler runs; after `max_attempts` the fact is a dead letter and the
// next one has its turn.
//
// Order: one replica hands over the facts of a stream in the order of their numbers (facts taken over from elsewhere
// come when they come). Several replicas share the stream; then what depends on order must compare versions.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/messaging/fact.h"
#include "common/messaging/stats.h"
#include "common/postgres/database.h"
#include "common/redis/connection.h"
#include "common/time/clock.h"

namespace dondoc::messaging {

// Gives a run of facts of one type, in order, their effect, set-based, inside `tx`. The facts are new to this consumer.
// The transaction may be rolled back and run again, so it must not keep anything outside of `tx`. What it throws
// becomes INTERNAL.
using Handler = std::function<absl::Status(pg::Transaction& tx, std::span<const Fact> facts)>;

struct ConsumerOptions {
  std::string consumer;  // name of the group; unique for each database: "<service>.<cell>"
  std::string replica =
      "0";  // stable and unique among the replicas of this consumer: pending messages belong to this name
  std::vector<std::string> streams;  // StreamKey(...) of everything it listens to
  redis::Options redis;

  // Called after each commit of a batch: facts of our own may be in the outbox, and the relay can be told
  // (Relay::Notify).
  std::function<void()> committed;

  int batch = 256;  // messages read at once for each stream
  int max_attempts = 5;
  std::chrono::milliseconds block{500};         // longest wait for a message in one Step; below redis.command_timeout
  std::chrono::milliseconds first_backoff{50};  // after an error; doubles up to longest_backoff, with jitter
  std::chrono::milliseconds longest_backoff{5000};
  std::chrono::milliseconds claim_every{15000};   // how often to look for messages of replicas that are gone,
  std::chrono::milliseconds claim_idle{60000};    // and how long those must have been silent
  std::chrono::milliseconds sweep_every{10000};   // how often to look for gaps above the watermark
  std::chrono::milliseconds confirm_every{2000};  // how often to repeat confirmations when nothing changes
  std::chrono::milliseconds group_every{500};     // how often to look for streams that do not exist yet
  std::chrono::hours inbox_retention{24 * 30};    // how long duplicates of a confirmed fact are still known
};

struct DeadLetter {
  Fact fact;
  std::string consumer;
  std::string reason;
  int attempts = 0;
  TimePoint dead_at{};
};

struct ReplayOutcome {
  int replayed = 0;
  int failed = 0;  // stay dead letters, with the new reason
};

class Consumer {
 public:
  // What it refers to must outlive it.
  Consumer(ConsumerOptions options, pg::Database& database, const Clock& clock, MessagingStats& stats, Log log);
  Consumer(const Consumer&) = delete;
  Consumer& operator=(const Consumer&) = delete;
  ~Consumer();

  // Sets the handler for facts of `type`; before the first Step. Facts of other types are confirmed without effect.
  void Subscribe(std::string type, Handler handler);

  // One round: takes what there is (waiting for at most `block`), handles, acknowledges and confirms it. True where
  // there was something to do. After an error (all of them pass) the next Step goes on where this one stopped.
  absl::StatusOr<bool> Step();

  // Steps until asked to stop. Errors are logged, counted and waited out with growing back-off.
  void Run(std::stop_token stop);

  // Dead letters that wait, oldest first, after the fact with the id `after` ("" for the beginning). From any thread.
  absl::StatusOr<std::vector<DeadLetter>> ListDeadLetters(std::string_view after, int limit);

  // Hands dead letters to their handlers once more, each in a transaction of its own: those with these ids, or with no
  // ids the oldest `limit`. Safe to repeat: a fact that took effect is no dead letter any more. From any thread.
  absl::StatusOr<ReplayOutcome> ReplayDeadLetters(std::span<const std::string> fact_ids, int limit);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dondoc::messaging
