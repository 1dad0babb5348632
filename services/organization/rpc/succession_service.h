// The RPCs of successions (succession_service.proto); each method is one call path. Thread-safe.
#pragma once

#include "common/rpc/unary.h"
#include "dondoc/organization/v1/succession_service.grpc.pb.h"
#include "services/organization/app/context.h"
#include "services/organization/app/enact_succession.h"

namespace dondoc::organization {

class SuccessionService final : public v1::SuccessionService::Service {
 public:
  // All must outlive it; `ask_for_uses` must be thread-safe.
  SuccessionService(const Context& context, const rpc::Environment& environment, const AskForUses& ask_for_uses)
      : context_(context), environment_(environment), ask_for_uses_(ask_for_uses) {}

  grpc::Status PlanSuccession(grpc::ServerContext*, const v1::PlanSuccessionRequest*, v1::Succession*) override;
  grpc::Status ResolveSuccession(grpc::ServerContext*, const v1::ResolveSuccessionRequest*, v1::Succession*) override;
  grpc::Status EnactSuccession(grpc::ServerContext*, const v1::EnactSuccessionRequest*, v1::Succession*) override;
  grpc::Status UndoSuccession(grpc::ServerContext*, const v1::UndoSuccessionRequest*, v1::Succession*) override;
  grpc::Status DiscardSuccession(grpc::ServerContext* context, const v1::DiscardSuccessionRequest* request,
                                 v1::Succession* response) override;
  grpc::Status GetSuccession(grpc::ServerContext*, const v1::GetSuccessionRequest*, v1::Succession*) override;
  grpc::Status ListSuccessions(grpc::ServerContext*, const v1::ListSuccessionsRequest*,
                               v1::ListSuccessionsResponse*) override;
  grpc::Status ListBodiesWithoutHeir(grpc::ServerContext*, const v1::ListBodiesWithoutHeirRequest*,
                                     v1::ListBodiesWithoutHeirResponse*) override;

 private:
  const Context& context_;
  const rpc::Environment& environment_;
  const AskForUses& ask_for_uses_;
};

}  // namespace dondoc::organization
