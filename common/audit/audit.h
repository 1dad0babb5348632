// The audit: every act leaves a record in the transaction of its effect.
//
//   return database.Run([&](pg::Transaction& tx) -> absl::StatusOr<Answer> {
//     ... the effect ...
//     DONDOC_RETURN_IF_ERROR(audit::Append(tx, {.caller = command.caller, .method = "SetRule", .at = now,
//                                               .object = {"rule", id, unit_id}, .changes = changes}));
//
// A service calls it in the one place where its operations meet, so that none forgets it. Reads are not acts; sign-ins,
// also refused ones, are. A bulk act is one record that says how many; what
// it does to the things of several units (the reports of a batch) has a record for each, which those units read.
// README.md has the rest.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "absl/status/status.h"
#include "common/audit/act.h"
#include "common/postgres/database.h"
#include "common/postgres/migrator.h"

namespace dondoc::audit {

// The tables of the audit in a service's own schema.
pg::MigrationSet Migrations();

// The tables that a serving role may read and add to, and nothing else.
inline constexpr std::array<std::string_view, 3> kAppendOnlyTables = {"audit_record", "audit_seal", "audit_checkpoint"};

// JSON of before or after beyond this many bytes is replaced by its size and its BLAKE2b-256: the record stays
// bounded, and still binds what it does not hold. The longest text that an act may say is far below.
inline constexpr std::size_t kLongestJson = 128 * 1024;

// Adds records to `tx`, in their order: one statement. Errors: those of the database only, so that an act never fails
// for what it says of itself.
absl::Status Append(pg::Transaction& tx, const Act& act);
absl::Status Append(pg::Transaction& tx, std::span<const Act> acts);

}  // namespace dondoc::audit
