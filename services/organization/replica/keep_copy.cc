#include "services/organization/replica/keep_copy.h"

#include <stop_token>
#include <utility>

#include "common/messaging/fact.h"
#include "common/status/status.h"
#include "dondoc/organization/v1/organization_events.pb.h"
#include "services/organization/replica/on_units_changed.h"
#include "services/organization/replica/tree_loader.h"

namespace dondoc::organization::replica {

void KeepCopy(service::Runtime& runtime, std::function<absl::Status()> refresh, SuccessionStep enacted,
              SuccessionStep undone) {
  auto& loader = runtime.Own<TreeLoader>(runtime.Peer("organization"), runtime.database(), enacted, undone);
  runtime.Require("the unit tree",
                  [&loader, refresh = std::move(refresh)](const std::stop_token& stop) -> absl::Status {
                    DONDOC_RETURN_IF_ERROR(loader.Prepare(stop));
                    return refresh();
                  });
  runtime.Loop("copy", [&loader](const std::stop_token& stop) { loader.Follow(stop); });
  runtime.Subscribe("organization", messaging::Type<v1::UnitsChanged>(), OnUnitsChanged());
  runtime.Subscribe("organization", messaging::Type<v1::SuccessionPlanned>(), OnSuccessionPlanned());
  runtime.Subscribe("organization", messaging::Type<v1::SuccessionEnacted>(), OnSuccessionEnacted(std::move(enacted)));
  runtime.Subscribe("organization", messaging::Type<v1::SuccessionUndone>(), OnSuccessionUndone(std::move(undone)));
}

}  // namespace dondoc::organization::replica
