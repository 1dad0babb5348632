#include "services/organization/replica/admit_known_tree.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>

#include "common/status/status.h"
#include "services/organization/replica/replica.h"

namespace dondoc::organization::replica {

rpc::Environment AdmitKnownTree(rpc::Environment environment, pg::Database& database) {
  // What was complete once stays complete, so that all but the first call of each change cost nothing.
  auto complete = std::make_shared<std::atomic<std::int64_t>>(0);
  environment.admit = [complete, &database](const rpc::Call& call) -> absl::Status {
    if (call.tree_change <= *complete) return absl::OkStatus();
    DONDOC_RETURN_IF_ERROR(
        database.Run([&](pg::Transaction& tx) -> absl::Status { return RequireChange(tx, call.tree_change); }));
    for (std::int64_t known = *complete;
         known < call.tree_change && !complete->compare_exchange_weak(known, call.tree_change);) {
    }
    return absl::OkStatus();
  };
  return environment;
}

}  // namespace dondoc::organization::replica
