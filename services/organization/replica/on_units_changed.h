// Feeds the copy of the tree: runtime.Subscribe("organization", messaging::Type<v1::UnitsChanged>(),
// replica::OnUnitsChanged()).
#pragma once

#include "common/messaging/consumer.h"

namespace dondoc::organization::replica {

// Takes UnitsChanged facts over with Apply (replica.h), a whole batch in its statements. Thread-safe.
messaging::Handler OnUnitsChanged();

}  // namespace dondoc::organization::replica
