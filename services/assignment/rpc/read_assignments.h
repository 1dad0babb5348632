// The questions of the API: read-only, straight from storage, as there is nothing to decide. Thread-safe. Errors: those
// of validate.h; NOT_FOUND with ASSIGNMENT_NOT_FOUND and DIRECTIVE_NOT_FOUND, and with UNIT_NOT_FOUND for a unit that
// the tree does not have. What `call` may not see is not there.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/unary.h"
#include "dondoc/assignment/v1/assignment_service.pb.h"
#include "services/assignment/app/context.h"
#include "services/organization/replica/cover_cache.h"

namespace dondoc::assignment {

absl::StatusOr<v1::Assignment> ReadAssignment(const Context& context, const v1::GetAssignmentRequest& request,
                                              const rpc::Call& call);
absl::StatusOr<v1::ListAssignmentsResponse> ReadAssignments(const Context& context,
                                                            organization::replica::CoverCache& covers,
                                                            const v1::ListAssignmentsRequest& request,
                                                            const rpc::Call& call);
absl::StatusOr<v1::ListExpandedGroupsResponse> ReadExpandedGroups(const Context& context,
                                                                  const v1::ListExpandedGroupsRequest& request,
                                                                  const rpc::Call& call);
absl::StatusOr<v1::AssignmentCounts> ReadCounts(const Context& context, organization::replica::CoverCache& covers,
                                                const v1::GetCountsRequest& request, const rpc::Call& call);

// Units: whoever may see the counts of one of them may see this unit's. One that has ended has a place, and what lists
// show of it is for those above that; so are its counts. Not to be called inside a transaction.
absl::StatusOr<std::vector<std::string>> WhoSees(organization::replica::CoverCache& covers, const std::string& unit_id,
                                                 Day today);

}  // namespace dondoc::assignment
