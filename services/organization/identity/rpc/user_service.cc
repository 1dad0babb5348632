#include "services/organization/identity/rpc/user_service.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/status/status.h"
#include "common/text/utf8.h"
#include "common/text/words.h"
#include "services/organization/identity/app/change_account.h"
#include "services/organization/identity/app/change_membership.h"
#include "services/organization/identity/app/change_password.h"
#include "services/organization/identity/app/clients.h"
#include "services/organization/identity/app/permits.h"
#include "services/organization/identity/app/sign_in_code.h"
#include "services/organization/identity/rpc/convert.h"
#include "services/organization/identity/rpc/validate.h"
#include "services/organization/identity/storage/account_storage.h"
#include "services/organization/identity/storage/client_storage.h"
#include "services/organization/identity/storage/membership_storage.h"

namespace dondoc::identity {
namespace {

constexpr std::size_t kLongestName = 200;

template <typename Response>
absl::StatusOr<Response> Parse(const absl::StatusOr<std::string>& answer) {
  if (!answer.ok()) return answer.status();
  Response response;
  if (!response.ParseFromString(*answer)) return Internal("the kept answer cannot be read");
  return response;
}

absl::Status CheckIds(const std::string& request_id, std::string_view field, const std::string& id) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request_id));
  return CheckId(field, id);
}

// A list is of one unit; of all of them only for whoever runs the installation.
absl::StatusOr<std::optional<std::string>> UnitOfList(const rpc::Call& call, const std::string& unit_id) {
  if (!unit_id.empty()) DONDOC_RETURN_IF_ERROR(CheckId("unit_id", unit_id));
  if (unit_id.empty() && !call.caller.all) return CheckId("unit_id", unit_id);
  DONDOC_RETURN_IF_ERROR(call.Permit({.unit = unit_id}));
  return unit_id.empty() ? std::nullopt : std::optional<std::string>(unit_id);
}

// Of an account's roles whoever sees it sees those in units whose roles may be listed, and no others.
access::Filter SeenMemberships(const rpc::Call& call) { return call.SeesOf(*v1::ListMembershipsRequest::descriptor()); }

absl::StatusOr<std::vector<Account>> WithMemberships(pg::Transaction& tx, std::vector<User> users, Day day, Day today,
                                                     const rpc::Call& call) {
  std::vector<std::string> ids;
  for (const User& user : users) ids.push_back(user.id);
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Membership> memberships,
                          ListCurrentMemberships(tx, ids, day, SeenMemberships(call), today));
  std::map<std::string, std::vector<Membership>> by_user;
  for (const Membership& membership : memberships) by_user[membership.user_id].push_back(membership);
  std::vector<Account> accounts;
  for (User& user : users)
    accounts.push_back({.memberships = by_user[user.id]}), accounts.back().user = std::move(user);
  return accounts;
}

absl::StatusOr<v1::User> FindAccount(const Context& context, const v1::GetUserRequest& request, const rpc::Call& call) {
  const Day today = DayOf(context.clock.Now());
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<v1::User> {
    std::string id = request.user_id();
    if (id.empty()) {
      DONDOC_ASSIGN_OR_RETURN(const std::optional<User> user, FindUserByLogin(tx, FoldLogin(request.login())));
      if (!user) return NotFound("USER_NOT_FOUND", "there is no such account");
      id = user->id;
    }
    DONDOC_ASSIGN_OR_RETURN(const User found, GetUser(tx, id));
    DONDOC_RETURN_IF_ERROR(PermitSight(tx, call.Permits(), found, today));
    DONDOC_ASSIGN_OR_RETURN(const std::vector<Account> accounts, WithMemberships(tx, {found}, today, today, call));
    return ToMessage(accounts[0]);
  });
}

absl::StatusOr<v1::ListMembershipsResponse> ReadMemberships(const Context& context,
                                                            const v1::ListMembershipsRequest& request,
                                                            const rpc::Call& call) {
  DONDOC_ASSIGN_OR_RETURN(const int page, ReadPageSize(request.page_size()));
  DONDOC_ASSIGN_OR_RETURN(const std::optional<std::string> after, ReadPageAfter(request.page_token()));
  const bool of_user = !request.user_id().empty();
  const bool of_unit = !of_user && !request.unit_id().empty();
  DONDOC_RETURN_IF_ERROR(of_user ? CheckId("user_id", request.user_id())
                         : of_unit || request.succession_id().empty()
                             ? CheckId("unit_id", request.unit_id())
                             : CheckId("succession_id", request.succession_id()));
  const Day today = DayOf(context.clock.Now());
  // What a succession takes is of many units: the list has those that may be seen.
  const access::Filter seen = of_user || of_unit ? SeenMemberships(call) : call.Sees();
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<v1::ListMembershipsResponse> {
    MembershipFilter filter{.after_id = after, .seen = seen, .today = today, .limit = page + 1};
    if (of_user) {
      DONDOC_ASSIGN_OR_RETURN(const User user, GetUser(tx, request.user_id()));
      DONDOC_RETURN_IF_ERROR(PermitSight(tx, call.Permits(), user, today));
      filter.user_id = request.user_id();
    } else if (of_unit) {
      DONDOC_RETURN_IF_ERROR(call.Permit({.unit = request.unit_id()}));
      filter.unit_id = request.unit_id();
    } else {
      filter.succession_id = request.succession_id();
    }
    DONDOC_ASSIGN_OR_RETURN(const std::vector<Membership> memberships, ListMemberships(tx, filter));
    v1::ListMembershipsResponse answer;
    const auto count = std::min(memberships.size(), static_cast<std::size_t>(page));
    for (std::size_t i = 0; i < count; ++i) *answer.add_memberships() = ToMessage(memberships[i]);
    if (memberships.size() > count) answer.set_next_page_token(memberships[count - 1].id);
    return answer;
  });
}

}  // namespace

grpc::Status UserServiceImpl::CreateUser(grpc::ServerContext* context, const v1::CreateUserRequest* request,
                                         v1::User* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::User> {
                      DONDOC_RETURN_IF_ERROR(CheckIds(request->request_id(), "unit_id", request->unit_id()));
                      DONDOC_RETURN_IF_ERROR(CheckText("name", request->name(), kLongestName));
                      DONDOC_RETURN_IF_ERROR(CheckSecret("password", request->password()));
                      return Parse<v1::User>(identity::CreateUser(context_,
                                                                  {.request = ToKey(*request, call, {"password"}),
                                                                   .permit = call.Permits(),
                                                                   .login = request->login(),
                                                                   .name = CollapseSpaces(ToNfc(request->name())),
                                                                   .unit_id = request->unit_id(),
                                                                   .password = request->password()},
                                                                  Serialize<Account>));
                    });
}

grpc::Status UserServiceImpl::GetUser(grpc::ServerContext* context, const v1::GetUserRequest* request,
                                      v1::User* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) { return FindAccount(context_, *request, call); });
}

grpc::Status UserServiceImpl::ListUsers(grpc::ServerContext* context, const v1::ListUsersRequest* request,
                                        v1::ListUsersResponse* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::ListUsersResponse> {
        DONDOC_ASSIGN_OR_RETURN(const int page, ReadPageSize(request->page_size()));
        DONDOC_ASSIGN_OR_RETURN(const std::optional<std::string> unit, UnitOfList(call, request->unit_id()));
        DONDOC_ASSIGN_OR_RETURN(const std::optional<Day> asked, ReadDay("date", request->date()));
        const Day today = DayOf(context_.clock.Now());
        const Day day = asked.value_or(today);
        // What may be seen one by one.
        const access::Filter seen = call.SeesOf(*v1::GetUserRequest::descriptor());
        const UserFilter filter{.unit_id = unit,
                                .day = day,
                                .after = request->page_token(),
                                .seen = seen,
                                .today = today,
                                .limit = page + 1};
        return context_.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<v1::ListUsersResponse> {
          DONDOC_ASSIGN_OR_RETURN(std::vector<User> users, identity::ListUsers(tx, filter));
          v1::ListUsersResponse answer;
          const auto count = std::min(users.size(), static_cast<std::size_t>(page));
          if (users.size() > count) answer.set_next_page_token(users[count - 1].login);
          users.resize(count);
          DONDOC_ASSIGN_OR_RETURN(const std::vector<Account> accounts,
                                  WithMemberships(tx, std::move(users), day, today, call));
          for (const Account& account : accounts) *answer.add_users() = ToMessage(account);
          return answer;
        });
      });
}

grpc::Status UserServiceImpl::DisableUser(grpc::ServerContext* context, const v1::DisableUserRequest* request,
                                          v1::User* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::User> {
                      DONDOC_RETURN_IF_ERROR(CheckIds(request->request_id(), "user_id", request->user_id()));
                      return Parse<v1::User>(identity::SetDisabled(context_, ToKey(*request, call), call.Permits(),
                                                                   request->user_id(), true, Serialize<Account>));
                    });
}

grpc::Status UserServiceImpl::EnableUser(grpc::ServerContext* context, const v1::EnableUserRequest* request,
                                         v1::User* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::User> {
                      DONDOC_RETURN_IF_ERROR(CheckIds(request->request_id(), "user_id", request->user_id()));
                      return Parse<v1::User>(identity::SetDisabled(context_, ToKey(*request, call), call.Permits(),
                                                                   request->user_id(), false, Serialize<Account>));
                    });
}

grpc::Status UserServiceImpl::ResetPassword(grpc::ServerContext* context, const v1::ResetPasswordRequest* request,
                                            v1::User* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::User> {
        DONDOC_RETURN_IF_ERROR(CheckIds(request->request_id(), "user_id", request->user_id()));
        DONDOC_RETURN_IF_ERROR(CheckSecret("password", request->password()));
        return Parse<v1::User>(identity::ResetPassword(context_, ToKey(*request, call, {"password"}), call.Permits(),
                                                       request->user_id(), request->password(), Serialize<Account>));
      });
}

grpc::Status UserServiceImpl::CreateSignInCode(grpc::ServerContext* context, const v1::CreateSignInCodeRequest* request,
                                               v1::SignInCode* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::SignInCode> {
        DONDOC_RETURN_IF_ERROR(CheckIds(request->request_id(), "user_id", request->user_id()));
        DONDOC_ASSIGN_OR_RETURN(const SignInCode code, identity::CreateSignInCode(context_, ToKey(*request, call),
                                                                                  call.Permits(), request->user_id()));
        return ToMessage(code);
      });
}

grpc::Status UserServiceImpl::GrantMembership(grpc::ServerContext* context, const v1::GrantMembershipRequest* request,
                                              v1::Membership* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::Membership> {
                      DONDOC_RETURN_IF_ERROR(CheckIds(request->request_id(), "user_id", request->user_id()));
                      DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request->unit_id()));
                      GrantCommand command{.request = ToKey(*request, call),
                                           .permit = call.Permits(),
                                           .user_id = request->user_id(),
                                           .unit_id = request->unit_id()};
                      DONDOC_ASSIGN_OR_RETURN(command.role, ReadRole("role", request->role()));
                      DONDOC_ASSIGN_OR_RETURN(command.valid_from, ReadDay("valid_from", request->valid_from()));
                      DONDOC_ASSIGN_OR_RETURN(command.valid_to, ReadDay("valid_to", request->valid_to()));
                      return Parse<v1::Membership>(identity::GrantMembership(context_, command, Serialize<Membership>));
                    });
}

grpc::Status UserServiceImpl::EndMembership(grpc::ServerContext* context, const v1::EndMembershipRequest* request,
                                            v1::Membership* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::Membership> {
        DONDOC_RETURN_IF_ERROR(CheckIds(request->request_id(), "membership_id", request->membership_id()));
        DONDOC_ASSIGN_OR_RETURN(const std::optional<Day> valid_to, ReadDay("valid_to", request->valid_to()));
        return Parse<v1::Membership>(identity::EndMembership(context_, ToKey(*request, call), call.Permits(),
                                                             request->membership_id(), valid_to,
                                                             Serialize<Membership>));
      });
}

grpc::Status UserServiceImpl::ListMemberships(grpc::ServerContext* context, const v1::ListMembershipsRequest* request,
                                              v1::ListMembershipsResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) { return ReadMemberships(context_, *request, call); });
}

grpc::Status UserServiceImpl::CreateApiClient(grpc::ServerContext* context, const v1::CreateApiClientRequest* request,
                                              v1::ApiClient* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::ApiClient> {
                      DONDOC_RETURN_IF_ERROR(CheckId("request_id", request->request_id()));
                      DONDOC_ASSIGN_OR_RETURN(ApiClient client, ToClient(request->client()));
                      return Parse<v1::ApiClient>(identity::CreateClient(
                          context_, ToKey(*request, call), call.Permits(), std::move(client), Serialize<ApiClient>));
                    });
}

grpc::Status UserServiceImpl::ListApiClients(grpc::ServerContext* context, const v1::ListApiClientsRequest* request,
                                             v1::ListApiClientsResponse* response) {
  return rpc::Unary(
      environment_, *context, *request, *response,
      [&](const rpc::Call& call) -> absl::StatusOr<v1::ListApiClientsResponse> {
        DONDOC_ASSIGN_OR_RETURN(const int page, ReadPageSize(request->page_size()));
        DONDOC_ASSIGN_OR_RETURN(const std::optional<std::string> unit, UnitOfList(call, request->unit_id()));
        DONDOC_ASSIGN_OR_RETURN(const std::vector<ApiClient> clients, context_.database.Run([&](pg::Transaction& tx) {
          return ListClients(tx, unit, request->page_token(), page + 1);
        }));
        v1::ListApiClientsResponse answer;
        const auto count = std::min(clients.size(), static_cast<std::size_t>(page));
        for (std::size_t i = 0; i < count; ++i) *answer.add_clients() = ToMessage(clients[i]);
        if (clients.size() > count) answer.set_next_page_token(clients[count - 1].id);
        return answer;
      });
}

grpc::Status UserServiceImpl::RevokeApiClient(grpc::ServerContext* context, const v1::RevokeApiClientRequest* request,
                                              v1::ApiClient* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::ApiClient> {
                      DONDOC_RETURN_IF_ERROR(CheckId("request_id", request->request_id()));
                      return Parse<v1::ApiClient>(identity::RevokeClient(
                          context_, ToKey(*request, call), call.Permits(), request->client_id(), Serialize<ApiClient>));
                    });
}

}  // namespace dondoc::identity
