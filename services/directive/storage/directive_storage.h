// Directives in their tables: written whole, read whole.
//
// Free functions over a transaction. Errors: those of pg::Transaction, besides what is said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/access/access.h"
#include "common/postgres/database.h"
#include "common/postgres/migrator.h"
#include "services/directive/domain/directive.h"

namespace dondoc::directive {

// The tables of this service.
pg::MigrationSet Migrations();

// What came in besides the draft that was made of it.
struct IncomingFile {
  std::string bytes;
  std::string text;
  ParsedDirective proposal;
};

// Inserts a draft with its file. ALREADY_EXISTS: FILE_KNOWN where the file is there already, DUPLICATE_NUMBER where
// another directive has its issuer, number and year.
absl::Status InsertDraft(pg::Transaction& tx, const Directive& draft, const IncomingFile& file);

// Writes the present state. `directive.version` is the new version; ABORTED (STALE_ETAG) where the one before is not
// that of the table; ALREADY_EXISTS: DUPLICATE_NUMBER, and FILE_KNOWN for one that was discarded until now.
absl::Status UpdateDirective(pg::Transaction& tx, const Directive& directive);

// Locks a directive until the end of the transaction; its version. NOT_FOUND (DIRECTIVE_NOT_FOUND).
absl::StatusOr<std::int64_t> LockDirective(pg::Transaction& tx, const std::string& id);

// NOT_FOUND, reason DIRECTIVE_NOT_FOUND: of one that is not there, or that must not be known.
absl::Status NoSuchDirective(std::string_view name);

// The units that a directive has to do with, for the question who may; as recipients those of `unit_ids` alone. In the
// place of a unit that has ended its heir: rights follow.
// NOT_FOUND (DIRECTIVE_NOT_FOUND).
absl::StatusOr<access::Parties> GetParties(pg::Transaction& tx, const std::string& id,
                                           const std::vector<std::string>& unit_ids);

// NOT_FOUND (DIRECTIVE_NOT_FOUND), also for an id that is no UUID.
absl::StatusOr<Directive> GetDirective(pg::Transaction& tx, const std::string& id);

// The id of the directive that came in as the file with this SHA-256; a discarded one is none.
absl::StatusOr<std::optional<std::string>> FindFile(pg::Transaction& tx, const std::string& sha256);

// OK where no other directive has the issuer, number and year of this one; ALREADY_EXISTS (DUPLICATE_NUMBER, metadata
// directive_id) otherwise: the message says what to do about a draft. Discarded ones have none. The unique index holds
// where two transactions do this at once.
absl::Status CheckNumberFree(pg::Transaction& tx, const Directive& directive);

// OK where no other directive came in as the same file; otherwise as CheckNumberFree, with the field "file": another
// one has its place.
absl::Status CheckFileFree(pg::Transaction& tx, const Directive& directive);

// The id that `name` means among those that the caller may see: an id, a beginning of at least four characters, or a
// number, that of a discarded one only where no other has it. NOT_FOUND (DIRECTIVE_NOT_FOUND); FAILED_PRECONDITION
// (AMBIGUOUS_DIRECTIVE) with those that may be meant.
absl::StatusOr<std::string> FindNamed(pg::Transaction& tx, const std::string& name, const access::Filter& seen);

}  // namespace dondoc::directive
