// A consumer's side in PostgreSQL: which facts took effect, attempts, dead letters, watermarks. Everything is in the
// schema of the service that consumes. Thread-safe as Database is.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/messaging/consumer.h"
#include "common/messaging/fact.h"
#include "common/postgres/database.h"

namespace dondoc::messaging {

struct Attempt {
  int number = 1;          // this one included
  std::string last_error;  // of the one before; "" where the process did not live to say
};

struct Advance {
  std::int64_t watermark = 0;
  std::int64_t skipped = 0;  // facts that the sender has dropped and we never had
};

class Inbox {
 public:
  Inbox(pg::Database& database, std::string consumer) : database_(database), consumer_(std::move(consumer)) {}

  // Inside the transaction of the effect: enters facts of one stream; for each, whether it is new. A fact that is twice
  // in `facts` is new once.
  absl::StatusOr<std::vector<bool>> Enter(pg::Transaction& tx, std::span<const Fact> facts, TimePoint now);
  absl::Status ClearAttempts(pg::Transaction& tx, const std::string& fact_id);

  // In transactions of their own.
  absl::StatusOr<Attempt> CountAttempt(const std::string& fact_id);
  absl::Status UncountAttempt(const std::string& fact_id);
  absl::Status NoteError(const std::string& fact_id, std::string_view error);
  // Inbox, dead letter and attempts together. Nothing happens to a fact that took effect.
  absl::Status Bury(const Fact& fact, std::string_view reason, int attempts, TimePoint now);

  // Raises the watermark of (stream, generation) as far as the inbox reaches without a gap. The sender keeps nothing up
  // to `floor`.
  absl::StatusOr<Advance> Raise(const std::string& stream, const std::string& generation, std::int64_t floor);

  // Removes up to `limit` old rows; returns how many.
  absl::StatusOr<std::int64_t> Prune(TimePoint before, int limit);

  absl::StatusOr<std::vector<DeadLetter>> ListDeadLetters(std::string_view after, int limit);
  // Locks one waiting dead letter in `tx`; nothing where there is none.
  absl::StatusOr<std::optional<DeadLetter>> LockDeadLetter(pg::Transaction& tx, const std::string& fact_id);
  absl::Status MarkReplayed(pg::Transaction& tx, const std::string& fact_id, TimePoint now);
  absl::Status NoteFailedReplay(const std::string& fact_id, std::string_view reason);

 private:
  pg::Database& database_;
  const std::string consumer_;
};

}  // namespace dondoc::messaging
