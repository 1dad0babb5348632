// What relay and consumers count, for the metrics of a service, and where they tell of trouble. No dependencies;
// thread-safe.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string_view>

#include "absl/status/status.h"

namespace dondoc::messaging {

struct MessagingStats {
  // Relay.
  std::atomic<std::int64_t> numbered{0};   // facts given a number
  std::atomic<std::int64_t> published{0};  // entries added to streams, again after a repair included
  std::atomic<std::int64_t> found_published{
      0};  // entries found in the stream already: a relay died between adding and marking
  std::atomic<std::int64_t> repaired{0};     // streams made anew because Redis or PostgreSQL had lost something
  std::atomic<std::int64_t> confirmed{0};    // facts removed from the outbox, confirmed by all
  std::atomic<std::int64_t> leases_lost{0};  // times that another relay took over
  std::atomic<std::int64_t> unpublished{0};  // gauge: numbered and not yet in Redis
  std::atomic<std::int64_t> unconfirmed{
      0};                               // gauge: numbered and not yet confirmed by all; the lag of the slowest consumer
  std::atomic<std::int64_t> active{0};  // gauge: 1 while this relay holds the lease
  // Consumer.
  std::atomic<std::int64_t> consumed{0};         // facts that took effect
  std::atomic<std::int64_t> duplicates{0};       // facts received again, without effect
  std::atomic<std::int64_t> retried{0};          // batches put off for an error that passes by itself
  std::atomic<std::int64_t> failed_attempts{0};  // failed attempts at single facts, counted towards the dead letters
  std::atomic<std::int64_t> dead_lettered{0};
  std::atomic<std::int64_t> replayed{0};  // dead letters that took effect after all
  std::atomic<std::int64_t> claimed{0};   // facts taken over from a replica that is gone
  std::atomic<std::int64_t> swept{0};     // facts read from the stream again because the group had lost them
  std::atomic<std::int64_t> skipped{
      0};  // facts that the sender no longer has and this consumer never had: data was lost
  // Both.
  std::atomic<std::int64_t> redis_errors{0};
  std::atomic<std::int64_t> database_errors{0};
};

// Called with what happened ("relay repaired dondoc:{all}:x:main") and its cause, if there is one. Must be thread-safe
// and quick.
using Log = std::function<void(std::string_view what, const absl::Status& cause)>;

}  // namespace dondoc::messaging
