#include "services/organization/app/announce_turns.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/log/log.h"
#include "services/organization/storage/tree.h"

namespace dondoc::organization {
namespace {

bool IsAllTold(const Told& told, Day today) { return told.attributes && told.day && *told.day >= today; }

}  // namespace

absl::StatusOr<int> AnnounceTurns(const Context& context) {
  const TimePoint now = context.clock.Now();
  const Day today = DayOf(now);
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<int> {
    // Without the lock first: on all but one occasion a day there is nothing to do.
    DONDOC_ASSIGN_OR_RETURN(Told told, FindTold(tx));
    if (IsAllTold(told, today)) return 0;
    DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
    DONDOC_ASSIGN_OR_RETURN(told, FindTold(tx));
    if (IsAllTold(told, today)) return 0;
    std::set<std::string> units;
    if (told.day) {
      DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> turned, RaiseTurned(tx, *told.day, today));
      units.insert(turned.begin(), turned.end());
    }
    if (!told.attributes) {
      DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> marked, RaiseMarked(tx));
      units.insert(marked.begin(), marked.end());
    }
    DONDOC_RETURN_IF_ERROR(PublishUnits(tx, {units.begin(), units.end()}, now, context.ids, ""));
    DONDOC_RETURN_IF_ERROR(SetTold(tx, today));
    return static_cast<int>(units.size());
  });
}

void AnnounceTurnsUntil(const std::stop_token& stop, const Context& context, std::chrono::milliseconds pause) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    const auto announced = AnnounceTurns(context);
    if (!announced.ok()) log::Warning("turns of units not announced", {{"error", announced.status().ToString()}});
    stopped.wait_for(lock, stop, pause, [] { return false; });
  }
}

}  // namespace dondoc::organization
