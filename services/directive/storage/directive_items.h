// The lists of a directive (tasks, targets, duties, citations, recipients, names): each written in one statement, read
// in one.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "common/postgres/database.h"
#include "services/directive/domain/directive.h"

namespace dondoc::directive {

// Tasks, targets, duties and names as they are now. What is there already is changed, what is new is added; nothing is
// deleted.
absl::Status WriteItems(pg::Transaction& tx, const Directive& directive);

// Citations and recipients; they are written once.
absl::Status InsertReferences(pg::Transaction& tx, const Directive& directive);

// Fills tasks, targets and duties of each of `directives`, whose ids are given: three statements for all.
absl::Status ReadCorrectable(pg::Transaction& tx, const std::vector<Directive*>& directives);

// Fills the lists of `directive`, whose id is given.
absl::Status ReadItems(pg::Transaction& tx, Directive& directive);

}  // namespace dondoc::directive
