// Inbox messages and the record of steps, in rows. Free functions over a transaction; errors are those of
// pg::Transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/notification/domain/message_text.h"
#include "services/notification/domain/occurrences.h"

namespace dondoc::notification {

// One message. Grade::kNone: a reminder; any other: an urge.
struct InboxMessage {
  std::string message_id = {};
  std::string unit_id = {};
  Grade grade = Grade::kNone;
  Text text = {};
  std::optional<std::string> assignment_id = {};
  std::string directive_id = {};
  std::optional<std::string> from_unit_id = {};
  Day nominal_on = {};
  bool late = false;
  TimePoint made_at = {};
  std::optional<TimePoint> read_at = {};
};

// Inserts messages made at `made_at`.
absl::Status InsertMessages(pg::Transaction& tx, const std::vector<InboxMessage>& messages, TimePoint made_at);
absl::StatusOr<std::optional<InboxMessage>> FindMessage(pg::Transaction& tx, std::string_view message_id);

// Where a page of an inbox begins: after this message.
struct InboxKey {
  TimePoint made_at = {};
  Day nominal_on = {};
  std::string message_id = {};
};
absl::StatusOr<std::vector<InboxMessage>> ListInbox(pg::Transaction& tx, std::string_view unit_id, bool unread_only,
                                                    const std::optional<InboxKey>& after, int limit);

// How many of these messages the unit's inbox has; and marking them, which returns how many were not read before.
absl::StatusOr<std::int64_t> CountMessages(pg::Transaction& tx, std::string_view unit_id,
                                           const std::vector<std::string>& message_ids);
absl::StatusOr<std::int64_t> MarkRead(pg::Transaction& tx, std::string_view unit_id,
                                      const std::vector<std::string>& message_ids, TimePoint now);

// One step of a rule for one assignment, made (with its message) or suppressed.
struct RecordedStep {
  std::string assignment_id = {};
  std::string unit_id = {};
  Occurrence occurrence = {};
  std::optional<std::string> message_id = {};  // where made
  TimePoint made_at = {};
};

// Records steps; returns the messages of those that were not recorded before: only these may be inserted.
absl::StatusOr<std::set<std::string>> InsertReminders(pg::Transaction& tx, const std::vector<RecordedStep>& steps,
                                                      TimePoint made_at);

struct ReminderKey {
  Day nominal_on = {};
  std::string assignment_id = {};
  int step = 0;
};
// Recorded steps of a unit or of an assignment (one of the two), by day.
absl::StatusOr<std::vector<RecordedStep>> ListReminders(pg::Transaction& tx, const std::optional<std::string>& unit_id,
                                                        const std::optional<std::string>& assignment_id,
                                                        const std::optional<ReminderKey>& after, int limit);

}  // namespace dondoc::notification
