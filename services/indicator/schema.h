// Everything that this service keeps in its schema, in the order in which it is migrated.
#pragma once

#include <vector>

#include "common/audit/audit.h"
#include "common/idempotency/idempotency.h"
#include "common/messaging/outbox.h"
#include "common/postgres/migrator.h"
#include "services/indicator/migrations.h"
#include "services/organization/replica/replica.h"

namespace dondoc::indicator {

inline std::vector<pg::MigrationSet> Schema() {
  return {messaging::Migrations(), idempotency::Migrations(), audit::Migrations(), organization::replica::Migrations(),
          pg::MigrationSet::Of("indicator", migrations::kFiles)};
}

}  // namespace dondoc::indicator
