// What is of the person alone who calls: no role and no unit gives anything of another's, and who is no person has
// none.
#include <gmock/gmock.h>

#include <set>
#include <string>
#include <vector>

#include "common/status/status_matchers.h"
#include "tests/access/subjects.h"

namespace dondoc::access_test {
namespace {

using namespace organization::v1;  // NOLINT(google-build-using-namespace): a list of its messages
using Stub = IdentityService::Stub;
using ::dondoc::testing::HasReason;

struct Person {
  std::string id, login;
  std::string password = "tạm thời 2026";
  std::string session;  // the newest
};

class PersonsTest : public ::testing::Test {
 protected:
  Person NewPerson() {
    CreateUserRequest request;
    request.set_request_id(country_.ids.NewId());
    Person person{.id = {}, .login = "dan" + std::to_string(NextNumber())};
    request.set_login(person.login);
    request.set_name("Lê Thị Hoa");
    request.set_unit_id(country_.own);
    request.set_password(person.password);
    person.id = country_.Must<User>(*country_.users, &UserService::Stub::CreateUser, request).id();
    SignIn(person);
    return person;
  }
  void SignIn(Person& person) {
    SignInRequest request;
    request.set_request_id(country_.ids.NewId());
    request.set_login(person.login);
    request.set_password(person.password);
    person.session = country_.Must<SignInResponse>(*country_.identities, &Stub::SignIn, request).session_id();
  }

  absl::StatusOr<std::set<std::string>> Sessions() {
    const auto listed =
        country_.Call<ListSessionsResponse>(*country_.identities, &Stub::ListSessions, ListSessionsRequest());
    if (!listed.ok()) return listed.status();
    std::set<std::string> ids;
    for (const UserSession& session : listed->sessions()) ids.insert(session.id());
    return ids;
  }
  absl::Status Revoke(const std::string& session) {
    RevokeSessionRequest request;
    request.set_request_id(country_.ids.NewId());
    request.set_session_id(session);
    return country_.Call<RevokeSessionResponse>(*country_.identities, &Stub::RevokeSession, request).status();
  }
  absl::Status ChangePassword(const std::string& from, const std::string& to) {
    ChangePasswordRequest request;
    request.set_request_id(country_.ids.NewId());
    request.set_old_password(from);
    request.set_new_password(to);
    return country_.Call<ChangePasswordResponse>(*country_.identities, &Stub::ChangePassword, request).status();
  }
  absl::Status CreateCode() {
    CreateOwnSignInCodeRequest request;
    request.set_request_id(country_.ids.NewId());
    return country_.Call<SignInCode>(*country_.identities, &Stub::CreateOwnSignInCode, request).status();
  }

  Country country_;
};

TEST_F(PersonsTest, EverybodyHasTheirOwnInEveryRole) {
  Person caller = NewPerson();
  const Person other = NewPerson();
  std::vector<access::Caller> callers = {{.subject = "user:" + caller.id, .user = "hoa"}};  // of no unit
  for (const access::Role role : access::kAllRoles) {
    for (const std::string& unit : {country_.own, country_.government, country_.stranger}) {
      callers.push_back(Country::Member(unit, {role}));
      callers.back().subject = "user:" + caller.id;
    }
  }
  for (const access::Caller& one : callers) {
    country_.caller = one;
    EXPECT_THAT(*Sessions(), ::testing::ElementsAre(caller.session));
    EXPECT_THAT(Revoke(other.session), HasReason(absl::StatusCode::kNotFound, "SESSION_NOT_FOUND"));
    EXPECT_OK(CreateCode());
    const std::string next = "mật khẩu " + std::to_string(NextNumber());
    ASSERT_OK(ChangePassword(caller.password, next));
    caller.password = next;
    EXPECT_THAT(*Sessions(), ::testing::IsEmpty()) << "it ends the sessions";
    SignIn(caller);
    EXPECT_OK(Revoke(caller.session));
    EXPECT_THAT(*Sessions(), ::testing::IsEmpty());
    SignIn(caller);
  }
  country_.caller = {.subject = "user:" + other.id, .user = "hoa"};
  EXPECT_THAT(*Sessions(), ::testing::ElementsAre(other.session)) << "nobody else ended it";
}

TEST_F(PersonsTest, WhoIsNoPersonHasNone) {
  const Person person = NewPerson();
  access::Caller system = Country::Member(country_.own, access::Roles(access::kAllRoles));
  system.subject = "client:x";
  system.client = true;
  system.scopes = {"users.read", "users.write"};
  const std::vector<std::pair<access::Caller, absl::StatusCode>> callers = {
      {{}, absl::StatusCode::kUnauthenticated},
      {{.subject = "service:x", .service = true}, absl::StatusCode::kFailedPrecondition},
      {system, absl::StatusCode::kPermissionDenied},
      {Country::Operator(), absl::StatusCode::kFailedPrecondition},
  };
  for (const auto& [caller, expected] : callers) {
    SCOPED_TRACE(caller.subject);
    country_.caller = caller;
    EXPECT_EQ(Sessions().status().code(), expected);
    EXPECT_EQ(Revoke(person.session).code(), expected);
    EXPECT_EQ(CreateCode().code(), expected);
    EXPECT_EQ(ChangePassword(person.password, "mật khẩu khác").code(), expected);
  }
  country_.caller = {.subject = "user:" + person.id, .user = "hoa"};
  EXPECT_THAT(*Sessions(), ::testing::ElementsAre(person.session));
}

}  // namespace
}  // namespace dondoc::access_test
