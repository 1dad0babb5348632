#include "services/organization/rpc/find_parties.h"

#include "common/status/status.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {

absl::StatusOr<access::Parties> FindParties(const Context& context, const std::string& object,
                                            const std::vector<std::string>& /*unit_ids*/) {
  const Day today = DayOf(context.clock.Now());
  return context.database.Run({.read_only = true}, [&](pg::Transaction& tx) -> absl::StatusOr<access::Parties> {
    DONDOC_ASSIGN_OR_RETURN(const Unit unit, GetUnit(tx, object, today));
    return access::Parties{.unit = unit.id};
  });
}

}  // namespace dondoc::organization
