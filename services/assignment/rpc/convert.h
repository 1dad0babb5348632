// Between the protos and the domain; the only file that knows both. Pure and thread-safe.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/unary.h"
#include "dondoc/assignment/v1/assignment_service.pb.h"
#include "services/assignment/app/change_assignment.h"
#include "services/assignment/domain/counts.h"
#include "services/assignment/storage/assignment_storage.h"
#include "services/assignment/storage/succession_storage.h"

namespace dondoc::assignment {

v1::Assignment::State ToProto(State state);
// The domain's name of a state; INVALID_ARGUMENT, reason BAD_STATE, for STATE_UNSPECIFIED and numbers that are no
// state.
absl::StatusOr<std::string> ToStateName(int state);

v1::Assignment ToProto(const AssignmentView& view, Day today);
v1::Transition ToProto(const Transition& transition);
v1::TakenOver ToProto(const Predecessor& predecessor);
v1::AssignmentCounts ToProto(const Summary& summary, Day today);

v1::SuccessionConflict ToProto(const SuccessionConflict& conflict, Day today);
v1::SuccessionPreview ToProto(const SuccessionCounts& counts);
void AddUnits(const SuccessionCounts& counts, v1::SuccessionPreview& preview);
// "UBND xã A was given section II.1 of 12/KH-UBND (assignment …)".
std::string InWords(const SuccessionUse& use);

// The act of each write.
Act ActOf(const v1::AcceptAssignmentRequest& request);
Act ActOf(const v1::StartAssignmentRequest& request);
Act ActOf(const v1::ReportAssignmentRequest& request);
Act ActOf(const v1::ReturnAssignmentRequest& request);
Act ActOf(const v1::CompleteAssignmentRequest& request);
Act ActOf(const v1::RefuseAssignmentRequest& request);

// The version that an etag means; one that no assignment has where it is none.
std::int64_t VersionOf(const std::string& etag);

// SHA-256 of what a request says and on whose behalf, in hexadecimal.
std::string HashOf(const google::protobuf::Message& request, const rpc::Caller& caller);

// Errors as in validate.h.
absl::StatusOr<ConflictFilter> ToFilter(const v1::ListSuccessionConflictsRequest& request);
absl::StatusOr<AssignmentFilter> ToFilter(const v1::ListAssignmentsRequest& request, Day today);

}  // namespace dondoc::assignment
