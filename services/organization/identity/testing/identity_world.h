// The identity part of an organization service in a database of its own, with the units of the sample province; served
// over a socket, where who calls is proven as in a running system. Linked by tests only.
#pragma once

#include <grpcpp/client_context.h>
#include <grpcpp/server.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "common/authentication/authenticator.h"
#include "common/authentication/key_cache.h"
#include "common/rpc/status_mapping.h"
#include "common/rpc/unary.h"
#include "common/testing/temp_dir.h"
#include "common/tokens/key.h"
#include "common/tokens/token.h"
#include "dondoc/common/v1/key_service.grpc.pb.h"
#include "dondoc/organization/v1/identity_service.grpc.pb.h"
#include "dondoc/organization/v1/user_service.grpc.pb.h"
#include "services/organization/identity/app/context.h"
#include "services/organization/identity/app/sign_in.h"
#include "services/organization/identity/rpc/identity_service.h"
#include "services/organization/identity/rpc/key_service.h"
#include "services/organization/identity/rpc/user_service.h"
#include "services/organization/rpc/organization_service.h"
#include "services/organization/testing/world.h"

namespace dondoc::identity::testing {

namespace v1 = organization::v1;

// As little work as libsodium takes, so that tests are quick.
inline constexpr HashOptions kQuickHashes{.memory_bytes = 8192, .passes = 1, .at_once = 8, .waiting = 64};

inline constexpr char kPassword[] = "xanh lá cây bên sông";

class IdentityWorld {
 public:
  explicit IdentityWorld(const HashOptions& hashes = kQuickHashes);
  ~IdentityWorld();

  // The UBND of a territory of the sample: "98", "981", "98101".
  std::string Unit(const std::string& code) { return world.Head(code).id; }

  // An account whose owner has set kPassword already. Its id.
  std::string AddUser(const std::string& login, const std::string& unit_id);
  void Grant(const std::string& user_id, const std::string& unit_id, const std::string& role);
  absl::StatusOr<SignedIn> SignIn(const std::string& login, const std::string& password = kPassword,
                                  const std::string& device_token = "", const std::string& address = "10.0.0.1");
  // An access token.
  std::string TokenOf(const std::string& login) { return SignIn(login).value().access.token; }
  std::string OperatorToken();
  std::string ServiceToken(const std::string& name);

  // What a token says, as a service believes it.
  absl::StatusOr<tokens::Claims> Read(const std::string& token);

  RequestKey NewRequest(const std::string& address = "10.0.0.1");
  std::string NewId() { return world.ids.NewId(); }
  // The single value that a query returns, as text.
  std::string Ask(const std::string& query) { return world.Ask(query); }

  // The RPCs; `authorization` is the value of that metadata ("" for none).
  template <typename Response, typename Stub, typename Method, typename Request>
  absl::StatusOr<Response> Call(Stub& stub, Method method, const Request& request, const std::string& authorization,
                                const std::string& unit_id = "") {
    grpc::ClientContext call;
    if (!authorization.empty()) call.AddMetadata("authorization", authorization);
    if (!unit_id.empty()) call.AddMetadata("x-dondoc-unit", unit_id);
    Response response;
    const absl::Status status = rpc::FromGrpc((stub.*method)(&call, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  organization::testing::World world;
  const PasswordRules passwords;
  PasswordHasher hasher;
  const tokens::SigningKey sealing_key = tokens::SigningKey::Generate();
  const tokens::SigningKey service_key = tokens::SigningKey::Generate();
  const tokens::SigningKey operator_key = tokens::SigningKey::Generate();
  const Vault vault{sealing_key};
  Context context;
  authentication::KeyCache keys;
  authentication::Authenticator authenticator{keys, world.clock};
  rpc::Environment environment;
  IdentityServiceImpl identity_service{context, environment};
  UserServiceImpl user_service{context, environment};
  KeyServiceImpl key_service{context, environment};
  organization::OrganizationService organization_service{*world.context, environment};
  dondoc::testing::TempDir directory;
  int port = 0;  // of 127.0.0.1, beside the socket in `directory`
  std::unique_ptr<grpc::Server> server;
  std::unique_ptr<v1::IdentityService::Stub> identity;
  std::unique_ptr<v1::UserService::Stub> users;
  std::unique_ptr<common::v1::KeyService::Stub> key_stub;

 private:
  std::string Signed(tokens::Claims claims, const tokens::SigningKey& key);
};

}  // namespace dondoc::identity::testing
