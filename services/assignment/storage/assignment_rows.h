// One decoder for each shape of row, so that a column is named in one place. They throw pg::DecodeError.
#pragma once

#include "common/postgres/result.h"
#include "services/assignment/domain/assignment.h"
#include "services/assignment/domain/recurrence.h"
#include "services/assignment/storage/assignment_storage.h"

namespace dondoc::assignment {

// Everything but `duty`, which is left to the caller, whose statements know it in different ways.
Assignment AssignmentOf(const pg::Row& row);

// The rule of a duty; nothing where the row is of a task.
std::optional<DutyRule> DutyRuleOf(const pg::Row& row);

// With what its task, directive and unit say.
AssignmentView AssignmentViewOf(const pg::Row& row);

// The state that the column names.
State StateIn(const pg::Row& row, const char* column);

}  // namespace dondoc::assignment
