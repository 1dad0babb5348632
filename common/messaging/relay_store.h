// The relay's side in PostgreSQL: lease, numbers, how far each stream has come. Every write first locks the lease row
// and fails with the reason RELAY_LEASE_LOST where another relay has it. Not thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/messaging/destination.h"
#include "common/messaging/fact.h"
#include "common/postgres/database.h"

namespace dondoc::messaging {

// Confirmed by all <= published <= last number given.
struct StreamState {
  Destination destination = Destination::kAll;
  std::string generation;
  std::int64_t last = 0;
  std::int64_t published = 0;
  std::int64_t confirmed = 0;
};

struct Numbered {
  std::int64_t facts = 0;
  std::map<Destination, std::int64_t> last;  // of the streams that grew, their last numbers
};

class RelayStore {
 public:
  RelayStore(pg::Database& database, std::string holder, std::chrono::milliseconds lease)
      : database_(database), holder_(std::move(holder)), lease_(lease) {}

  // The epoch of the lease that this relay holds; 0 for none.
  std::int64_t epoch() const { return epoch_; }

  // Takes the lease if it can be had; true where it is now held. The first call of a process may take it from a former
  // process of the same name.
  absl::StatusOr<bool> Acquire();
  absl::Status Renew();
  // Lifts the epoch above `seen`, which Redis holds and this database does not remember.
  absl::Status RaiseEpoch(std::int64_t seen);
  void Release();
  // Forgets a lease that was lost.
  void Drop() { epoch_ = 0; }

  // Every destination's stream; makes missing rows.
  absl::StatusOr<std::vector<StreamState>> LoadStreams();
  absl::StatusOr<std::map<std::string, std::int64_t>> LoadSubscriptions(Destination destination,
                                                                        const std::vector<std::string>& required);

  // Numbers up to `limit` committed facts.
  absl::StatusOr<Numbered> Number(int limit);

  // Facts above `after`, in order, as source `source` says them; at most `limit` and 4 MB.
  absl::StatusOr<std::vector<Fact>> FactsAfter(const StreamState& stream, int limit, const std::string& source);
  // Ids of the facts numbered in (after, upto], in order; fewer where numbers are missing.
  absl::StatusOr<std::vector<std::string>> FactIds(const StreamState& stream, std::int64_t after, std::int64_t upto);

  absl::Status MarkPublished(Destination destination, std::int64_t number);
  absl::StatusOr<StreamState> NewGeneration(Destination destination);
  // Keeps the confirmations and removes facts up to `confirmed`.
  absl::Status Confirm(Destination destination, const std::map<std::string, std::int64_t>& confirmations,
                       std::int64_t confirmed);

 private:
  // Whether a commit waits for the disk. It need not where a crash may take the change back without harm.
  enum class Durable { kNo, kYes };

  absl::Status Hold(pg::Transaction& tx, Durable durable);
  // Runs `body` (to a Status or StatusOr) in a transaction that holds the lease.
  template <typename F>
  std::invoke_result_t<F&, pg::Transaction&> Fenced(Durable durable, F&& body) {
    return database_.Run([&](pg::Transaction& tx) -> std::invoke_result_t<F&, pg::Transaction&> {
      if (absl::Status held = Hold(tx, durable); !held.ok()) return held;
      return body(tx);
    });
  }

  pg::Database& database_;
  const std::string holder_;
  const std::chrono::milliseconds lease_;
  std::int64_t epoch_ = 0;
  bool first_acquisition_ = true;
};

bool IsLeaseLost(const absl::Status& status);

}  // namespace dondoc::messaging
