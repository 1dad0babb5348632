// The outbox: facts are written in the transaction of the change that they report, so that they are published if and
// only if it commits. The relay (relay.h) does the publishing.
#pragma once

#include <span>

#include "absl/status/status.h"
#include "common/messaging/fact.h"
#include "common/postgres/database.h"
#include "common/postgres/migrator.h"

namespace dondoc::messaging {

// The tables of this library in a service's own schema: outbox and relay, inbox and dead letters.
pg::MigrationSet Migrations();

// Adds `facts` in one statement. They keep their order, and come after the facts of every transaction that this one
// waited for (two changes of one locked row are published in the order of the changes); other transactions' facts may
// fall between them. ALREADY_EXISTS for an id that the outbox holds.
absl::Status Append(pg::Transaction& tx, std::span<const OutgoingFact> facts);

}  // namespace dondoc::messaging
