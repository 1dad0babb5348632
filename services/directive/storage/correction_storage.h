// What people changed in directives. Rows are only added; taking one back is a row of its own.
//
// Free functions over a transaction. Errors: those of pg::Transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/directive/domain/corrections.h"

namespace dondoc::directive {

// The changes of one request.
struct CorrectionEntry {
  std::string directive_id;
  std::int64_t version = 0;  // that they made
  std::vector<Change> changes;
  TimePoint at{};
  std::string unit_id;  // acted for; may be empty
  std::string user;
  std::optional<std::int64_t> undoes;  // the version whose changes they take back
};

// Keeps the changes, and marks those that they take back. Nothing to do without changes.
absl::Status InsertCorrections(pg::Transaction& tx, const CorrectionEntry& entry);

// The newest changes that can be taken back; none where there are none.
struct LastCorrection {
  std::int64_t version = 0;
  std::vector<Change> changes;
};
absl::StatusOr<std::optional<LastCorrection>> GetLastCorrection(pg::Transaction& tx, const std::string& directive_id);

// One changed field, as it is listed.
struct CorrectionRecord {
  std::int64_t version = 0;
  int position = 0;
  Change change;
  TimePoint at{};
  std::string unit_id;
  std::string user;
  bool is_undo = false;
  bool is_undone = false;
};

// The oldest first, after (version, position).
absl::StatusOr<std::vector<CorrectionRecord>> ListCorrections(pg::Transaction& tx, const std::string& directive_id,
                                                              std::int64_t after_version, int after_position,
                                                              int limit);

}  // namespace dondoc::directive
