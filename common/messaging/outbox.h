// The outbox: facts are written in the transaction of the change that they report, so that they are published if and
// only if it commits. The relay (relay.h) does the publishing.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
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

// How many facts of a type and a trace have not been confirmed by every consumer. Reads the whole outbox.
absl::StatusOr<std::int64_t> CountWaiting(pg::Transaction& tx, std::string_view type, std::string_view trace);

}  // namespace dondoc::messaging
