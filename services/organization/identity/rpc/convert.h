// Requests to commands, results to answers. Pure.
#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/unary.h"
#include "dondoc/organization/v1/identity_service.pb.h"
#include "dondoc/organization/v1/user_service.pb.h"
#include "services/organization/identity/app/change_account.h"
#include "services/organization/identity/app/once.h"
#include "services/organization/identity/domain/api_client.h"
#include "services/organization/identity/domain/sign_in_code.h"
#include "services/organization/identity/domain/signing_keys.h"
#include "services/organization/identity/storage/session_storage.h"

namespace dondoc::identity {

namespace v1 = organization::v1;

// Whose request it is and what it says but for the fields `secrets`, which are kept nowhere, not even as a quick hash.
RequestKey ToKey(const google::protobuf::Message& request, const rpc::Call& call,
                 const std::vector<std::string_view>& secrets = {});

// "OFFICER" of access.proto's number; "" for what is none. And back.
std::string NameOfRole(int role);
common::v1::Role RoleOfName(std::string_view name);

v1::User ToMessage(const Account& account);
v1::Membership ToMessage(const Membership& membership);
v1::ApiClient ToMessage(const ApiClient& client);
v1::SigningKey ToMessage(const SigningKeyRecord& key);
v1::UserSession ToMessage(const SessionRow& session);
v1::SignInCode ToMessage(const SignInCode& code);
v1::Caller ToMessage(const rpc::Caller& caller);

// What is kept with a request: the answer, serialized.
template <typename Value>
std::string Serialize(const Value& value) {
  return ToMessage(value).SerializeAsString();
}

// INVALID_ARGUMENT: BAD_ROLE, KEY_MALFORMED, NOT_UTF8, EMPTY_FIELD, TOO_LONG, BAD_ID.
absl::StatusOr<ApiClient> ToClient(const v1::ApiClient& message);

}  // namespace dondoc::identity
