// The RPCs for copies of the tree (tree_service.proto); each method is one call path. Thread-safe.
#pragma once

#include <semaphore>

#include "common/rpc/unary.h"
#include "dondoc/organization/v1/tree_service.grpc.pb.h"
#include "services/organization/app/context.h"

namespace dondoc::organization {

class TreeService final : public v1::TreeService::Service {
 public:
  // Both must outlive it.
  TreeService(const Context& context, const rpc::Environment& environment)
      : context_(context), environment_(environment) {}

  grpc::Status GetTreeState(grpc::ServerContext*, const v1::GetTreeStateRequest*, v1::TreeState*) override;
  // Holds a thread and a connection to the database until the caller has everything, or its deadline. So only a few at
  // once: RESOURCE_EXHAUSTED, reason TREE_BUSY, for more.
  grpc::Status GetTree(grpc::ServerContext*, const v1::GetTreeRequest*, grpc::ServerWriter<v1::TreePart>*) override;

  static constexpr int kTreesAtOnce = 4;

 private:
  const Context& context_;
  const rpc::Environment& environment_;
  std::counting_semaphore<kTreesAtOnce> trees_{kTreesAtOnce};
};

}  // namespace dondoc::organization
