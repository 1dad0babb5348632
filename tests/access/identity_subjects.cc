// Accounts, memberships, systems and keys.
#include <memory>
#include <string>
#include <vector>

#include "common/tokens/key.h"
#include "common/tokens/pem.h"
#include "tests/access/subjects.h"

namespace dondoc::access_test {
namespace {

namespace v1 = organization::v1;
using Users = v1::UserService::Stub;
using Keys = v1::IdentityService::Stub;

v1::CreateUserRequest NewUser(Country& country) {
  static int numbers = 0;
  v1::CreateUserRequest request;
  request.set_request_id(country.NewId());
  request.set_login("user" + std::to_string(++numbers));
  request.set_name("Nguyễn Thị Lan");
  request.set_unit_id(country.own);
  request.set_password("tạm thời 2026");
  return request;
}

v1::CreateApiClientRequest NewClient(Country& country) {
  static int numbers = 0;
  v1::CreateApiClientRequest request;
  request.set_request_id(country.NewId());
  v1::ApiClient& client = *request.mutable_client();
  client.set_id("client" + std::to_string(++numbers));
  client.set_name("Phần mềm nhân sự");
  client.set_unit_id(country.own);
  client.add_roles(common::v1::OFFICER);
  client.add_scopes("assignments.read");
  client.set_public_key(tokens::WritePublicPem(tokens::SigningKey::Generate().public_key()));
  return request;
}

v1::GrantMembershipRequest NewMembership(Country& country, const std::string& user_id) {
  v1::GrantMembershipRequest request;
  request.set_request_id(country.NewId());
  request.set_user_id(user_id);
  request.set_unit_id(country.own);
  request.set_role(common::v1::OFFICER);
  request.set_valid_from("2020-01-01");
  request.set_valid_to("2040-01-01");
  return request;
}

// Of an account that `own` keeps.
template <typename Response, typename Request>
Subject OfUser(const std::string& rpc, grpc::Status (Users::*method)(grpc::ClientContext*, const Request&, Response*)) {
  auto id = std::make_shared<std::string>();
  return {.rpc = rpc,
          .about = About::kUnit,
          .prepare =
              [=](Country& country) {
                *id = country.Must<v1::User>(*country.users, &Users::CreateUser, NewUser(country)).id();
                if (rpc != "EnableUser") return;
                v1::DisableUserRequest disable;
                disable.set_request_id(country.ids.NewId());
                disable.set_user_id(*id);
                country.Must<v1::User>(*country.users, &Users::DisableUser, disable);
              },
          .call =
              [=](Country& country) {
                Request request;
                request.set_user_id(*id);
                if constexpr (requires { request.set_request_id(""); }) request.set_request_id(country.NewId());
                if constexpr (requires { request.set_password(""); }) request.set_password("tạm thời 2026");
                return country.Call<Response>(*country.users, method, request).status();
              },
          .object = [=] { return *id; }};
}

// Of a unit.
template <typename Response, typename Request>
Subject OfUnit(const std::string& rpc, grpc::Status (Users::*method)(grpc::ClientContext*, const Request&, Response*)) {
  return {.rpc = rpc,
          .about = About::kUnit,
          .prepare = [](Country&) {},
          .call =
              [=](Country& country) {
                Request request;
                request.set_unit_id(country.own);
                return country.Call<Response>(*country.users, method, request).status();
              }};
}

std::vector<Subject> KeySubjects() {
  auto id = std::make_shared<std::string>();
  const auto rotation = [](Country& country) {
    v1::RotateSigningKeyRequest request;
    request.set_request_id(country.NewId());
    return request;
  };
  return {{.rpc = "ListSigningKeys",
           .prepare = [](Country&) {},
           .call =
               [](Country& country) {
                 return country
                     .Call<v1::ListSigningKeysResponse>(*country.identities, &Keys::ListSigningKeys,
                                                        v1::ListSigningKeysRequest())
                     .status();
               }},
          {.rpc = "RotateSigningKey",
           .prepare = [](Country&) {},
           .call =
               [=](Country& country) {
                 return country.Call<v1::SigningKey>(*country.identities, &Keys::RotateSigningKey, rotation(country))
                     .status();
               }},
          {.rpc = "RemoveSigningKey",
           .prepare =
               [=](Country& country) {
                 *id =
                     country.Must<v1::SigningKey>(*country.identities, &Keys::RotateSigningKey, rotation(country)).id();
               },
           .call =
               [=](Country& country) {
                 v1::RemoveSigningKeyRequest request;
                 request.set_request_id(country.NewId());
                 request.set_key_id(*id);
                 return country.Call<v1::SigningKey>(*country.identities, &Keys::RemoveSigningKey, request).status();
               }}};
}

}  // namespace

std::vector<Subject> IdentitySubjects() {
  auto user = std::make_shared<std::string>();
  auto membership = std::make_shared<std::string>();
  auto client = std::make_shared<std::string>();
  const auto make_user = [=](Country& country) {
    *user = country.Must<v1::User>(*country.users, &Users::CreateUser, NewUser(country)).id();
  };
  std::vector<Subject> subjects = {
      {.rpc = "CreateUser",
       .about = About::kUnit,
       .prepare = [](Country&) {},
       .call =
           [](Country& country) {
             return country.Call<v1::User>(*country.users, &Users::CreateUser, NewUser(country)).status();
           }},
      OfUser<v1::User>("GetUser", &Users::GetUser),
      OfUser<v1::User>("DisableUser", &Users::DisableUser),
      OfUser<v1::User>("EnableUser", &Users::EnableUser),
      OfUser<v1::User>("ResetPassword", &Users::ResetPassword),
      OfUser<v1::SignInCode>("CreateSignInCode", &Users::CreateSignInCode),
      OfUnit<v1::ListUsersResponse>("ListUsers", &Users::ListUsers),
      OfUnit<v1::ListMembershipsResponse>("ListMemberships", &Users::ListMemberships),
      OfUnit<v1::ListApiClientsResponse>("ListApiClients", &Users::ListApiClients),
      {.rpc = "GrantMembership",
       .about = About::kUnit,
       .prepare = make_user,
       .call =
           [=](Country& country) {
             return country.Call<v1::Membership>(*country.users, &Users::GrantMembership, NewMembership(country, *user))
                 .status();
           }},
      {.rpc = "EndMembership",
       .about = About::kUnit,
       .prepare =
           [=](Country& country) {
             make_user(country);
             *membership =
                 country.Must<v1::Membership>(*country.users, &Users::GrantMembership, NewMembership(country, *user))
                     .id();
           },
       .call =
           [=](Country& country) {
             v1::EndMembershipRequest request;
             request.set_request_id(country.NewId());
             request.set_membership_id(*membership);
             request.set_valid_to("2030-01-01");
             return country.Call<v1::Membership>(*country.users, &Users::EndMembership, request).status();
           },
       .object = [=] { return *membership; }},
      {.rpc = "CreateApiClient",
       .about = About::kUnit,
       .prepare = [](Country&) {},
       .call =
           [](Country& country) {
             return country.Call<v1::ApiClient>(*country.users, &Users::CreateApiClient, NewClient(country)).status();
           }},
      {.rpc = "RevokeApiClient",
       .about = About::kUnit,
       .prepare =
           [=](Country& country) {
             *client = country.Must<v1::ApiClient>(*country.users, &Users::CreateApiClient, NewClient(country)).id();
           },
       .call =
           [=](Country& country) {
             v1::RevokeApiClientRequest request;
             request.set_request_id(country.NewId());
             request.set_client_id(*client);
             return country.Call<v1::ApiClient>(*country.users, &Users::RevokeApiClient, request).status();
           },
       .object = [=] { return *client; }}};
  for (Subject& subject : KeySubjects()) subjects.push_back(std::move(subject));
  return subjects;
}

}  // namespace dondoc::access_test
