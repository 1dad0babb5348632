// The copy's tree in memory together with what belongs where in it on any day (covers/covers.h):
//
//   auto& covers = runtime.Own<replica::CoverCache>(tree, runtime.database());
//   DONDOC_RETURN_IF_ERROR(covers.Refresh());                              // before serving
//   runtime.Loop("covers", [&covers](const std::stop_token& stop) { covers.Follow(stop); });
//
//   DONDOC_ASSIGN_OR_RETURN(const replica::TreeView view, covers.On(day));
//   const Tree::Index unit = view.tree->Find(unit_id);
//   for (const covers::Term& term : view.covers->TermsOf(unit)) ...
//
// Trees of days between which nothing begins, ends or moves are one. The last few that were asked for are kept until
// the copy changes; one of the whole country is built in some 10 ms.
//
// An edge of a plan counts where its unit has ended on the plan's day, as the tree says. So a plan that has not taken
// effect, or was undone, says nothing, and it does not matter whether the change of the tree or the word that the plan
// was enacted arrives first.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "common/time/day.h"
#include "services/organization/replica/covers/covers.h"
#include "services/organization/replica/tree.h"
#include "services/organization/replica/tree_cache.h"

namespace dondoc::organization::replica {

// The tree of a day; never changes. Units have the same numbers in both: covers::UnitIndex is Tree::Index.
struct TreeView {
  Day day;
  std::shared_ptr<const Tree> tree;
  std::shared_ptr<const covers::Covers> covers;
  // By unit: who took over what was open of one that ended by a succession; kNoUnit for none.
  std::shared_ptr<const std::vector<covers::UnitIndex>> heirs;
};

// The day in whose tree a question about a unit is answered where it does not say: today, or the last day of a unit
// that has ended, or the first of one that is to begin.
Day DefaultDay(const Tree& tree, Tree::Index unit, Day today);

// Thread-safe.
class CoverCache {
 public:
  // Both must outlive it; `database` has the copy that `tree` is of.
  CoverCache(TreeCache& tree, pg::Database& database) : tree_(tree), database_(database) {}

  // What belongs where on a day, by the newest tree that is known. Reads plans where the tree has changed since. Not to
  // be called inside a transaction: it may need a connection. Errors are those of the database.
  absl::StatusOr<TreeView> On(Day day);
  // The same of two days, with units of the same numbers.
  absl::StatusOr<std::pair<TreeView, TreeView>> On(Day day, Day other);

  // The newest tree that is known.
  std::shared_ptr<const Tree> Newest() const { return tree_.Get(); }

  // As TreeCache::NameOf.
  absl::StatusOr<std::string> NameOf(std::string_view unit_id) const { return tree_.NameOf(unit_id); }

  // Reads the tree and the plans where they have changed.
  absl::Status Refresh();

  // Refreshes until asked to stop; an error waits for the next time.
  void Follow(const std::stop_token& stop, std::chrono::milliseconds pause = std::chrono::milliseconds(500));

 private:
  // Everything that follows from one state of the copy.
  struct State {
    std::shared_ptr<const Tree> tree;
    std::string stamp;  // of the plans
    covers::History history;
    std::shared_ptr<const std::vector<covers::UnitIndex>> heirs;
    std::vector<Day> turns;  // the days on which something begins, ends or moves
    // By number of turns up to the day; the last that was asked for first.
    std::vector<std::pair<std::ptrdiff_t, std::shared_ptr<const covers::Covers>>> kept;
  };

  TreeView ViewOf(Day day);  // with mutex_ held
  absl::Status Renew(const std::shared_ptr<const Tree>& tree, bool look_at_plans);

  TreeCache& tree_;
  pg::Database& database_;
  std::mutex mutex_;  // guards state_
  State state_;
};

}  // namespace dondoc::organization::replica
