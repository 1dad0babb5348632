#include "services/organization/identity/rpc/convert.h"

#include <google/protobuf/descriptor.h>
#include <openssl/sha.h>

#include <array>
#include <memory>

#include "common/status/status.h"
#include "common/text/utf8.h"
#include "common/text/words.h"
#include "common/time/timestamp.h"
#include "common/tokens/pem.h"
#include "services/organization/identity/rpc/validate.h"

namespace dondoc::identity {
namespace {

constexpr std::size_t kLongestName = 200;

std::string Sha256(const std::string& bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  std::string hex;
  for (const unsigned char byte : digest) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  return hex;
}

}  // namespace

RequestKey ToKey(const google::protobuf::Message& request, const rpc::Call& call,
                 const std::vector<std::string_view>& secrets) {
  const std::unique_ptr<google::protobuf::Message> content(request.New());
  content->CopyFrom(request);
  const auto* descriptor = content->GetDescriptor();
  const auto* reflection = content->GetReflection();
  const auto* id = descriptor->FindFieldByName("request_id");
  std::string request_id = reflection->GetString(*content, id);
  reflection->ClearField(content.get(), id);
  for (const std::string_view secret : secrets)
    reflection->ClearField(content.get(), descriptor->FindFieldByName(std::string(secret)));
  return {.id = std::move(request_id),
          .hash = Sha256(call.caller.subject + "\n" + content->SerializeAsString()),
          .caller = {.subject = call.caller.subject,
                     .name = call.caller.user,
                     .unit_id = call.caller.unit_id,
                     .address = call.caller.address,
                     .trace = call.trace}};
}

std::string NameOfRole(int role) {
  return role != common::v1::ROLE_UNSPECIFIED && common::v1::Role_IsValid(role)
             ? common::v1::Role_Name(static_cast<common::v1::Role>(role))
             : std::string();
}

common::v1::Role RoleOfName(std::string_view name) {
  common::v1::Role role = common::v1::ROLE_UNSPECIFIED;
  common::v1::Role_Parse(std::string(name), &role);
  return role;
}

v1::Membership ToMessage(const Membership& membership) {
  v1::Membership message;
  message.set_id(membership.id);
  message.set_user_id(membership.user_id);
  message.set_unit_id(membership.unit_id);
  message.set_role(RoleOfName(membership.role));
  message.set_valid_from(FormatDay(membership.valid_from));
  if (membership.valid_to) message.set_valid_to(FormatDay(*membership.valid_to));
  message.set_login(membership.login);
  message.set_user_name(membership.user_name);
  return message;
}

v1::User ToMessage(const Account& account) {
  v1::User message;
  message.set_id(account.user.id);
  message.set_login(account.user.login);
  message.set_name(account.user.name);
  message.set_unit_id(account.user.unit_id);
  message.set_disabled(account.user.disabled_at.has_value());
  message.set_must_change_password(account.user.must_change_password);
  *message.mutable_created_at() = ToTimestamp(account.user.created_at);
  for (const Membership& membership : account.memberships) *message.add_memberships() = ToMessage(membership);
  return message;
}

v1::ApiClient ToMessage(const ApiClient& client) {
  v1::ApiClient message;
  message.set_id(client.id);
  message.set_name(client.name);
  message.set_unit_id(client.unit_id);
  for (const std::string& role : client.roles) message.add_roles(RoleOfName(role));
  for (const std::string& scope : client.scopes) message.add_scopes(scope);
  message.set_public_key(tokens::WritePublicPem(client.public_key));
  *message.mutable_created_at() = ToTimestamp(client.created_at);
  message.set_revoked(client.revoked_at.has_value());
  return message;
}

v1::SigningKey ToMessage(const SigningKeyRecord& key) {
  v1::SigningKey message;
  message.set_id(key.id);
  *message.mutable_created_at() = ToTimestamp(key.created_at);
  *message.mutable_signs_from() = ToTimestamp(key.signs_from);
  if (key.removed_at) *message.mutable_removed_at() = ToTimestamp(*key.removed_at);
  return message;
}

v1::UserSession ToMessage(const SessionRow& session) {
  v1::UserSession message;
  message.set_id(session.id);
  *message.mutable_created_at() = ToTimestamp(session.created_at);
  *message.mutable_last_used_at() = ToTimestamp(session.last_used_at);
  *message.mutable_expires_at() = ToTimestamp(session.expires_at);
  message.set_address(session.address);
  return message;
}

v1::SignInCode ToMessage(const SignInCode& code) {
  v1::SignInCode message;
  message.set_code(code.code);
  *message.mutable_expires_at() = ToTimestamp(code.expires_at);
  return message;
}

v1::Caller ToMessage(const rpc::Caller& caller) {
  v1::Caller message;
  message.set_subject(caller.subject);
  message.set_name(caller.user);
  for (const access::Membership& membership : caller.memberships) {
    v1::UnitRoles& unit = *message.add_units();
    unit.set_unit_id(membership.unit_id);
    for (const access::Role role : access::kAllRoles) {
      if (membership.roles.Has(role)) unit.add_roles(RoleOfName(access::NameOf(role)));
    }
  }
  for (const std::string& scope : caller.scopes) message.add_scopes(scope);
  return message;
}

absl::StatusOr<ApiClient> ToClient(const v1::ApiClient& message) {
  DONDOC_RETURN_IF_ERROR(CheckText("client.name", message.name(), kLongestName));
  DONDOC_RETURN_IF_ERROR(CheckId("client.unit_id", message.unit_id()));
  ApiClient client{.id = message.id(),
                   .name = CollapseSpaces(ToNfc(message.name())),
                   .unit_id = message.unit_id(),
                   .scopes = {message.scopes().begin(), message.scopes().end()}};
  for (const int role : message.roles()) {
    DONDOC_ASSIGN_OR_RETURN(std::string name, ReadRole("client.roles", role));
    client.roles.push_back(std::move(name));
  }
  absl::StatusOr<std::string> key = tokens::ReadPublicPem(message.public_key());
  if (!key.ok()) return WithMetadata(key.status(), "field", "client.public_key");
  client.public_key = *std::move(key);
  return client;
}

}  // namespace dondoc::identity
