// Systems sign in, and what is said of the caller and of keys. What is of the person alone who calls is in
// persons_pgtest.cc.
#include <fmt/core.h>

#include <memory>
#include <string>
#include <vector>

#include "common/tokens/key.h"
#include "common/tokens/pem.h"
#include "common/tokens/token.h"
#include "tests/access/subjects.h"

namespace dondoc::access_test {
namespace {

namespace v1 = organization::v1;
using Identities = v1::IdentityService::Stub;
using Users = v1::UserService::Stub;

Subject Exchange() {
  auto id = std::make_shared<std::string>();
  auto key = std::make_shared<tokens::SigningKey>(tokens::SigningKey::Generate());
  return {.rpc = "ExchangeAssertion",
          .prepare =
              [=](Country& country) {
                if (!id->empty()) return;
                v1::CreateApiClientRequest request;
                request.set_request_id(country.ids.NewId());
                v1::ApiClient& client = *request.mutable_client();
                client.set_id(fmt::format("may{}", NextNumber()));
                client.set_name("Phần mềm nhân sự");
                client.set_unit_id(country.own);
                client.add_roles(common::v1::OFFICER);
                client.add_scopes("assignments.read");
                client.set_public_key(tokens::WritePublicPem(key->public_key()));
                *id = country.Must<v1::ApiClient>(*country.users, &Users::CreateApiClient, request).id();
              },
          .call =
              [=](Country& country) {
                const TimePoint now = country.Now();
                const tokens::Claims claims{.issuer = *id,
                                            .audience = std::string(tokens::kAudience),
                                            .subject = *id,
                                            .id = country.ids.NewId(),
                                            .issued_at = now,
                                            .not_before = now,
                                            .expires_at = now + std::chrono::minutes(5)};
                v1::ExchangeAssertionRequest request;
                request.set_request_id(country.NewId());
                request.set_client_id(*id);
                request.set_assertion(*tokens::Sign(claims, tokens::Kind::kAssertion, *key));
                return country
                    .Call<v1::ExchangeAssertionResponse>(*country.identities, &Identities::ExchangeAssertion, request)
                    .status();
              }};
}

}  // namespace

std::vector<Subject> CallerSubjects() {
  return {Exchange(),
          {.rpc = "GetCaller",
           .prepare = [](Country&) {},
           .call =
               [](Country& country) {
                 return country.Call<v1::Caller>(*country.identities, &Identities::GetCaller, v1::GetCallerRequest())
                     .status();
               }},
          {.rpc = "GetSigningKeys",
           .prepare = [](Country&) {},
           .call =
               [](Country& country) {
                 return country
                     .Call<common::v1::SigningKeys>(*country.keys, &common::v1::KeyService::Stub::GetSigningKeys,
                                                    common::v1::GetSigningKeysRequest())
                     .status();
               }}};
}

}  // namespace dondoc::access_test
