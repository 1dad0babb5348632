// The questions of the API: read-only, straight from storage, as there is nothing to decide. Thread-safe. Errors: those
// of validate.h; NOT_FOUND with ASSIGNMENT_NOT_FOUND, and with UNIT_NOT_FOUND for a unit that the tree does not have.
#pragma once

#include <chrono>

#include "absl/status/statusor.h"
#include "dondoc/assignment/v1/assignment_service.pb.h"
#include "services/assignment/app/context.h"

namespace dondoc::assignment {

absl::StatusOr<v1::Assignment> ReadAssignment(const Context& context, const v1::GetAssignmentRequest& request,
                                              std::chrono::milliseconds time_left);
absl::StatusOr<v1::ListAssignmentsResponse> ReadAssignments(const Context& context,
                                                            const v1::ListAssignmentsRequest& request,
                                                            std::chrono::milliseconds time_left);
absl::StatusOr<v1::AssignmentCounts> ReadCounts(const Context& context, const v1::GetCountsRequest& request,
                                                std::chrono::milliseconds time_left);

}  // namespace dondoc::assignment
