// What several cells say of one thing, added up: each counts what it has, and has units that no other cell has.
//
// States: of several that differ, the one that is furthest behind. Versions: the oldest. Names: each once, so many as
// one cell would give. A sum begins as an empty message.
#pragma once

#include "dondoc/assignment/v1/assignment_service.pb.h"
#include "dondoc/directive/v1/directive_service.pb.h"
#include "dondoc/indicator/v1/indicator_service.pb.h"

namespace dondoc::cli {

void Add(const assignment::v1::SuccessionPreview& cell, assignment::v1::SuccessionPreview& sum);
void Add(const directive::v1::DocumentsPreview& cell, directive::v1::DocumentsPreview& sum);
void Add(const indicator::v1::NumbersPreview& cell, indicator::v1::NumbersPreview& sum);

// Totals of a unit: in the tree of another day they are made of totals of units of other levels, too.
void Add(const assignment::v1::AssignmentCounts& cell, assignment::v1::AssignmentCounts& sum);

// In the order in which one cell lists them: by deadline, those without one last, then by id. Tokens of pages are left.
void Add(const assignment::v1::ListAssignmentsResponse& cell, assignment::v1::ListAssignmentsResponse& sum);
void Add(const assignment::v1::ListSuccessionConflictsResponse& cell,
         assignment::v1::ListSuccessionConflictsResponse& sum);

}  // namespace dondoc::cli
