#include "services/assignment/rpc/assignment_service.h"

#include "common/audit/rpc/caller.h"
#include "common/status/status.h"
#include "services/assignment/app/transfer_assignment.h"
#include "services/assignment/rpc/convert.h"
#include "services/assignment/rpc/read_assignments.h"
#include "services/assignment/rpc/read_successions.h"
#include "services/assignment/rpc/validate.h"
#include "services/assignment/storage/assignment_storage.h"

namespace dondoc::assignment {
namespace {

// "AcceptAssignment" of an AcceptAssignmentRequest.
std::string MethodOf(const google::protobuf::Message& request) {
  const std::string& name = request.GetDescriptor()->name();
  return name.substr(0, name.rfind("Request"));
}

template <typename Request>
absl::StatusOr<ChangeCommand> CommandOf(const Request& request, const rpc::Call& call) {
  DONDOC_RETURN_IF_ERROR(Validate(request));
  if (!call.caller.unit_id.empty()) DONDOC_RETURN_IF_ERROR(CheckId("x-dondoc-unit", call.caller.unit_id));
  ChangeCommand command;
  command.request_id = request.request_id();
  command.request_hash = HashOf(request, call.caller);
  command.assignment_id = request.assignment_id();
  if (!request.etag().empty()) command.expected_version = VersionOf(request.etag());
  command.act = ActOf(request);
  command.act.actor_unit_id = call.caller.unit_id;
  command.caller_units = call.Units();
  command.permit = call.Permits(NoSuchAssignment(request.assignment_id()));
  command.user = call.caller.user;
  command.trace = call.trace;
  command.method = MethodOf(request);
  command.caller = audit::CallerOf(call);
  return command;
}

absl::StatusOr<TransferCommand> TransferOf(const v1::TransferAssignmentRequest& request, const rpc::Call& call) {
  DONDOC_RETURN_IF_ERROR(Validate(request));
  if (!call.caller.unit_id.empty()) DONDOC_RETURN_IF_ERROR(CheckId("x-dondoc-unit", call.caller.unit_id));
  TransferCommand command;
  command.request_id = request.request_id();
  command.request_hash = HashOf(request, call.caller);
  command.assignment_id = request.assignment_id();
  if (!request.etag().empty()) command.expected_version = VersionOf(request.etag());
  command.to_unit_id = request.to_unit_id();
  command.reason = request.reason();
  command.caller = audit::CallerOf(call);
  command.actor_unit_id = call.caller.unit_id;
  command.caller_units = call.Units();
  command.permit = call.Permits(NoSuchAssignment(request.assignment_id()));
  command.user = call.caller.user;
  command.trace = call.trace;
  return command;
}

std::string AnswerOf(const AssignmentView& view, Day today) { return ToProto(view, today).SerializeAsString(); }

}  // namespace

template <typename Request>
grpc::Status AssignmentService::Change(grpc::ServerContext& context, const Request& request, v1::Assignment& response) {
  return rpc::Unary(environment_, context, request, response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::Assignment> {
                      DONDOC_ASSIGN_OR_RETURN(const ChangeCommand command, CommandOf(request, call));
                      DONDOC_ASSIGN_OR_RETURN(const std::string answer, ChangeAssignment(context_, command, AnswerOf));
                      v1::Assignment assignment;
                      if (!assignment.ParseFromString(answer)) return Internal("the kept answer is no assignment");
                      return assignment;
                    });
}

grpc::Status AssignmentService::AcceptAssignment(grpc::ServerContext* context,
                                                 const v1::AcceptAssignmentRequest* request, v1::Assignment* response) {
  return Change(*context, *request, *response);
}

grpc::Status AssignmentService::StartAssignment(grpc::ServerContext* context, const v1::StartAssignmentRequest* request,
                                                v1::Assignment* response) {
  return Change(*context, *request, *response);
}

grpc::Status AssignmentService::ReportAssignment(grpc::ServerContext* context,
                                                 const v1::ReportAssignmentRequest* request, v1::Assignment* response) {
  return Change(*context, *request, *response);
}

grpc::Status AssignmentService::ReturnAssignment(grpc::ServerContext* context,
                                                 const v1::ReturnAssignmentRequest* request, v1::Assignment* response) {
  return Change(*context, *request, *response);
}

grpc::Status AssignmentService::CompleteAssignment(grpc::ServerContext* context,
                                                   const v1::CompleteAssignmentRequest* request,
                                                   v1::Assignment* response) {
  return Change(*context, *request, *response);
}

grpc::Status AssignmentService::RefuseAssignment(grpc::ServerContext* context,
                                                 const v1::RefuseAssignmentRequest* request, v1::Assignment* response) {
  return Change(*context, *request, *response);
}

grpc::Status AssignmentService::GetAssignment(grpc::ServerContext* context, const v1::GetAssignmentRequest* request,
                                              v1::Assignment* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) { return ReadAssignment(context_, *request, call); });
}

grpc::Status AssignmentService::ListExpandedGroups(grpc::ServerContext* context,
                                                   const v1::ListExpandedGroupsRequest* request,
                                                   v1::ListExpandedGroupsResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) { return ReadExpandedGroups(context_, *request, call); });
}

grpc::Status AssignmentService::ListAssignments(grpc::ServerContext* context, const v1::ListAssignmentsRequest* request,
                                                v1::ListAssignmentsResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) { return ReadAssignments(context_, covers_, *request, call); });
}

grpc::Status AssignmentService::GetCounts(grpc::ServerContext* context, const v1::GetCountsRequest* request,
                                          v1::AssignmentCounts* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) { return ReadCounts(context_, covers_, *request, call); });
}

grpc::Status AssignmentService::TransferAssignment(grpc::ServerContext* context,
                                                   const v1::TransferAssignmentRequest* request,
                                                   v1::Assignment* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::Assignment> {
        DONDOC_ASSIGN_OR_RETURN(const TransferCommand command, TransferOf(*request, call));
        DONDOC_ASSIGN_OR_RETURN(const std::string answer, assignment::TransferAssignment(context_, command, AnswerOf));
        v1::Assignment assignment;
        if (!assignment.ParseFromString(answer)) return Internal("the kept answer is no assignment");
        return assignment;
      });
}

grpc::Status AssignmentService::ListSuccessionConflicts(grpc::ServerContext* context,
                                                        const v1::ListSuccessionConflictsRequest* request,
                                                        v1::ListSuccessionConflictsResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) { return ReadConflicts(context_, *request, call); });
}

grpc::Status AssignmentService::GetSuccessionPreview(grpc::ServerContext* context,
                                                     const v1::GetSuccessionPreviewRequest* request,
                                                     v1::SuccessionPreview* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) { return ReadPreview(context_, *request, call); });
}

grpc::Status AssignmentService::GetSuccessionUses(grpc::ServerContext* context,
                                                  const v1::GetSuccessionUsesRequest* request,
                                                  v1::GetSuccessionUsesResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) { return ReadUses(context_, *request, call.time_left); });
}

grpc::Status AssignmentService::GetUnitWork(grpc::ServerContext* context, const v1::GetUnitWorkRequest* request,
                                            v1::GetUnitWorkResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) { return ReadUnitWork(context_, *request, call.time_left); });
}

}  // namespace dondoc::assignment
