// The relay: publishes a service's committed facts to Redis Streams. One is active for a service and cell; any number
// may stand by.
//
// 1. It holds a lease row with an epoch. Every transaction of it locks that row first, so that a relay which lost the
// lease cannot
//    number anything; every write to Redis is a WATCH/MULTI/EXEC on a key with the same epoch, so that it cannot
//    publish either.
// 2. It numbers committed facts densely for each stream, in transactions of its own: no gap can open in front of a
// reader.
// 3. It adds them to the stream under the explicit id <number>-0. What may be in the stream already is compared, never
// doubled.
// 4. It reads what the consumers have confirmed, and only what all required ones have is deleted here and trimmed
// there.
//    It lets only so many unconfirmed facts into Redis; where Redis has no memory left it takes them out again, and
//    then fewer in.
// 5. Whenever it (re)connects, when a write is refused, and every `check_every`, it compares stream and tables:
// generation, top,
//    first entry, number of entries. Any difference gives the stream a new generation, made anew from the unconfirmed
//    facts.
//
// Thread-safety: Step, Run and is_active from one thread; Notify from any.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/messaging/destination.h"
#include "common/messaging/stats.h"
#include "common/postgres/database.h"
#include "common/redis/connection.h"

namespace dondoc::messaging {

struct RelayOptions {
  std::string service;  // whose facts: the source in their envelopes
  std::string cell = "main";
  std::string replica =
      "0";  // stable and unique among the relays of this service and cell: after a crash it needs no waiting
  redis::Options redis;

  // Whose confirmation a stream waits for: names of consumers (ConsumerOptions::consumer). A destination with an empty
  // list is for nobody: its facts are dropped once published. Facts for a destination that is not listed at all are
  // published and kept.
  std::map<Destination, std::vector<std::string>> required_consumers;

  int batch = 500;     // facts in one publication
  int window = 50000;  // facts of one stream in Redis that are not confirmed by all; the outbox keeps the rest
  std::chrono::milliseconds lease{5000};
  std::chrono::milliseconds busy_poll{20};  // between looks while there is work; Notify() cuts both short
  std::chrono::milliseconds idle_poll{200};
  std::chrono::milliseconds confirm_every{100};
  std::chrono::milliseconds check_every{3000};  // 0 for every Step
};

class Relay {
 public:
  // What it refers to must outlive it.
  Relay(RelayOptions options, pg::Database& database, MessagingStats& stats, Log log);
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;
  ~Relay();

  // One round: lease, numbering, publication, confirmation. True where it found something to do, false where there was
  // nothing or another relay holds the lease. After an error (all of them pass or are repaired) the next Step begins
  // afresh.
  absl::StatusOr<bool> Step();

  // Steps until asked to stop; then publishes what is committed by now, and gives the lease back. Errors are logged,
  // counted and waited out with growing back-off.
  void Run(std::stop_token stop);

  // Says that facts may have been committed: the next look comes at once, though not more often than every 2 ms. Cheap,
  // optional; without it a fact waits for the next poll.
  void Notify();

  // Whether this relay held the lease at its last Step.
  bool is_active() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dondoc::messaging
