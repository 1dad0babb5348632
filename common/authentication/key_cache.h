// The keys that this process believes: the installation's own, from files, and those that the organization service
// signs with, which come and go.
//
// The latter are asked for every few seconds and kept in this service's schema, so that a start without organization
// works with what was last heard. A key that was removed stops being believed with the next answer. A token with a key
// that is not known makes the cache ask at once, but no more than once a second: random ids cost nobody anything.
//
// Thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "common/postgres/migrator.h"
#include "common/time/clock.h"
#include "common/tokens/key_ring.h"

namespace dondoc::authentication {

// The table of this library in a service's own schema.
pg::MigrationSet Migrations();

class KeyCache {
 public:
  // The public keys (32 bytes each) that organization signs with now.
  using Fetch = std::function<absl::StatusOr<std::vector<std::string>>()>;

  // `fixed` are keys that never change while the process runs. `fetch` may be null: then nobody is asked.
  KeyCache(std::vector<tokens::PublicKey> fixed, pg::Database& database, const Clock& clock, Fetch fetch);

  // What is believed now.
  std::shared_ptr<const tokens::KeyRing> ring() const;

  // Believes what was last heard. At the start.
  absl::Status Load();
  // Asks, believes the answer and keeps it. Where the answer does not come, everything stays.
  absl::Status Refresh();
  // Refresh, unless this was done within the last second. Whether there was an answer.
  bool RefreshForUnknownKey();

 private:
  void Believe(const std::vector<std::string>& keys);
  absl::Status Keep(const std::vector<std::string>& keys);

  const std::vector<tokens::PublicKey> fixed_;
  pg::Database& database_;
  const Clock& clock_;
  const Fetch fetch_;

  std::mutex refreshing_;          // one asks at a time; guards kept_
  std::vector<std::string> kept_;  // sorted, as in the table
  mutable std::mutex mutex_;       // guards what follows; never held while waiting
  std::shared_ptr<const tokens::KeyRing> ring_;
  TimePoint asked_at_{};
};

}  // namespace dondoc::authentication
