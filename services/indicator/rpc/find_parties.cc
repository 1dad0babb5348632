#include "services/indicator/rpc/find_parties.h"

#include "common/status/status.h"
#include "services/indicator/storage/target_storage.h"
#include "services/indicator/storage/unit_storage.h"

namespace dondoc::indicator {

absl::StatusOr<access::Parties> FindParties(app::Context& context, const std::string& object,
                                            const std::vector<std::string>& /*unit_ids*/) {
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<access::Parties> {
    const absl::StatusOr<Target> target = LockTarget(tx, object);
    if (target.ok()) return access::Parties{.unit = target->unit_id};
    DONDOC_ASSIGN_OR_RETURN(const ReportingUnit unit, GetReportingUnit(tx, object));
    return access::Parties{.unit = unit.id};
  });
}

}  // namespace dondoc::indicator
