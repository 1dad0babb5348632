#include "services/organization/app/announce_turns.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "common/log/log.h"
#include "services/organization/storage/tree.h"

namespace dondoc::organization {
absl::StatusOr<int> AnnounceTurns(const Context& context) {
  const TimePoint now = context.clock.Now();
  const Day today = DayOf(now);
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<int> {
    // Without the lock first: on all but one occasion a day there is nothing to do.
    DONDOC_ASSIGN_OR_RETURN(std::optional<Day> told, FindTold(tx));
    if (told && *told >= today) return 0;
    DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
    DONDOC_ASSIGN_OR_RETURN(told, FindTold(tx));
    if (told && *told >= today) return 0;
    std::vector<std::string> units;
    if (told) {
      DONDOC_ASSIGN_OR_RETURN(units, RaiseTurned(tx, *told, today));
    }
    DONDOC_RETURN_IF_ERROR(PublishUnits(tx, units, now, context.ids, ""));
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
