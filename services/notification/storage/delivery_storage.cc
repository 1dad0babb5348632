#include "services/notification/storage/delivery_storage.h"

#include "common/status/status.h"
#include "services/notification/storage/sql.h"

namespace dondoc::notification {

absl::Status InsertDeliveries(pg::Transaction& tx, const std::vector<NewDelivery>& deliveries, TimePoint made_at) {
  std::vector<std::string> ids, messages, units, addresses;
  for (const NewDelivery& delivery : deliveries) {
    ids.push_back(delivery.delivery_id);
    messages.push_back(delivery.message_id);
    units.push_back(delivery.unit_id);
    addresses.push_back(delivery.address);
  }
  return tx.Execute(sql::kInsertDeliveries, ids, messages, units, addresses, made_at).status();
}

absl::StatusOr<std::vector<ClaimedDelivery>> ClaimDeliveries(pg::Transaction& tx, TimePoint now,
                                                             std::string_view replica, std::chrono::milliseconds lease,
                                                             int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kClaimDeliveries, now, replica, lease.count(), limit));
  std::vector<ClaimedDelivery> claimed;
  for (const pg::Row row : rows) {
    claimed.push_back({.delivery_id = row.Get<std::string>("delivery_id"),
                       .address = row.Get<std::string>("address"),
                       .attempts = row.Get<std::int32_t>("attempts"),
                       .doubts = row.Get<std::int32_t>("doubts"),
                       .first_attempt_at = row.Get<TimePoint>("first_attempt_at"),
                       .text = {row.Get<std::string>("subject"), row.Get<std::string>("body")},
                       .made_at = row.Get<TimePoint>("made_at")});
  }
  return claimed;
}

absl::StatusOr<bool> HandOver(pg::Transaction& tx, std::string_view delivery_id, int attempts,
                              std::string_view replica) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kHandOverDelivery, delivery_id, attempts, replica));
  return rows.affected() == 1;
}

absl::StatusOr<std::int64_t> RecordDeliveries(pg::Transaction& tx, const std::vector<DeliveryRecord>& records,
                                              TimePoint now) {
  std::vector<std::string> ids, states, answers;
  std::vector<int> attempts;
  std::vector<std::optional<TimePoint>> next_attempt_at;
  std::vector<bool> doubted;
  for (const DeliveryRecord& record : records) {
    ids.push_back(record.delivery_id);
    attempts.push_back(record.attempts);
    states.emplace_back(NameOf(record.verdict.state));
    next_attempt_at.push_back(record.verdict.next_attempt_at);
    doubted.push_back(record.verdict.doubted);
    answers.push_back(record.answer);
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kRecordDeliveries, ids, attempts, states,
                                                            next_attempt_at, doubted, answers, now));
  return rows.affected();
}

absl::StatusOr<std::vector<LostClaim>> LockLostClaims(pg::Transaction& tx, const std::optional<std::string>& replica,
                                                      int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockLostClaims, replica, limit));
  std::vector<LostClaim> lost;
  for (const pg::Row row : rows) {
    lost.push_back({.delivery_id = row.Get<std::string>("delivery_id"),
                    .attempts = row.Get<std::int32_t>("attempts"),
                    .doubts = row.Get<std::int32_t>("doubts"),
                    .handed_over = row.Get<bool>("handed_over")});
  }
  return lost;
}

absl::StatusOr<std::vector<ListedDelivery>> ListDeliveries(pg::Transaction& tx, const std::optional<std::string>& state,
                                                           const std::optional<std::string>& unit_id,
                                                           const access::Filter& seen,
                                                           const std::optional<DeliveryKey>& after, int limit) {
  std::optional<TimePoint> made_at;
  std::optional<std::string> delivery_id;
  if (after.has_value()) {
    made_at = after->made_at;
    delivery_id = after->delivery_id;
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListDeliveries, state, unit_id, made_at, delivery_id,
                                                            limit, seen.all, seen.own, seen.above));
  std::vector<ListedDelivery> deliveries;
  for (const pg::Row row : rows) {
    deliveries.push_back({.delivery_id = row.Get<std::string>("delivery_id"),
                          .message_id = row.Get<std::string>("message_id"),
                          .unit_id = row.Get<std::string>("unit_id"),
                          .address = row.Get<std::string>("address"),
                          .state = row.Get<std::string>("state"),
                          .attempts = row.Get<std::int32_t>("attempts"),
                          .doubts = row.Get<std::int32_t>("doubts"),
                          .last_answer = row.Get<std::string>("last_answer"),
                          .next_attempt_at = row.Get<std::optional<TimePoint>>("next_attempt_at"),
                          .sent_at = row.Get<std::optional<TimePoint>>("sent_at"),
                          .made_at = row.Get<TimePoint>("made_at"),
                          .subject = row.Get<std::string>("subject")});
  }
  return deliveries;
}

}  // namespace dondoc::notification
