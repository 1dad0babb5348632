#include "services/notification/rpc/find_parties.h"

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "services/notification/app/urge.h"
#include "services/notification/storage/pending_storage.h"
#include "services/organization/replica/replica.h"

namespace dondoc::notification {

absl::StatusOr<access::Parties> FindParties(const Context& context, const std::string& object,
                                            const std::vector<std::string>& /*unit_ids*/) {
  if (!IsUuid(object)) return NoSuchAssignment();
  return context.database.Run({.read_only = true}, [&](pg::Transaction& tx) -> absl::StatusOr<access::Parties> {
    DONDOC_ASSIGN_OR_RETURN(const auto pending, FindPending(tx, object));
    if (pending.has_value()) return access::Parties{.unit = pending->unit_id, .issuer = pending->issuer_unit_id};
    DONDOC_ASSIGN_OR_RETURN(const auto unit, organization::replica::FindUnit(tx, object));
    if (!unit.has_value()) return NoSuchAssignment();
    return access::Parties{.unit = unit->id};
  });
}

}  // namespace dondoc::notification
