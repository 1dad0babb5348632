#include "services/indicator/app/add_contributions.h"

#include <set>
#include <vector>

#include "services/indicator/storage/fact_outbox.h"
#include "services/indicator/storage/unit_storage.h"

namespace dondoc::indicator::app {

absl::Status AddContributions(Context& context, pg::Transaction& tx, std::span<const Contribution> contributions,
                              const std::string& trace) {
  if (contributions.empty()) return absl::OkStatus();
  std::set<std::string> parents;
  for (const Contribution& contribution : contributions) parents.insert(contribution.parent.unit_id);
  DONDOC_ASSIGN_OR_RETURN(const auto units, FindReportingUnits(tx, {parents.begin(), parents.end()}));
  for (const std::string& parent : parents) {
    const auto unit = units.find(parent);
    if (unit == units.end())
      return Unavailable("TREE_BEHIND", "the copy of the unit tree has no unit " + parent + " yet");
    DONDOC_RETURN_IF_ERROR(RequireLevel(context, unit->second.level));
  }
  DONDOC_ASSIGN_OR_RETURN(const std::vector<RollUp> roll_ups, dondoc::indicator::AddContributions(tx, contributions));
  return AppendContributionsChanged(tx, {context.clock.Now(), trace, context.ids}, roll_ups);
}

}  // namespace dondoc::indicator::app
