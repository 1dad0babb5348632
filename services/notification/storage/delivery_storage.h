// Deliveries in rows: made, claimed, handed over, recorded, taken back. Free functions over a transaction; errors are
// those of pg::Transaction.
//
// A claim is an attempt's number together with a lease by the database's clock. Whatever an attempt writes later it
// writes only where the claim is still its own: a sender that was away for too long changes nothing.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/access/access.h"
#include "common/postgres/database.h"
#include "services/notification/domain/delivery.h"
#include "services/notification/domain/message_text.h"

namespace dondoc::notification {

struct NewDelivery {
  std::string delivery_id;
  std::string message_id;
  std::string unit_id;
  std::string address;
};
// Makes deliveries to be sent at once; an address that a message already goes to is left out.
absl::Status InsertDeliveries(pg::Transaction& tx, const std::vector<NewDelivery>& deliveries, TimePoint made_at);

struct ClaimedDelivery {
  std::string delivery_id = {};
  std::string address = {};
  int attempts = 0;  // this one included: the number of the claim
  int doubts = 0;
  TimePoint first_attempt_at = {};
  Text text = {};
  TimePoint made_at = {};
};
absl::StatusOr<std::vector<ClaimedDelivery>> ClaimDeliveries(pg::Transaction& tx, TimePoint now,
                                                             std::string_view replica, std::chrono::milliseconds lease,
                                                             int limit);

// False where the claim is no longer ours: then the end of the message must not be sent.
absl::StatusOr<bool> HandOver(pg::Transaction& tx, std::string_view delivery_id, int attempts,
                              std::string_view replica);

struct DeliveryRecord {
  std::string delivery_id = {};
  int attempts = 0;
  Verdict verdict = {};
  std::string answer = {};
};
// Writes what became of attempts; returns how many claims were still theirs.
absl::StatusOr<std::int64_t> RecordDeliveries(pg::Transaction& tx, const std::vector<DeliveryRecord>& records,
                                              TimePoint now);

struct LostClaim {
  std::string delivery_id = {};
  int attempts = 0;
  int doubts = 0;
  bool handed_over = false;
};
// Claims whose lease is over, locked; and those of `replica`, where it is given.
absl::StatusOr<std::vector<LostClaim>> LockLostClaims(pg::Transaction& tx, const std::optional<std::string>& replica,
                                                      int limit);

struct ListedDelivery {
  std::string delivery_id = {};
  std::string message_id = {};
  std::string unit_id = {};
  std::string address = {};
  std::string state = {};
  int attempts = 0;
  int doubts = 0;
  std::string last_answer = {};
  std::optional<TimePoint> next_attempt_at = {};
  std::optional<TimePoint> sent_at = {};
  TimePoint made_at = {};
  std::string subject = {};
};
struct DeliveryKey {
  TimePoint made_at = {};
  std::string delivery_id = {};
};
absl::StatusOr<std::vector<ListedDelivery>> ListDeliveries(pg::Transaction& tx, const std::optional<std::string>& state,
                                                           const std::optional<std::string>& unit_id,
                                                           const access::Filter& seen,
                                                           const std::optional<DeliveryKey>& after, int limit);

}  // namespace dondoc::notification
