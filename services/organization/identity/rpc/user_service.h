// The RPCs of accounts (user_service.proto); each method is one call path. Thread-safe.
#pragma once

#include "common/rpc/unary.h"
#include "dondoc/organization/v1/user_service.grpc.pb.h"
#include "services/organization/identity/app/context.h"

namespace dondoc::identity {

namespace v1 = organization::v1;

class UserServiceImpl final : public v1::UserService::Service {
 public:
  // Both must outlive it.
  UserServiceImpl(const Context& context, const rpc::Environment& environment)
      : context_(context), environment_(environment) {}

  grpc::Status CreateUser(grpc::ServerContext*, const v1::CreateUserRequest*, v1::User*) override;
  grpc::Status GetUser(grpc::ServerContext*, const v1::GetUserRequest*, v1::User*) override;
  grpc::Status ListUsers(grpc::ServerContext*, const v1::ListUsersRequest*, v1::ListUsersResponse*) override;
  grpc::Status DisableUser(grpc::ServerContext*, const v1::DisableUserRequest*, v1::User*) override;
  grpc::Status EnableUser(grpc::ServerContext*, const v1::EnableUserRequest*, v1::User*) override;
  grpc::Status ResetPassword(grpc::ServerContext*, const v1::ResetPasswordRequest*, v1::User*) override;
  grpc::Status CreateSignInCode(grpc::ServerContext*, const v1::CreateSignInCodeRequest*, v1::SignInCode*) override;
  grpc::Status GrantMembership(grpc::ServerContext*, const v1::GrantMembershipRequest*, v1::Membership*) override;
  grpc::Status EndMembership(grpc::ServerContext*, const v1::EndMembershipRequest*, v1::Membership*) override;
  grpc::Status ListMemberships(grpc::ServerContext*, const v1::ListMembershipsRequest*,
                               v1::ListMembershipsResponse*) override;
  grpc::Status CreateApiClient(grpc::ServerContext*, const v1::CreateApiClientRequest*, v1::ApiClient*) override;
  grpc::Status ListApiClients(grpc::ServerContext*, const v1::ListApiClientsRequest*,
                              v1::ListApiClientsResponse*) override;
  grpc::Status RevokeApiClient(grpc::ServerContext*, const v1::RevokeApiClientRequest*, v1::ApiClient*) override;

 private:
  const Context& context_;
  const rpc::Environment& environment_;
};

}  // namespace dondoc::identity
