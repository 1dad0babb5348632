#include "services/directive/rpc/find_parties.h"

#include "common/status/status.h"
#include "services/directive/storage/directive_storage.h"
#include "services/organization/replica/replica.h"

namespace dondoc::directive {

absl::StatusOr<access::Parties> FindParties(app::Context& context, const std::string& object,
                                            const std::vector<std::string>& unit_ids) {
  return context.database.Run({.read_only = true}, [&](pg::Transaction& tx) -> absl::StatusOr<access::Parties> {
    const absl::StatusOr<std::string> id = FindNamed(tx, object, {.all = true});
    if (id.ok()) {
      return GetParties(tx, *id, unit_ids);
    }
    DONDOC_ASSIGN_OR_RETURN(const auto unit, organization::replica::FindUnit(tx, object));
    if (unit.has_value()) {
      return access::Parties{.unit = unit->id};
    }
    return id.status();
  });
}

}  // namespace dondoc::directive
