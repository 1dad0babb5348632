// Facts of this service, encoded into its outbox.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/ids/id_generator.h"
#include "common/postgres/database.h"
#include "services/directive/domain/directive.h"

namespace dondoc::directive {

// DirectiveIssued, one for each level that has addressees and one for the issuer's in any case
// (domain/issue_by_level.h), in one statement. Requires that CheckIssue was OK.
absl::Status AppendDirectiveIssued(pg::Transaction& tx, const Directive& issued, TimePoint now, IdGenerator& ids,
                                   const std::string& trace);

}  // namespace dondoc::directive
