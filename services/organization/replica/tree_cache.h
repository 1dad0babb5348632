// The unit tree of the copy in memory, kept up to date from the service's own tables:
//
//   auto& tree = runtime.Own<replica::TreeCache>(runtime.database());
//   DONDOC_RETURN_IF_ERROR(tree.Refresh());                                // before serving
//   runtime.Loop("tree", [&tree](std::stop_token stop) { tree.Follow(stop); });
//
// A fact of a change reaches one of the processes that share the tables; all of them see the table's complete change
// move. So each asks for that number (one row) every half second, and at once where a call demands a newer one; then it
// reads the units of newer changes.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <stop_token>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "services/organization/replica/tree.h"

namespace dondoc::organization::replica {

// Thread-safe.
class TreeCache {
 public:
  // `database`, with the copy, must outlive the cache. Empty until the first Refresh.
  explicit TreeCache(pg::Database& database) : database_(database) {}

  // The newest tree that was read; never null. It does not change: hold it for one operation, then ask again.
  std::shared_ptr<const Tree> Get() const;

  // A tree with everything up to `tree_change`, read now where the one in memory is older. UNAVAILABLE, reason
  // TREE_BEHIND, where the tables are older, too.
  absl::StatusOr<std::shared_ptr<const Tree>> AtLeast(std::int64_t tree_change);

  // Reads the tables where their complete change is newer than the tree's. Errors of the database leave the tree as it
  // is.
  absl::Status Refresh();

  // What a person calls a unit that the tables have: its name and the code of its territory; empty where they have
  // none.
  absl::StatusOr<std::string> NameOf(std::string_view unit_id) const;

  // Refreshes until asked to stop; an error waits for the next time.
  void Follow(std::stop_token stop, std::chrono::milliseconds pause = std::chrono::milliseconds(500));

 private:
  pg::Database& database_;
  std::mutex refresh_;        // one reads at a time
  mutable std::mutex mutex_;  // guards tree_
  std::shared_ptr<const Tree> tree_ = std::make_shared<const Tree>();
};

}  // namespace dondoc::organization::replica
