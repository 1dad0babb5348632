// Reported values and their revisions in the database. Free functions over a transaction; errors are those of
// pg::Transaction. Every write takes all rows of a batch in one statement.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/indicator/domain/submission.h"

namespace dondoc::indicator {

struct ReportKey {
  std::string unit_id;
  std::string period;
};

// One number of one unit and period.
struct CellKey {
  std::string unit_id;
  std::string period;
  std::string indicator_id;
};

// Makes other submissions for these reports wait until the transaction ends; deadlock-free. Each report at most once.
absl::Status LockReports(pg::Transaction& tx, std::span<const ReportKey> reports, TimePoint now);

// The current revision of each cell, nothing for what was never reported, in the order of `cells`.
absl::StatusOr<std::vector<std::optional<CurrentValue>>> ReadCurrentValues(pg::Transaction& tx,
                                                                           std::span<const CellKey> cells);

struct NewSubmission {
  std::string id;
  ReportKey report;
  std::string note;
};
absl::Status InsertSubmissions(pg::Transaction& tx, std::span<const NewSubmission> submissions, TimePoint now,
                               const std::string& by);

struct NewValue {
  CellKey key;
  int revision = 1;
  Number number;
  std::string submission_id;
};
// Adds revisions, which become the current ones instead of those before them.
absl::Status InsertValues(pg::Transaction& tx, std::span<const NewValue> values);

// One revision as it was reported.
struct ReportedValue {
  std::string indicator_id;
  std::string indicator_code;
  int revision = 0;
  bool current = false;
  Number number;
  TimePoint submitted_at{};
  std::string submitted_by;
  std::string note;
};
struct ValueCursor {
  std::string indicator_code;
  int revision = 0;
};
// A unit's own numbers for a period by code, the newest revision first, after `after`; at most `limit`.
absl::StatusOr<std::vector<ReportedValue>> ListValues(pg::Transaction& tx, const ReportKey& report, bool with_revisions,
                                                      const std::optional<ValueCursor>& after, int limit);

// What each of these units has reported itself, where it has, of one indicator; by the unit's id.
absl::StatusOr<std::map<std::string, Number>> ListOwnNumbers(pg::Transaction& tx, const std::vector<std::string>& ids,
                                                             const std::string& period,
                                                             const std::string& indicator_id);

}  // namespace dondoc::indicator
