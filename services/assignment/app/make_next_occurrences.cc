#include "services/assignment/app/make_next_occurrences.h"

#include <map>
#include <utility>

#include "common/status/status.h"
#include "services/assignment/app/give_tasks.h"
#include "services/assignment/storage/duty_storage.h"

namespace dondoc::assignment {
namespace {

// The duties that follow the same rule from the same day become one set.
void Group(const std::vector<DueDuty>& due, Day today, UnitSets& sets, Givings& givings) {
  std::map<std::pair<std::string, Day>, int> set_of;
  for (const DueDuty& duty : due) {
    const std::optional<Day> next = NextDue(duty.rule, duty.latest_on, today);
    if (!next.has_value()) continue;
    const auto [at, is_new] = set_of.try_emplace({duty.task_id, *next}, static_cast<int>(set_of.size()));
    if (is_new) {
      givings.task_id.push_back(duty.task_id);
      givings.set_index.push_back(at->second);
      givings.occurrence_on.emplace_back(*next);
    }
    sets.set_index.push_back(at->second);
    sets.unit_id.push_back(duty.unit_id);
  }
}

}  // namespace

absl::StatusOr<std::int64_t> MakeNextOccurrences(const Context& context, const std::vector<std::string>& levels,
                                                 int limit) {
  const TimePoint now = context.clock.Now();
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<std::int64_t> {
    DONDOC_ASSIGN_OR_RETURN(const std::vector<DueDuty> due, LockDueDuties(tx, DayOf(now), levels, limit));
    if (due.empty()) return 0;
    UnitSets sets;
    Givings givings;
    Group(due, DayOf(now), sets, givings);
    DONDOC_RETURN_IF_ERROR(UpsertDutyUnits(tx, sets, givings));
    DONDOC_RETURN_IF_ERROR(GiveTasks(tx, FactContext{context.ids, now}, sets, givings).status());
    return static_cast<std::int64_t>(due.size());
  });
}

}  // namespace dondoc::assignment
