// The RPCs of signing in and out (identity_service.proto); each method is one call path. Thread-safe.
#pragma once

#include "common/rpc/unary.h"
#include "dondoc/organization/v1/identity_service.grpc.pb.h"
#include "services/organization/identity/app/context.h"

namespace dondoc::identity {

namespace v1 = organization::v1;

class IdentityServiceImpl final : public v1::IdentityService::Service {
 public:
  // Both must outlive it.
  IdentityServiceImpl(const Context& context, const rpc::Environment& environment)
      : context_(context), environment_(environment) {}

  grpc::Status SignIn(grpc::ServerContext*, const v1::SignInRequest*, v1::SignInResponse*) override;
  grpc::Status RefreshSession(grpc::ServerContext*, const v1::RefreshSessionRequest*,
                              v1::RefreshSessionResponse*) override;
  grpc::Status SignOut(grpc::ServerContext*, const v1::SignOutRequest*, v1::SignOutResponse*) override;
  grpc::Status GetCaller(grpc::ServerContext*, const v1::GetCallerRequest*, v1::Caller*) override;
  grpc::Status ListSessions(grpc::ServerContext*, const v1::ListSessionsRequest*, v1::ListSessionsResponse*) override;
  grpc::Status RevokeSession(grpc::ServerContext*, const v1::RevokeSessionRequest*,
                             v1::RevokeSessionResponse*) override;
  grpc::Status ChangePassword(grpc::ServerContext*, const v1::ChangePasswordRequest*,
                              v1::ChangePasswordResponse*) override;
  grpc::Status CreateOwnSignInCode(grpc::ServerContext*, const v1::CreateOwnSignInCodeRequest*,
                                   v1::SignInCode*) override;
  grpc::Status ExchangeAssertion(grpc::ServerContext*, const v1::ExchangeAssertionRequest*,
                                 v1::ExchangeAssertionResponse*) override;
  grpc::Status ListSigningKeys(grpc::ServerContext*, const v1::ListSigningKeysRequest*,
                               v1::ListSigningKeysResponse*) override;
  grpc::Status RotateSigningKey(grpc::ServerContext*, const v1::RotateSigningKeyRequest*, v1::SigningKey*) override;
  grpc::Status RemoveSigningKey(grpc::ServerContext*, const v1::RemoveSigningKeyRequest*, v1::SigningKey*) override;

 private:
  const Context& context_;
  const rpc::Environment& environment_;
};

}  // namespace dondoc::identity
