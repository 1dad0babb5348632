// dondoc.assignment.v1.AssignmentService. Each method validates, converts, calls and converts back. Thread-safe.
#pragma once

#include "common/rpc/unary.h"
#include "dondoc/assignment/v1/assignment_service.grpc.pb.h"
#include "services/assignment/app/context.h"
#include "services/organization/replica/cover_cache.h"

namespace dondoc::assignment {

class AssignmentService final : public v1::AssignmentService::Service {
 public:
  // All must outlive it.
  AssignmentService(const Context& context, organization::replica::CoverCache& covers,
                    const rpc::Environment& environment)
      : context_(context), covers_(covers), environment_(environment) {}

  grpc::Status AcceptAssignment(grpc::ServerContext* context, const v1::AcceptAssignmentRequest* request,
                                v1::Assignment* response) override;
  grpc::Status StartAssignment(grpc::ServerContext* context, const v1::StartAssignmentRequest* request,
                               v1::Assignment* response) override;
  grpc::Status ReportAssignment(grpc::ServerContext* context, const v1::ReportAssignmentRequest* request,
                                v1::Assignment* response) override;
  grpc::Status ReturnAssignment(grpc::ServerContext* context, const v1::ReturnAssignmentRequest* request,
                                v1::Assignment* response) override;
  grpc::Status CompleteAssignment(grpc::ServerContext* context, const v1::CompleteAssignmentRequest* request,
                                  v1::Assignment* response) override;
  grpc::Status RefuseAssignment(grpc::ServerContext* context, const v1::RefuseAssignmentRequest* request,
                                v1::Assignment* response) override;
  grpc::Status GetAssignment(grpc::ServerContext* context, const v1::GetAssignmentRequest* request,
                             v1::Assignment* response) override;
  grpc::Status ListExpandedGroups(grpc::ServerContext* context, const v1::ListExpandedGroupsRequest* request,
                                  v1::ListExpandedGroupsResponse* response) override;
  grpc::Status ListAssignments(grpc::ServerContext* context, const v1::ListAssignmentsRequest* request,
                               v1::ListAssignmentsResponse* response) override;
  grpc::Status GetCounts(grpc::ServerContext* context, const v1::GetCountsRequest* request,
                         v1::AssignmentCounts* response) override;
  grpc::Status TransferAssignment(grpc::ServerContext* context, const v1::TransferAssignmentRequest* request,
                                  v1::Assignment* response) override;
  grpc::Status ListSuccessionConflicts(grpc::ServerContext* context, const v1::ListSuccessionConflictsRequest* request,
                                       v1::ListSuccessionConflictsResponse* response) override;
  grpc::Status GetSuccessionPreview(grpc::ServerContext* context, const v1::GetSuccessionPreviewRequest* request,
                                    v1::SuccessionPreview* response) override;
  grpc::Status GetUnitWork(grpc::ServerContext* context, const v1::GetUnitWorkRequest* request,
                           v1::GetUnitWorkResponse* response) override;
  grpc::Status GetSuccessionUses(grpc::ServerContext* context, const v1::GetSuccessionUsesRequest* request,
                                 v1::GetSuccessionUsesResponse* response) override;

 private:
  template <typename Request>
  grpc::Status Change(grpc::ServerContext& context, const Request& request, v1::Assignment& response);

  const Context& context_;
  organization::replica::CoverCache& covers_;  // the unit tree in memory, and what belongs where in it
  const rpc::Environment& environment_;
};

}  // namespace dondoc::assignment
