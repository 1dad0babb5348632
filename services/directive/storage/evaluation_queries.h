// Directives beside what the reader proposed for them, to be compared.
//
// Free functions over a transaction. Errors: those of pg::Transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/access/access.h"
#include "common/postgres/database.h"
#include "common/time/day.h"
#include "services/directive/domain/directive.h"

namespace dondoc::directive {

struct EvaluationFilter {
  std::optional<std::string> issuer_unit_id;
  std::optional<TimePoint> from;   // came in then or later
  std::optional<TimePoint> until;  // came in before
  bool with_corrected_drafts = false;
  std::optional<std::string> before_id;  // the last of the page before
};

struct Evaluated {
  Directive directive;       // header, tasks, targets and duties only
  ParsedDirective proposal;  // without outline, citations, recipients and addressees
};

// Issued directives, and drafts that were corrected where asked for, that the caller may see; the newest first. Four
// statements a page; texts and files stay where they are.
absl::StatusOr<std::vector<Evaluated>> ListEvaluated(pg::Transaction& tx, const EvaluationFilter& filter,
                                                     const access::Filter& seen, int limit);

}  // namespace dondoc::directive
