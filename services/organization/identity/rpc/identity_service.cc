#include "services/organization/identity/rpc/identity_service.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "common/status/status.h"
#include "common/time/timestamp.h"
#include "services/organization/identity/app/change_password.h"
#include "services/organization/identity/app/clients.h"
#include "services/organization/identity/app/end_session.h"
#include "services/organization/identity/app/refresh_session.h"
#include "services/organization/identity/app/sign_in.h"
#include "services/organization/identity/app/sign_in_code.h"
#include "services/organization/identity/app/signing_keys.h"
#include "services/organization/identity/rpc/convert.h"
#include "services/organization/identity/rpc/validate.h"
#include "services/organization/identity/storage/session_storage.h"
#include "services/organization/identity/storage/signing_key_storage.h"

namespace dondoc::identity {
namespace {

// The account of a person who calls. FAILED_PRECONDITION (NOT_A_PERSON) for systems, services and the operator.
absl::StatusOr<std::string> PersonOf(const rpc::Call& call) {
  constexpr std::string_view kUser = "user:";
  if (call.caller.subject.starts_with(kUser)) return call.caller.subject.substr(kUser.size());
  return FailedPrecondition("NOT_A_PERSON", "only people have sessions and passwords");
}

template <typename Response>
absl::StatusOr<Response> Parse(const absl::StatusOr<std::string>& answer) {
  if (!answer.ok()) return answer.status();
  Response response;
  if (!response.ParseFromString(*answer)) return Internal("the kept answer cannot be read");
  return response;
}

v1::SignInResponse ToResponse(const SignedIn& signed_in) {
  v1::SignInResponse response;
  response.set_access_token(signed_in.access.token);
  *response.mutable_access_expires_at() = ToTimestamp(signed_in.access.expires_at);
  response.set_refresh_token(signed_in.refresh_token);
  *response.mutable_refresh_expires_at() = ToTimestamp(signed_in.refresh_expires_at);
  response.set_device_token(signed_in.device_token);
  response.set_session_id(signed_in.session_id);
  response.set_name(signed_in.user.name);
  response.set_must_change_password(signed_in.user.must_change_password);
  return response;
}

v1::RefreshSessionResponse ToResponse(const Refreshed& refreshed) {
  v1::RefreshSessionResponse response;
  response.set_access_token(refreshed.access.token);
  *response.mutable_access_expires_at() = ToTimestamp(refreshed.access.expires_at);
  response.set_refresh_token(refreshed.refresh_token);
  *response.mutable_refresh_expires_at() = ToTimestamp(refreshed.refresh_expires_at);
  return response;
}

}  // namespace

grpc::Status IdentityServiceImpl::SignIn(grpc::ServerContext* context, const v1::SignInRequest* request,
                                         v1::SignInResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::SignInResponse> {
                      DONDOC_RETURN_IF_ERROR(CheckId("request_id", request->request_id()));
                      DONDOC_RETURN_IF_ERROR(CheckSecret("login", request->login()));
                      DONDOC_RETURN_IF_ERROR(CheckSecret("password", request->password()));
                      DONDOC_RETURN_IF_ERROR(CheckSecret("device_token", request->device_token()));
                      DONDOC_ASSIGN_OR_RETURN(
                          const SignedIn signed_in,
                          identity::SignIn(context_, {.request = ToKey(*request, call, {"password", "device_token"}),
                                                      .login = request->login(),
                                                      .password = request->password(),
                                                      .device_token = request->device_token()}));
                      return ToResponse(signed_in);
                    });
}

grpc::Status IdentityServiceImpl::RefreshSession(grpc::ServerContext* context, const v1::RefreshSessionRequest* request,
                                                 v1::RefreshSessionResponse* response) {
  return rpc::Unary(
      environment_, *context, *request, *response,
      [&](const rpc::Call& call) -> absl::StatusOr<v1::RefreshSessionResponse> {
        DONDOC_RETURN_IF_ERROR(CheckId("request_id", request->request_id()));
        DONDOC_RETURN_IF_ERROR(CheckSecret("refresh_token", request->refresh_token()));
        DONDOC_ASSIGN_OR_RETURN(
            const Refreshed refreshed,
            identity::RefreshSession(context_, ToKey(*request, call, {"refresh_token"}), request->refresh_token()));
        return ToResponse(refreshed);
      });
}

grpc::Status IdentityServiceImpl::SignOut(grpc::ServerContext* context, const v1::SignOutRequest* request,
                                          v1::SignOutResponse* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::SignOutResponse> {
        DONDOC_RETURN_IF_ERROR(CheckId("request_id", request->request_id()));
        DONDOC_RETURN_IF_ERROR(CheckSecret("refresh_token", request->refresh_token()));
        DONDOC_RETURN_IF_ERROR(
            identity::SignOut(context_, ToKey(*request, call, {"refresh_token"}), request->refresh_token()));
        return v1::SignOutResponse();
      });
}

grpc::Status IdentityServiceImpl::GetCaller(grpc::ServerContext* context, const v1::GetCallerRequest* request,
                                            v1::Caller* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::Caller> { return ToMessage(call.caller); });
}

grpc::Status IdentityServiceImpl::ListSessions(grpc::ServerContext* context, const v1::ListSessionsRequest* request,
                                               v1::ListSessionsResponse* response) {
  return rpc::Unary(
      environment_, *context, *request, *response,
      [&](const rpc::Call& call) -> absl::StatusOr<v1::ListSessionsResponse> {
        DONDOC_ASSIGN_OR_RETURN(const std::string user_id, PersonOf(call));
        DONDOC_ASSIGN_OR_RETURN(const int page, ReadPageSize(request->page_size()));
        DONDOC_ASSIGN_OR_RETURN(const std::optional<std::string> after, ReadPageAfter(request->page_token()));
        const TimePoint now = context_.clock.Now();
        DONDOC_ASSIGN_OR_RETURN(const std::vector<SessionRow> sessions, context_.database.Run([&](pg::Transaction& tx) {
          return identity::ListSessions(tx, user_id, now, after, page + 1);
        }));
        v1::ListSessionsResponse answer;
        const auto count = std::min(sessions.size(), static_cast<std::size_t>(page));
        for (std::size_t i = 0; i < count; ++i) *answer.add_sessions() = ToMessage(sessions[i]);
        if (sessions.size() > count) answer.set_next_page_token(sessions[count - 1].id);
        return answer;
      });
}

grpc::Status IdentityServiceImpl::RevokeSession(grpc::ServerContext* context, const v1::RevokeSessionRequest* request,
                                                v1::RevokeSessionResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::RevokeSessionResponse> {
                      DONDOC_ASSIGN_OR_RETURN(const std::string user_id, PersonOf(call));
                      DONDOC_RETURN_IF_ERROR(CheckId("request_id", request->request_id()));
                      DONDOC_RETURN_IF_ERROR(CheckId("session_id", request->session_id()));
                      DONDOC_RETURN_IF_ERROR(
                          identity::RevokeSession(context_, ToKey(*request, call), user_id, request->session_id()));
                      return v1::RevokeSessionResponse();
                    });
}

grpc::Status IdentityServiceImpl::ChangePassword(grpc::ServerContext* context, const v1::ChangePasswordRequest* request,
                                                 v1::ChangePasswordResponse* response) {
  return rpc::Unary(
      environment_, *context, *request, *response,
      [&](const rpc::Call& call) -> absl::StatusOr<v1::ChangePasswordResponse> {
        DONDOC_ASSIGN_OR_RETURN(const std::string user_id, PersonOf(call));
        DONDOC_RETURN_IF_ERROR(CheckId("request_id", request->request_id()));
        DONDOC_RETURN_IF_ERROR(CheckSecret("old_password", request->old_password()));
        DONDOC_RETURN_IF_ERROR(CheckSecret("new_password", request->new_password()));
        DONDOC_RETURN_IF_ERROR(CheckSecret("refresh_token", request->refresh_token()));
        DONDOC_RETURN_IF_ERROR(identity::ChangePassword(
            context_, {.request = ToKey(*request, call, {"old_password", "new_password", "refresh_token"}),
                       .user_id = user_id,
                       .old_password = request->old_password(),
                       .new_password = request->new_password(),
                       .refresh_token = request->refresh_token()}));
        return v1::ChangePasswordResponse();
      });
}

grpc::Status IdentityServiceImpl::CreateOwnSignInCode(grpc::ServerContext* context,
                                                      const v1::CreateOwnSignInCodeRequest* request,
                                                      v1::SignInCode* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::SignInCode> {
                      DONDOC_ASSIGN_OR_RETURN(const std::string user_id, PersonOf(call));
                      DONDOC_RETURN_IF_ERROR(CheckId("request_id", request->request_id()));
                      DONDOC_ASSIGN_OR_RETURN(const SignInCode code,
                                              identity::CreateOwnSignInCode(context_, ToKey(*request, call), user_id));
                      return ToMessage(code);
                    });
}

grpc::Status IdentityServiceImpl::ExchangeAssertion(grpc::ServerContext* context,
                                                    const v1::ExchangeAssertionRequest* request,
                                                    v1::ExchangeAssertionResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::ExchangeAssertionResponse> {
                      DONDOC_RETURN_IF_ERROR(CheckId("request_id", request->request_id()));
                      DONDOC_ASSIGN_OR_RETURN(
                          const AccessToken access,
                          identity::ExchangeAssertion(context_, ToKey(*request, call, {"assertion"}),
                                                      request->client_id(), request->assertion()));
                      v1::ExchangeAssertionResponse answer;
                      answer.set_access_token(access.token);
                      *answer.mutable_access_expires_at() = ToTimestamp(access.expires_at);
                      return answer;
                    });
}

grpc::Status IdentityServiceImpl::ListSigningKeys(grpc::ServerContext* context,
                                                  const v1::ListSigningKeysRequest* request,
                                                  v1::ListSigningKeysResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call&) -> absl::StatusOr<v1::ListSigningKeysResponse> {
                      DONDOC_ASSIGN_OR_RETURN(const int page, ReadPageSize(request->page_size()));
                      DONDOC_ASSIGN_OR_RETURN(
                          const std::vector<SigningKeyRecord> keys,
                          context_.database.Run([](pg::Transaction& tx) { return identity::ListSigningKeys(tx); }));
                      // One a month: the whole list is short, so a page is cut from it.
                      auto next = keys.begin();
                      if (!request->page_token().empty()) {
                        next = std::find_if(keys.begin(), keys.end(),
                                            [&](const auto& key) { return key.id == request->page_token(); });
                        if (next == keys.end()) return InvalidField("page_token", "BAD_PAGE", "is not from a response");
                        ++next;
                      }
                      v1::ListSigningKeysResponse answer;
                      for (; next != keys.end() && answer.keys_size() < page; ++next)
                        *answer.add_keys() = ToMessage(*next);
                      if (next != keys.end()) answer.set_next_page_token(answer.keys(answer.keys_size() - 1).id());
                      return answer;
                    });
}

grpc::Status IdentityServiceImpl::RotateSigningKey(grpc::ServerContext* context,
                                                   const v1::RotateSigningKeyRequest* request,
                                                   v1::SigningKey* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::SigningKey> {
                      DONDOC_RETURN_IF_ERROR(CheckId("request_id", request->request_id()));
                      return Parse<v1::SigningKey>(
                          identity::RotateSigningKey(context_, ToKey(*request, call), Serialize<SigningKeyRecord>));
                    });
}

grpc::Status IdentityServiceImpl::RemoveSigningKey(grpc::ServerContext* context,
                                                   const v1::RemoveSigningKeyRequest* request,
                                                   v1::SigningKey* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::SigningKey> {
                      DONDOC_RETURN_IF_ERROR(CheckId("request_id", request->request_id()));
                      return Parse<v1::SigningKey>(identity::RemoveSigningKey(
                          context_, ToKey(*request, call), request->key_id(), Serialize<SigningKeyRecord>));
                    });
}

}  // namespace dondoc::identity
