#include "services/assignment/rpc/find_parties.h"

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "services/assignment/storage/assignment_storage.h"
#include "services/organization/replica/replica.h"

namespace dondoc::assignment {

absl::StatusOr<access::Parties> FindParties(const Context& context, const std::string& object,
                                            const std::vector<std::string>& unit_ids) {
  if (!IsUuid(object)) return NoSuchAssignment(object);
  return context.database.Run({.read_only = true}, [&](pg::Transaction& tx) -> absl::StatusOr<access::Parties> {
    auto parties = GetParties(tx, object, unit_ids);
    if (!absl::IsNotFound(parties.status())) return parties;
    DONDOC_ASSIGN_OR_RETURN(const auto unit, organization::replica::FindUnit(tx, object));
    if (unit.has_value()) return access::Parties{.unit = unit->id};
    return parties;
  });
}

}  // namespace dondoc::assignment
