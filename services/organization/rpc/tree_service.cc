#include "services/organization/rpc/tree_service.h"

#include "absl/cleanup/cleanup.h"
#include "common/status/status.h"
#include "services/organization/rpc/read_tree.h"

namespace dondoc::organization {

grpc::Status TreeService::GetTreeState(grpc::ServerContext* context, const v1::GetTreeStateRequest* request,
                                       v1::TreeState* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call&) { return ReadTreeState(context_, *request); });
}

grpc::Status TreeService::GetTree(grpc::ServerContext* context, const v1::GetTreeRequest* request,
                                  grpc::ServerWriter<v1::TreePart>* writer) {
  return rpc::Stream(environment_, *context, *request, *writer,
                     [&](const rpc::Call&, const auto& send) -> absl::Status {
                       if (!trees_.try_acquire()) {
                         return Error(absl::StatusCode::kResourceExhausted, "TREE_BUSY",
                                      "others are being handed the tree; ask again in a moment");
                       }
                       const absl::Cleanup give_back = [this] { trees_.release(); };
                       return ReadTree(context_, send);
                     });
}

}  // namespace dondoc::organization
