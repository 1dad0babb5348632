#include "services/organization/replica/on_units_changed.h"

#include <span>
#include <utility>
#include <vector>

#include "common/status/status.h"
#include "services/organization/replica/replica.h"

namespace dondoc::organization::replica {

messaging::Handler OnUnitsChanged() {
  return [](pg::Transaction& tx, std::span<const messaging::Fact> facts) -> absl::Status {
    std::vector<v1::UnitsChanged> changes;
    for (const messaging::Fact& fact : facts) {
      DONDOC_ASSIGN_OR_RETURN(v1::UnitsChanged change, messaging::Decode<v1::UnitsChanged>(fact));
      changes.push_back(std::move(change));
    }
    return Apply(tx, changes);
  };
}

}  // namespace dondoc::organization::replica
