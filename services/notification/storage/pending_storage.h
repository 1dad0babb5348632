// Assignments that may have to be reminded of, in rows. Free functions over a transaction; errors are those of
// pg::Transaction.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/notification/domain/pending.h"

namespace dondoc::notification {

struct ScheduledAssignment {
  PendingAssignment assignment;
  std::optional<TimePoint> next_at;  // when the scheduler looks at it
};

// Inserts those that were never heard of; returns their ids.
absl::StatusOr<std::set<std::string>> InsertPending(pg::Transaction& tx,
                                                    const std::vector<ScheduledAssignment>& assignments);
absl::Status UpdatePending(pg::Transaction& tx, const std::vector<ScheduledAssignment>& assignments);

// Removes those of `ids` that were described and never reminded of.
absl::Status DeletePending(pg::Transaction& tx, const std::vector<std::string>& ids);

// Those of `ids` that are known, locked, in the order of their ids.
absl::StatusOr<std::vector<PendingAssignment>> LockPending(pg::Transaction& tx, const std::vector<std::string>& ids);
absl::StatusOr<std::optional<PendingAssignment>> FindPending(pg::Transaction& tx, std::string_view id);
// Whose an assignment is, or what a unit got by a directive, and who stands for the issuer today (its heir, where it
// has ended); nothing where nothing is known of that.
struct PendingParties {
  std::string unit_id;
  std::string issuer_unit_id;
};
absl::StatusOr<std::optional<PendingParties>> FindParties(pg::Transaction& tx, std::string_view assignment_id);
absl::StatusOr<std::optional<PendingParties>> FindParties(pg::Transaction& tx, std::string_view unit_id,
                                                          std::string_view directive_id);
absl::StatusOr<std::vector<PendingAssignment>> ListOpen(pg::Transaction& tx, std::string_view unit_id,
                                                        std::string_view directive_id);

// The earliest moment at which the scheduler has to look at one; nothing where there is none.
absl::StatusOr<std::optional<TimePoint>> FirstDue(pg::Transaction& tx);

struct DueAssignment {
  PendingAssignment assignment;
  std::optional<std::string> unit_name;  // nothing where the copy of the tree does not have the unit yet
  // Who is told: the unit itself, or where that has ended the one in which it lies; nobody where the copy does not have
  // it.
  std::string receiver_id, receiver_name;
  std::vector<std::string> receiver_emails;
  std::string issuer_name;
};

// At most `limit` assignments whose next moment has come, locked; without those that somebody else holds.
absl::StatusOr<std::vector<DueAssignment>> LockDue(pg::Transaction& tx, TimePoint now, int limit);

struct Handled {
  std::string assignment_id;
  std::optional<Day> handled_through;
  std::optional<TimePoint> next_at;
};
absl::Status MarkHandled(pg::Transaction& tx, const std::vector<Handled>& handled);

}  // namespace dondoc::notification
