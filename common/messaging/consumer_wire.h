// A consumer's side in Redis: its group on each stream, and its confirmations. Not thread-safe.
//
// A group is only ever made on a stream that exists (no MKSTREAM), from the beginning: a stream that is missing must
// stay missing until the relay, which knows what belongs into it, makes it.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/messaging/fact.h"
#include "common/messaging/relay_wire.h"
#include "common/redis/connection.h"

namespace dondoc::messaging {

// Entries of one stream, in order, with the facts in them.
struct Deliveries {
  std::vector<Fact> facts;
  std::vector<std::string> entry_ids;
  std::vector<std::string>
      unreadable;  // why the entry is no fact; "" where it is one. Such a "fact" has an id made from its bytes

  std::size_t size() const { return facts.size(); }
  bool empty() const { return facts.empty(); }
  void Append(const std::string& stream, const redis::View& entry);
  void PopFront();
  void Clear();
};

struct GroupName {
  std::string group;    // the consumer
  std::string replica;  // who of it
};

// Makes the group if it is missing; false where there is no stream to make it on.
absl::StatusOr<bool> EnsureGroup(redis::Connection& connection, const std::string& stream, const GroupName& name);

// New messages of several streams, by stream; waits for at most `block` (0: not at all). FAILED_PRECONDITION, reason
// REDIS_NO_GROUP, or ABORTED, reason REDIS_ABORTED, where a stream or group is gone.
absl::StatusOr<std::map<std::string, Deliveries>> ReadNew(redis::Connection& connection,
                                                          const std::vector<std::string>& streams,
                                                          const GroupName& name, int count,
                                                          std::chrono::milliseconds block);

struct Pending {
  Deliveries deliveries;
  std::vector<std::string> gone;  // pending, but trimmed or deleted from the stream
  std::string next;               // where to go on; "" at the end
};

// Messages that were delivered to this replica and never acknowledged, after the entry `after` ("0" for the beginning).
absl::StatusOr<Pending> ReadOwnPending(redis::Connection& connection, const std::string& stream, const GroupName& name,
                                       int count, const std::string& after);

// Takes over messages that no replica has touched for `idle`, from the cursor `from` ("0-0" for the beginning).
absl::StatusOr<Pending> Claim(redis::Connection& connection, const std::string& stream, const GroupName& name,
                              int count, std::chrono::milliseconds idle, const std::string& from);

// Entries from `number` on, whoever they were delivered to.
absl::StatusOr<Deliveries> ReadFrom(redis::Connection& connection, const std::string& stream, std::int64_t number,
                                    int count);

absl::Status Acknowledge(redis::Connection& connection, const std::string& stream, const GroupName& name,
                         const std::vector<std::string>& entry_ids);

// Where a stream is, as its relay says.
struct StreamHead {
  std::string generation;  // "" where the relay has not made the stream (yet, or again)
  std::int64_t floor = 0;  // everything up to it is confirmed by all and gone
  std::int64_t top = 0;
  std::string confirmation;  // what this consumer's field says now
};
absl::StatusOr<StreamHead> ReadHead(redis::Connection& connection, const std::string& stream,
                                    const std::string& consumer);
absl::Status WriteConfirmation(redis::Connection& connection, const std::string& stream, const std::string& consumer,
                               const std::string& confirmation);

}  // namespace dondoc::messaging
