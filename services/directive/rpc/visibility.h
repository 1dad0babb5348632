// What a caller may know of directives that an answer or an error would mention. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/postgres/database.h"
#include "common/rpc/unary.h"

namespace dondoc::directive {

// The directives that the caller may see.
access::Filter SeenDirectives(const rpc::Call& call);

// Asks whether the caller may do what the call is for to this directive; NOT_FOUND (DIRECTIVE_NOT_FOUND) where the
// caller may not know of it.
absl::Status PermitDirective(pg::Transaction& tx, const std::string& id, const rpc::Call& call);

// ALREADY_EXISTS (FILE_KNOWN) where the caller may not see the directive that the same file came in as before.
absl::Status CheckSeen(pg::Database& database, const std::string& id, const rpc::Call& call);

// An error that names another directive (DUPLICATE_NUMBER, metadata directive_id), without that where the caller may
// not see it; any other as it is.
absl::Status WithoutUnseen(pg::Database& database, const absl::Status& error, const rpc::Call& call);

}  // namespace dondoc::directive
