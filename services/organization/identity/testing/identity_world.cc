#include "services/organization/identity/testing/identity_world.h"

#include <grpcpp/server_builder.h>

#include <vector>

#include "common/rpc/client.h"
#include "common/status/status_matchers.h"
#include "common/tokens/token.h"
#include "services/organization/identity/app/change_account.h"
#include "services/organization/identity/app/change_membership.h"
#include "services/organization/identity/app/signing_keys.h"
#include "services/organization/identity/data.h"
#include "services/organization/identity/storage/account_storage.h"
#include "services/organization/identity/storage/signing_key_storage.h"

namespace dondoc::identity::testing {
namespace {

absl::Status Everything(const access::Parties& /*parties*/) { return absl::OkStatus(); }

}  // namespace

IdentityWorld::IdentityWorld(const HashOptions& hashes)
    : passwords(data::kCommonPasswords),
      hasher(hashes),
      context{world.database(), world.clock, world.ids, passwords, hasher, vault},
      keys({{std::string(tokens::kServicesIssuer), service_key.public_key()},
            {std::string(tokens::kOperatorIssuer), operator_key.public_key()}},
           world.database(), world.clock, [this]() -> absl::StatusOr<std::vector<std::string>> {
             DONDOC_ASSIGN_OR_RETURN(const auto records,
                                     world.database().Run([](pg::Transaction& tx) { return ListSigningKeys(tx); }));
             std::vector<std::string> believed;
             for (const SigningKeyRecord& record : records)
               if (!record.removed_at) believed.push_back(record.public_key);
             return believed;
           }) {
  EXPECT_OK(pg::Migrate(**pg::Connection::Open(world.conninfo()), {authentication::Migrations()}, world.clock.Now()));
  EXPECT_OK(world.Import(organization::testing::SampleCsv()));
  EXPECT_OK(TendSigningKeys(context));
  EXPECT_OK(keys.Refresh());
  environment.authenticate = [this](const grpc::ServerContext& call) { return authenticator.Authenticate(call); };
  environment.new_trace = [] { return std::string("trace"); };
  environment.within = [this](std::string_view unit, std::string_view ancestor) {
    return Ask("SELECT count(*) FROM unit_state WHERE unit_id = '" + std::string(unit) + "' AND '" +
               std::string(ancestor) + "' = ANY (superior_ids::text[])") != "0";
  };
  const std::string address = "unix:" + (directory.path() / "s").string();
  grpc::ServerBuilder builder;
  builder.AddListeningPort(address, grpc::InsecureServerCredentials());
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&identity_service);
  builder.RegisterService(&user_service);
  builder.RegisterService(&key_service);
  builder.RegisterService(&organization_service);
  server = builder.BuildAndStart();
  const auto channel = rpc::OpenChannel(address);
  identity = v1::IdentityService::NewStub(channel);
  users = v1::UserService::NewStub(channel);
  key_stub = common::v1::KeyService::NewStub(channel);
}

IdentityWorld::~IdentityWorld() { server->Shutdown(); }

RequestKey IdentityWorld::NewRequest(const std::string& address) {
  return {.id = NewId(),
          .hash = "h",
          .caller = {.subject = "", .name = "", .unit_id = "", .address = address, .trace = "t"}};
}

std::string IdentityWorld::AddUser(const std::string& login, const std::string& unit_id) {
  const std::string answer = CreateUser(context,
                                        {.request = NewRequest(),
                                         .permit = Everything,
                                         .login = login,
                                         .name = "Người " + login,
                                         .unit_id = unit_id,
                                         .password = ""},
                                        [](const Account& account) { return account.user.id; })
                                 .value();
  const std::string hash = hasher.Hash(PasswordRules::Normalize(kPassword)).value();
  EXPECT_OK(world.database().Run(
      [&](pg::Transaction& tx) { return SetPassword(tx, answer, hash, /*must_change=*/false, world.clock.Now()); }));
  return answer;
}

void IdentityWorld::Grant(const std::string& user_id, const std::string& unit_id, const std::string& role) {
  EXPECT_OK(GrantMembership(
      context, {.request = NewRequest(), .permit = Everything, .user_id = user_id, .unit_id = unit_id, .role = role},
      [](const Membership& membership) { return membership.id; }));
}

absl::StatusOr<SignedIn> IdentityWorld::SignIn(const std::string& login, const std::string& password,
                                               const std::string& device_token, const std::string& address) {
  return identity::SignIn(
      context, {.request = NewRequest(address), .login = login, .password = password, .device_token = device_token});
}

std::string IdentityWorld::Signed(tokens::Claims claims, const tokens::SigningKey& key) {
  claims.audience = tokens::kAudience;
  claims.issued_at = claims.not_before = world.clock.Now();
  claims.expires_at = claims.issued_at + std::chrono::minutes(5);
  return tokens::Sign(claims, tokens::Kind::kAccess, key).value();
}

std::string IdentityWorld::OperatorToken() {
  return Signed({.issuer = std::string(tokens::kOperatorIssuer), .subject = "operator"}, operator_key);
}

std::string IdentityWorld::ServiceToken(const std::string& name) {
  return Signed({.issuer = std::string(tokens::kServicesIssuer), .subject = "service:" + name}, service_key);
}

absl::StatusOr<tokens::Claims> IdentityWorld::Read(const std::string& token) {
  DONDOC_RETURN_IF_ERROR(keys.Refresh());
  return tokens::Verify(token, *keys.ring(), {}, world.clock.Now());
}

}  // namespace dondoc::identity::testing
