// The public keys for all services (key_service.proto). Thread-safe.
#pragma once

#include "common/rpc/unary.h"
#include "dondoc/common/v1/key_service.grpc.pb.h"
#include "services/organization/identity/app/context.h"

namespace dondoc::identity {

class KeyServiceImpl final : public common::v1::KeyService::Service {
 public:
  // Both must outlive it.
  KeyServiceImpl(const Context& context, const rpc::Environment& environment)
      : context_(context), environment_(environment) {}

  grpc::Status GetSigningKeys(grpc::ServerContext*, const common::v1::GetSigningKeysRequest*,
                              common::v1::SigningKeys*) override;

 private:
  const Context& context_;
  const rpc::Environment& environment_;
};

}  // namespace dondoc::identity
