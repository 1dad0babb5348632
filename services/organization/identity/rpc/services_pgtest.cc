// The API over a real channel: who may administer whose account, pages, the same request twice, and what no answer has.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/rpc/client.h"
#include "common/status/status_matchers.h"
#include "common/tokens/pem.h"
#include "services/organization/identity/testing/identity_world.h"

namespace dondoc::identity {
namespace {

using dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::kPassword;
using ::testing::Not;
using testing::v1::IdentityService;
using testing::v1::UserService;

namespace v1 = organization::v1;

constexpr auto kDenied = absl::StatusCode::kPermissionDenied;

class ServicesTest : public ::testing::Test {
 protected:
  ServicesTest() {
    Member("province.admin", province_, "ADMINISTRATOR");
    Member("district.admin", district_, "ADMINISTRATOR");
    Member("commune.admin", commune_, "ADMINISTRATOR");
    Member("commune.auditor", commune_, "AUDITOR");
    Member("commune.officer", commune_, "OFFICER");
  }

  std::string Member(const std::string& login, const std::string& unit, const std::string& role) {
    const std::string id = world_.AddUser(login, unit);
    world_.Grant(id, unit, role);
    return id;
  }
  // "operator", a login, or "" for nobody.
  template <typename Response, typename Request>
  absl::StatusOr<Response> As(const std::string& who,
                              grpc::Status (UserService::Stub::*method)(grpc::ClientContext*, const Request&,
                                                                        Response*),
                              const std::type_identity_t<Request>& request, const std::string& unit = "") {
    const std::string token = who.empty() ? "" : who == "operator" ? world_.OperatorToken() : world_.TokenOf(who);
    return world_.Call<Response>(*world_.users, method, request, token.empty() ? "" : "Bearer " + token, unit);
  }
  absl::StatusOr<v1::User> Create(const std::string& who, const std::string& login, const std::string& unit,
                                  const std::string& as) {
    v1::CreateUserRequest request;
    request.set_request_id(world_.NewId());
    request.set_login(login);
    request.set_name("  Nguyễn   Thị Mới ");
    request.set_unit_id(unit);
    request.set_password("tạm thời 2025");
    return As<v1::User>(who, &UserService::Stub::CreateUser, request, as);
  }
  absl::StatusOr<v1::User> Reset(const std::string& who, const std::string& user, const std::string& as) {
    v1::ResetPasswordRequest request;
    request.set_request_id(world_.NewId());
    request.set_user_id(user);
    request.set_password("tạm thời 2026");
    return As<v1::User>(who, &UserService::Stub::ResetPassword, request, as);
  }

  testing::IdentityWorld world_;
  const std::string province_ = world_.Unit("98");
  const std::string district_ = world_.Unit("981");
  const std::string commune_ = world_.Unit("98101");
  const std::string sibling_ = world_.Unit("98102");
};

TEST_F(ServicesTest, AnAdministratorMakesAccountsOfTheOwnUnitAndBelow) {
  ASSERT_OK_AND_ASSIGN(const v1::User user, Create("commune.admin", "Moi.1", commune_, commune_));
  EXPECT_EQ(user.login(), "moi.1");
  EXPECT_EQ(user.name(), "Nguyễn Thị Mới");
  EXPECT_TRUE(user.must_change_password());
  EXPECT_OK(Create("district.admin", "moi.2", commune_, district_));
  EXPECT_OK(Create("province.admin", "moi.3", commune_, province_));
  EXPECT_OK(Create("operator", "moi.4", commune_, ""));
  EXPECT_THAT(Create("commune.admin", "moi.5", sibling_, commune_), HasReason(kDenied, "NOT_PERMITTED"));
  EXPECT_THAT(Create("commune.admin", "moi.6", district_, commune_), HasReason(kDenied, "NOT_PERMITTED"));
  EXPECT_THAT(Create("commune.admin", "moi.7", district_, district_), HasReason(kDenied, "NOT_PERMITTED"));
  EXPECT_THAT(Create("commune.officer", "moi.8", commune_, commune_), HasReason(kDenied, "NOT_PERMITTED"));
  EXPECT_THAT(Create("commune.auditor", "moi.9", commune_, commune_), HasReason(kDenied, "NOT_PERMITTED"));
  EXPECT_THAT(Create("", "moi.10", commune_, commune_), HasReason(absl::StatusCode::kUnauthenticated, "NOT_SIGNED_IN"));
  EXPECT_THAT(Create("operator", "moi.1", commune_, ""), HasReason(absl::StatusCode::kAlreadyExists, "LOGIN_TAKEN"));
}

// Otherwise the small unit's administrator would become the province's leader.
TEST_F(ServicesTest, NobodyTakesOverASuperiorsAccountThroughASmallUnit) {
  const std::string boss = Member("boss", commune_, "OFFICER");
  EXPECT_OK(Reset("commune.admin", boss, commune_));
  world_.Grant(boss, province_, "LEADER");
  EXPECT_THAT(Reset("commune.admin", boss, commune_), HasReason(kDenied, "NOT_PERMITTED"));
  EXPECT_THAT(Reset("district.admin", boss, district_), HasReason(kDenied, "NOT_PERMITTED"));
  EXPECT_OK(Reset("province.admin", boss, province_));
}

TEST_F(ServicesTest, RolesAreGivenWithinOnesOwnUnits) {
  const std::string user = world_.AddUser("new", commune_);
  v1::GrantMembershipRequest request;
  request.set_user_id(user);
  request.set_role(common::v1::LEADER);
  const auto grant = [&](const std::string& unit) {
    request.set_request_id(world_.NewId());
    request.set_unit_id(unit);
    return As<v1::Membership>("commune.admin", &UserService::Stub::GrantMembership, request, commune_);
  };
  ASSERT_OK_AND_ASSIGN(const v1::Membership membership, grant(commune_));
  EXPECT_EQ(membership.valid_from(), "2024-06-01");
  EXPECT_THAT(grant(district_), HasReason(kDenied, "NOT_PERMITTED"));
  EXPECT_THAT(grant(sibling_), HasReason(kDenied, "NOT_PERMITTED"));
  request.set_role(common::v1::ROLE_UNSPECIFIED);
  EXPECT_THAT(grant(commune_), HasReason(absl::StatusCode::kInvalidArgument, "BAD_ROLE"));
}

TEST_F(ServicesTest, ListsAreOfAUnitAndHavePages) {
  v1::ListUsersRequest request;
  request.set_unit_id(commune_);
  request.set_page_size(2);
  std::vector<std::string> logins;
  do {
    ASSERT_OK_AND_ASSIGN(const v1::ListUsersResponse page,
                         As<v1::ListUsersResponse>("commune.auditor", &UserService::Stub::ListUsers, request));
    EXPECT_LE(page.users_size(), 2);
    for (const v1::User& user : page.users()) logins.push_back(user.login());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(logins, ElementsAre("commune.admin", "commune.auditor", "commune.officer"));
  request.set_unit_id(sibling_);
  EXPECT_THAT(As<v1::ListUsersResponse>("commune.auditor", &UserService::Stub::ListUsers, request),
              HasReason(kDenied, "NOT_PERMITTED"));
  request.set_unit_id("");
  EXPECT_THAT(As<v1::ListUsersResponse>("commune.auditor", &UserService::Stub::ListUsers, request),
              HasReason(absl::StatusCode::kInvalidArgument, "BAD_ID"));
  ASSERT_OK_AND_ASSIGN(const v1::ListUsersResponse all,
                       As<v1::ListUsersResponse>("operator", &UserService::Stub::ListUsers, request));
  EXPECT_EQ(all.users_size(), 2) << "of all, a page";
}

TEST_F(ServicesTest, AListSaysWhoActsOnTheDay) {
  const std::string lan = Member("lan", commune_, "OFFICER");
  v1::GrantMembershipRequest grant;
  grant.set_request_id(world_.NewId());
  grant.set_user_id(lan);
  grant.set_unit_id(sibling_);
  grant.set_role(common::v1::CLERK);
  grant.set_valid_from("2024-06-10");
  grant.set_valid_to("2024-06-20");
  ASSERT_OK(As<v1::Membership>("operator", &UserService::Stub::GrantMembership, grant));
  const auto on = [&](const std::string& date) {
    v1::ListUsersRequest request;
    request.set_unit_id(sibling_);
    request.set_date(date);
    const auto page = As<v1::ListUsersResponse>("district.admin", &UserService::Stub::ListUsers, request, district_);
    EXPECT_OK(page);
    std::string text;
    for (const v1::User& user : page->users()) {
      text += user.login() + ":";
      for (const v1::Membership& one : user.memberships()) text += " " + common::v1::Role_Name(one.role());
    }
    return text;
  };
  EXPECT_EQ(on(""), "");
  EXPECT_EQ(on("2024-06-09"), "");
  EXPECT_EQ(on("2024-06-10"), "lan: OFFICER CLERK");
  EXPECT_EQ(on("2024-06-19"), "lan: OFFICER CLERK");
  EXPECT_EQ(on("2024-06-20"), "");
  v1::ListUsersRequest request;
  request.set_unit_id(sibling_);
  request.set_date("10/06/2024");
  EXPECT_THAT(As<v1::ListUsersResponse>("operator", &UserService::Stub::ListUsers, request),
              HasReason(absl::StatusCode::kInvalidArgument, "INVALID_DATE"));
  request.set_date("2024-06-10");
  EXPECT_THAT(As<v1::ListUsersResponse>("commune.admin", &UserService::Stub::ListUsers, request, commune_),
              HasReason(kDenied, "NOT_PERMITTED"));
}

TEST_F(ServicesTest, TheSameRequestTwiceIsDoneOnce) {
  v1::CreateUserRequest request;
  request.set_request_id(world_.NewId());
  request.set_login("twice");
  request.set_name("Hai Lần");
  request.set_unit_id(commune_);
  ASSERT_OK_AND_ASSIGN(const v1::User first, As<v1::User>("operator", &UserService::Stub::CreateUser, request));
  ASSERT_OK_AND_ASSIGN(const v1::User again, As<v1::User>("operator", &UserService::Stub::CreateUser, request));
  EXPECT_EQ(again.id(), first.id());
  request.set_login("thrice");
  EXPECT_THAT(As<v1::User>("operator", &UserService::Stub::CreateUser, request),
              HasReason(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(ServicesTest, TheWayOfAPersonFromTheFirstPasswordToTheLastSession) {
  ASSERT_OK(Create("commune.admin", "moi", commune_, commune_));
  v1::SignInRequest sign_in;
  sign_in.set_request_id(world_.NewId());
  sign_in.set_login("moi");
  sign_in.set_password("tạm thời 2025");
  ASSERT_OK_AND_ASSIGN(const v1::SignInResponse session,
                       world_.Call<v1::SignInResponse>(*world_.identity, &IdentityService::Stub::SignIn, sign_in, ""));
  EXPECT_TRUE(session.must_change_password());
  const std::string bearer = "Bearer " + session.access_token();
  v1::ChangePasswordRequest change;
  change.set_request_id(world_.NewId());
  change.set_old_password("tạm thời 2025");
  change.set_new_password(kPassword);
  change.set_refresh_token(session.refresh_token());
  ASSERT_OK(world_.Call<v1::ChangePasswordResponse>(*world_.identity, &IdentityService::Stub::ChangePassword, change,
                                                    bearer));
  v1::RefreshSessionRequest refresh;
  refresh.set_request_id(world_.NewId());
  refresh.set_refresh_token(session.refresh_token());
  ASSERT_OK_AND_ASSIGN(
      const v1::RefreshSessionResponse refreshed,
      world_.Call<v1::RefreshSessionResponse>(*world_.identity, &IdentityService::Stub::RefreshSession, refresh, ""));
  ASSERT_OK_AND_ASSIGN(
      const v1::ListSessionsResponse sessions,
      world_.Call<v1::ListSessionsResponse>(*world_.identity, &IdentityService::Stub::ListSessions,
                                            v1::ListSessionsRequest(), "Bearer " + refreshed.access_token()));
  ASSERT_EQ(sessions.sessions_size(), 1);
  v1::RevokeSessionRequest revoke;
  revoke.set_request_id(world_.NewId());
  revoke.set_session_id(sessions.sessions(0).id());
  ASSERT_OK(
      world_.Call<v1::RevokeSessionResponse>(*world_.identity, &IdentityService::Stub::RevokeSession, revoke, bearer));
  refresh.set_refresh_token(refreshed.refresh_token());
  EXPECT_FALSE(
      world_.Call<v1::RefreshSessionResponse>(*world_.identity, &IdentityService::Stub::RefreshSession, refresh, "")
          .ok());
}

TEST_F(ServicesTest, AServiceOrTheOperatorHasNoPasswordToChange) {
  v1::ChangePasswordRequest change;
  change.set_request_id(world_.NewId());
  for (const std::string& token : {world_.OperatorToken(), world_.ServiceToken("directive")}) {
    EXPECT_THAT(world_.Call<v1::ChangePasswordResponse>(*world_.identity, &IdentityService::Stub::ChangePassword,
                                                        change, "Bearer " + token),
                HasReason(absl::StatusCode::kFailedPrecondition, "NOT_A_PERSON"));
  }
}

TEST_F(ServicesTest, KeysAreTheOperatorsAndTheirPublicPartsEverybodys) {
  v1::RotateSigningKeyRequest rotate;
  rotate.set_request_id(world_.NewId());
  EXPECT_THAT(world_.Call<v1::SigningKey>(*world_.identity, &IdentityService::Stub::RotateSigningKey, rotate,
                                          "Bearer " + world_.TokenOf("province.admin")),
              HasReason(kDenied, "NOT_PERMITTED"));
  ASSERT_OK(world_.Call<v1::SigningKey>(*world_.identity, &IdentityService::Stub::RotateSigningKey, rotate,
                                        "Bearer " + world_.OperatorToken()));
  v1::ListSigningKeysRequest list;
  list.set_page_size(1);
  ASSERT_OK_AND_ASSIGN(
      const v1::ListSigningKeysResponse page,
      world_.Call<v1::ListSigningKeysResponse>(*world_.identity, &IdentityService::Stub::ListSigningKeys, list,
                                               "Bearer " + world_.OperatorToken()));
  EXPECT_EQ(page.keys_size(), 1);
  EXPECT_NE(page.next_page_token(), "");
  ASSERT_OK_AND_ASSIGN(
      const common::v1::SigningKeys keys,
      world_.Call<common::v1::SigningKeys>(*world_.key_stub, &common::v1::KeyService::Stub::GetSigningKeys,
                                           common::v1::GetSigningKeysRequest(), ""));
  EXPECT_EQ(keys.public_keys_size(), 2);
}

TEST_F(ServicesTest, ASystemIsConnectedByItsUnitsAdministrator) {
  const tokens::SigningKey key = tokens::SigningKey::Generate();
  v1::CreateApiClientRequest request;
  request.set_request_id(world_.NewId());
  request.mutable_client()->set_id("hrm");
  request.mutable_client()->set_name("Nhân sự");
  request.mutable_client()->set_unit_id(commune_);
  request.mutable_client()->add_roles(common::v1::OFFICER);
  request.mutable_client()->add_scopes("users.read");
  request.mutable_client()->set_public_key("no key");
  EXPECT_THAT(As<v1::ApiClient>("commune.admin", &UserService::Stub::CreateApiClient, request, commune_),
              HasReason(absl::StatusCode::kInvalidArgument, "KEY_MALFORMED"));
  request.mutable_client()->set_public_key(tokens::WritePublicPem(key.public_key()));
  ASSERT_OK(As<v1::ApiClient>("commune.admin", &UserService::Stub::CreateApiClient, request, commune_));
  request.set_request_id(world_.NewId());
  request.mutable_client()->set_id("hrm2");
  request.mutable_client()->set_unit_id(district_);
  EXPECT_THAT(As<v1::ApiClient>("commune.admin", &UserService::Stub::CreateApiClient, request, commune_),
              HasReason(kDenied, "NOT_PERMITTED"));
}

// "From where" in the audit and in the list of sessions: a socket of this machine has no address, and that is said.
TEST_F(ServicesTest, WhereACallCameFromIsKept) {
  const auto sign_in = [&](IdentityService::Stub& stub) {
    v1::SignInRequest request;
    request.set_request_id(world_.NewId());
    request.set_login("commune.officer");
    request.set_password(kPassword);
    EXPECT_OK(world_.Call<v1::SignInResponse>(stub, &IdentityService::Stub::SignIn, request, ""));
  };
  const auto from = [&](const char* table) {
    return world_.Ask(std::string("SELECT string_agg(DISTINCT address, ' ') FROM ") + table);
  };
  world_.Ask("WITH gone AS (DELETE FROM refresh_token RETURNING 1) SELECT count(*) FROM gone");
  world_.Ask("WITH gone AS (DELETE FROM session RETURNING 1) SELECT count(*) FROM gone");
  sign_in(*world_.identity);
  EXPECT_EQ(from("session"), "local");
  EXPECT_EQ(from("audit_record WHERE method = 'SignIn' AND address <> '10.0.0.1'"), "local");
  sign_in(*IdentityService::NewStub(rpc::OpenChannel("127.0.0.1:" + std::to_string(world_.port))));
  EXPECT_EQ(from("session"), "127.0.0.1 local");
  EXPECT_EQ(from("audit_record WHERE method = 'SignIn' AND address <> '10.0.0.1'"), "127.0.0.1 local");
}

TEST_F(ServicesTest, NoAccountIsMadeForAUnitThatHasEnded) {
  ASSERT_OK(Create("commune.admin", "moi", commune_, commune_));
  world_.Ask("UPDATE unit SET valid_to = '2024-06-01' WHERE id = '" + commune_ + "' RETURNING 1");
  EXPECT_THAT(Create("district.admin", "moi2", commune_, district_),
              HasReason(absl::StatusCode::kFailedPrecondition, "UNIT_ENDED"));
  EXPECT_THAT(Create("operator", "moi2", commune_, ""), HasReason(absl::StatusCode::kFailedPrecondition, "UNIT_ENDED"));
}

}  // namespace
}  // namespace dondoc::identity
