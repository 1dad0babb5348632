#include "common/rpc/unary.h"

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "common/rpc/client.h"
#include "common/rpc/testing/trust_metadata.h"
#include "common/rpc/this_call.h"
#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "dondoc/organization/v1/organization_service.grpc.pb.h"

namespace dondoc::rpc {
namespace {

using ::dondoc::organization::v1::GetUnitRequest;
using ::dondoc::organization::v1::OrganizationService;
using ::dondoc::organization::v1::SetContactsRequest;
using ::dondoc::organization::v1::Unit;
using ::dondoc::testing::HasReason;

// A real server on a Unix socket whose GetUnit does what the test says.
class UnaryTest : public ::testing::Test, public OrganizationService::Service {
 protected:
  void SetUp() override {
    const std::string address = "unix:" + (directory_.path() / "s").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
    stub_ = OrganizationService::NewStub(OpenChannel(address));
  }

  grpc::Status GetUnit(grpc::ServerContext* context, const GetUnitRequest* request, Unit* response) override {
    const std::lock_guard lock(turn_);
    return Unary(environment_, *context, *request, *response, body_);
  }

  absl::StatusOr<Unit> Ask(const InvokeOptions& options = {}) {
    return InTurn([&] { return Invoke<Unit>(*stub_, &OrganizationService::Stub::GetUnit, GetUnitRequest(), options); });
  }

  testing::TempDir directory_;
  grpc::Status SetContacts(grpc::ServerContext* context, const SetContactsRequest* request, Unit* response) override {
    const std::lock_guard lock(turn_);
    return Unary(environment_, *context, *request, *response, body_);
  }

  absl::StatusOr<Unit> SetContacts(const InvokeOptions& options = {}) {
    return InTurn(
        [&] { return Invoke<Unit>(*stub_, &OrganizationService::Stub::SetContacts, SetContactsRequest(), options); });
  }

  absl::StatusOr<Unit> As(const std::string& unit, access::Role role) {
    environment_.authenticate = [=](const grpc::ServerContext&) -> absl::StatusOr<Caller> {
      return Caller{.subject = "user:1", .unit_id = unit, .memberships = {{unit, {role}}}};
    };
    return SetContacts();
  }

  // A call orders what the test does and what the handler does. ThreadSanitizer does not see it within gRPC, which is
  // not built for it: the lock says it again.
  template <typename F>
  absl::StatusOr<Unit> InTurn(F&& call) {
    { const std::lock_guard lock(turn_); }
    absl::StatusOr<Unit> answer = call();
    const std::lock_guard lock(turn_);
    return answer;
  }

  std::mutex turn_;
  std::vector<std::string> observed_;
  Environment environment_{
      .authenticate = TrustMetadata(),
      .new_trace = [] { return std::string("trace-1"); },
      .observe = [this](std::string_view method, std::string_view code,
                        double) { observed_.push_back(std::string(method) + " " + std::string(code)); }};
  std::function<absl::StatusOr<Unit>(const Call&)> body_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<OrganizationService::Stub> stub_;
};

TEST_F(UnaryTest, SaysWhoCallsAndHowMuchTimeIsLeft) {
  body_ = [](const Call& call) -> absl::StatusOr<Unit> {
    Unit unit;
    unit.set_id(call.caller.unit_id);
    unit.set_name(call.caller.user + "/" + call.trace);
    unit.set_version(call.time_left.count());
    return unit;
  };
  const Unit unit = Ask({.timeout = std::chrono::milliseconds(40000), .unit_id = "u", .user = "lan"}).value();
  EXPECT_EQ(unit.id(), "u");
  EXPECT_EQ(unit.name(), "lan/trace-1");
  EXPECT_GT(unit.version(), 1000);
  EXPECT_LE(unit.version(), 41000) << "gRPC sends what is left rounded up";
  EXPECT_EQ(observed_, std::vector<std::string>{"GetUnit OK"});
}

TEST_F(UnaryTest, ErrorsKeepReasonAndField) {
  body_ = [](const Call&) -> absl::StatusOr<Unit> {
    return InvalidField("unit_id", "NOT_A_UUID", "unit_id is 'x', want a UUID");
  };
  const absl::Status status = Ask().status();
  EXPECT_THAT(status, HasReason(absl::StatusCode::kInvalidArgument, "NOT_A_UUID"));
  EXPECT_EQ(Metadata(status).at("field"), "unit_id");
  EXPECT_EQ(observed_, std::vector<std::string>{"GetUnit INVALID_ARGUMENT"});
}

TEST_F(UnaryTest, WhatWentWrongInsideStaysInside) {
  body_ = [](const Call&) -> absl::StatusOr<Unit> { throw std::runtime_error("password=secret"); };
  const absl::Status status = Ask().status();
  EXPECT_THAT(status, HasReason(absl::StatusCode::kInternal, "INTERNAL"));
  EXPECT_EQ(status.ToString().find("secret"), std::string::npos);
  EXPECT_EQ(Metadata(status).at("trace"), "trace-1");
}

TEST_F(UnaryTest, WhoHasSeenAChangeOfTheTreeIsAdmittedOnlyWhereItIsKnown) {
  environment_.tree_change = [] { return std::int64_t{7}; };
  int asked = 0;
  environment_.admit = [&](const Call& call) -> absl::Status {
    ++asked;
    return call.tree_change <= 7 ? absl::OkStatus() : Unavailable("TREE_BEHIND", "not yet");
  };
  bool ran = false;
  body_ = [&](const Call&) -> absl::StatusOr<Unit> {
    ran = true;
    return Unit();
  };
  std::atomic<std::int64_t> seen{0};
  EXPECT_THAT(Ask({.tree_change = &seen}).status(), testing::IsOk());
  EXPECT_EQ(seen, 7);
  EXPECT_THAT(Ask({.tree_change = &seen}).status(), testing::IsOk());
  EXPECT_TRUE(std::exchange(ran, false));
  seen = 8;
  EXPECT_THAT(Ask({.tree_change = &seen}).status(), HasReason(absl::StatusCode::kUnavailable, "TREE_BEHIND"));
  EXPECT_FALSE(ran);
  EXPECT_EQ(asked, 3);
  EXPECT_EQ(seen, 8) << "an older answer takes nothing back";
}

TEST_F(UnaryTest, WithoutAnAuthenticatorNobodyIsAnswered) {
  environment_.authenticate = nullptr;
  body_ = [](const Call&) -> absl::StatusOr<Unit> { return Unit(); };
  EXPECT_THAT(Ask().status(), HasReason(absl::StatusCode::kUnauthenticated, "NO_AUTHENTICATOR"));
}

TEST_F(UnaryTest, WhatIsNoProofAndWhoIsNobodyAreUnauthenticated) {
  bool ran = false;
  body_ = [&](const Call&) -> absl::StatusOr<Unit> {
    ran = true;
    return Unit();
  };
  environment_.authenticate = [](const grpc::ServerContext&) -> absl::StatusOr<Caller> {
    return Error(absl::StatusCode::kUnauthenticated, "TOKEN_EXPIRED", "it has expired");
  };
  EXPECT_THAT(Ask().status(), HasReason(absl::StatusCode::kUnauthenticated, "TOKEN_EXPIRED"));
  environment_.authenticate = [](const grpc::ServerContext&) -> absl::StatusOr<Caller> { return Caller(); };
  EXPECT_THAT(Ask().status(), HasReason(absl::StatusCode::kUnauthenticated, "NOT_SIGNED_IN"));
  EXPECT_FALSE(ran);
}

TEST_F(UnaryTest, TheBodyAsksWithTheUnitsOfTheObject) {
  environment_.within = [](std::string_view unit, std::string_view ancestor) { return unit == "b" && ancestor == "a"; };
  std::string object = "b";
  body_ = [&](const Call& call) -> absl::StatusOr<Unit> {
    DONDOC_RETURN_IF_ERROR(call.Permit({.unit = object}));
    return Unit();
  };
  EXPECT_THAT(As("a", access::Role::kAdministrator).status(), testing::IsOk());
  object = "c";
  const absl::Status denied = As("a", access::Role::kAdministrator).status();
  EXPECT_THAT(denied, HasReason(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED"));
  EXPECT_EQ(
      denied.message(),
      "SetContacts is for ADMINISTRATOR of the unit itself or a unit above it; the caller is ADMINISTRATOR of unit "
      "a");
}

// Once the operation is over: it may hold the last connection that the name would be read by.
TEST_F(UnaryTest, ARefusalNamesTheUnitsOfTheCallerAsPeopleDo) {
  bool running = false;
  environment_.unit_name = [&](std::string_view unit) -> absl::StatusOr<std::string> {
    EXPECT_FALSE(running);
    if (unit == "x") return Unavailable("NO_CONNECTION", "the database is away");
    return unit == "a" ? "UBND xã An Lộc (98101)" : "";
  };
  body_ = [&](const Call& call) -> absl::StatusOr<Unit> {
    running = true;
    const absl::Status permitted = call.Permit({.unit = "c"});
    running = false;
    if (!permitted.ok()) return permitted;
    return Unit();
  };
  const auto why = [&](const std::string& unit, access::Role role) {
    return std::string(As(unit, role).status().message());
  };
  const std::string rule = "SetContacts is for ADMINISTRATOR of the unit itself or a unit above it; the caller is ";
  EXPECT_EQ(why("a", access::Role::kAdministrator), rule + "ADMINISTRATOR of UBND xã An Lộc (98101)");
  EXPECT_EQ(why("a", access::Role::kClerk), rule + "CLERK of UBND xã An Lộc (98101)");
  EXPECT_EQ(why("b", access::Role::kClerk), rule + "CLERK of unit b") << "not known";
  EXPECT_EQ(why("x", access::Role::kAdministrator), rule + "ADMINISTRATOR of unit x");
  environment_.within = [](auto, auto) { return true; };
  EXPECT_EQ(why("a", access::Role::kAdministrator), "") << "who is not refused";
}

TEST_F(UnaryTest, WhoHasTheRoleNowhereDoesNotReachTheBody) {
  bool ran = false;
  body_ = [&](const Call&) -> absl::StatusOr<Unit> {
    ran = true;
    return Unit();
  };
  EXPECT_THAT(As("a", access::Role::kLeader).status(), HasReason(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED"));
  EXPECT_FALSE(ran);
}

TEST_F(UnaryTest, ABodyThatForgetsToAskIsAnInternalErrorAndAnswersNothing) {
  environment_.within = [](std::string_view, std::string_view) { return true; };
  body_ = [](const Call&) -> absl::StatusOr<Unit> {
    Unit unit;
    unit.set_name("secret");
    return unit;
  };
  EXPECT_THAT(SetContacts().status(), HasReason(absl::StatusCode::kInternal, "INTERNAL"));
  EXPECT_THAT(Ask().status(), testing::IsOk()) << "GetUnit does not depend on the unit";
}

TEST_F(UnaryTest, WhoIsInSeveralUnitsSaysForWhichOneHeWrites) {
  environment_.authenticate = [](const grpc::ServerContext&) -> absl::StatusOr<Caller> {
    const access::Roles roles{access::Role::kAdministrator};
    return Caller{.subject = "user:1", .memberships = {{"a", roles}, {"b", roles}}};
  };
  body_ = [](const Call& call) -> absl::StatusOr<Unit> {
    DONDOC_RETURN_IF_ERROR(call.Permit({.unit = "a"}));
    return Unit();
  };
  EXPECT_THAT(SetContacts().status(), HasReason(absl::StatusCode::kInvalidArgument, "UNIT_NOT_SAID"));
}

TEST_F(UnaryTest, NobodyWritesForAUnitThatHasEnded) {
  environment_.ended = [](std::string_view unit) { return unit == "a"; };
  body_ = [](const Call& call) -> absl::StatusOr<Unit> {
    DONDOC_RETURN_IF_ERROR(call.Permit({.unit = call.caller.unit_id}));
    return Unit();
  };
  EXPECT_THAT(As("a", access::Role::kAdministrator).status(),
              HasReason(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED"));
  EXPECT_THAT(Ask().status(), testing::IsOk()) << "reading";
  EXPECT_THAT(As("b", access::Role::kAdministrator).status(), testing::IsOk());
  environment_.ended = [](std::string_view) -> absl::StatusOr<bool> { return Unavailable("NO_DATABASE", "no"); };
  EXPECT_THAT(As("b", access::Role::kAdministrator).status(), HasReason(absl::StatusCode::kUnavailable, "NO_DATABASE"));
}

TEST_F(UnaryTest, WhoIsInOneUnitThatExistsWritesForThatOne) {
  environment_.ended = [](std::string_view unit) { return unit != "b"; };
  environment_.authenticate = [](const grpc::ServerContext&) -> absl::StatusOr<Caller> {
    const access::Roles roles{access::Role::kAdministrator};
    return Caller{.subject = "user:1", .memberships = {{"a", roles}, {"b", roles}, {"c", roles}}};
  };
  std::string unit;
  std::size_t units = 0;
  body_ = [&](const Call& call) -> absl::StatusOr<Unit> {
    unit = call.caller.unit_id;
    units = call.caller.memberships.size();
    DONDOC_RETURN_IF_ERROR(call.Permit({.unit = "b"}));
    return Unit();
  };
  EXPECT_THAT(SetContacts().status(), testing::IsOk());
  EXPECT_EQ(unit, "b");
  EXPECT_EQ(units, 1U);
  EXPECT_THAT(Ask().status(), testing::IsOk());
  EXPECT_EQ(unit, "");
  EXPECT_EQ(units, 3U) << "whoever reads, reads for all of them";
}

TEST_F(UnaryTest, ABodyMayCallOnWithTheCallersToken) {
  std::string token;
  body_ = [&](const Call&) -> absl::StatusOr<Unit> {
    token = TokenOfThisCall();
    return Unit();
  };
  EXPECT_THAT(Ask({.token = "abc"}).status(), testing::IsOk());
  EXPECT_EQ(token, "abc");
  EXPECT_THAT(Ask().status(), testing::IsOk());
  EXPECT_EQ(token, "") << "that of the call before is gone";
}

TEST_F(UnaryTest, TriesAgainWhatMayPassAndNothingElse) {
  int tries = 0;
  body_ = [&](const Call&) -> absl::StatusOr<Unit> {
    if (++tries < 3) return Unavailable("TREE_BEHIND", "not yet");
    return Unit();
  };
  std::vector<std::string> waited;
  const InvokeOptions patient{.timeout = std::chrono::seconds(20),
                              .on_retry = [&](const absl::Status& status) { waited.push_back(Reason(status)); }};
  EXPECT_THAT(Ask(patient).status(), testing::IsOk());
  EXPECT_EQ(waited, (std::vector<std::string>{"TREE_BEHIND", "TREE_BEHIND"}));

  tries = 0;
  EXPECT_THAT(Ask().status(), HasReason(absl::StatusCode::kUnavailable, "TREE_BEHIND"));
  EXPECT_EQ(tries, 1);

  waited.clear();
  body_ = [&](const Call&) -> absl::StatusOr<Unit> { return StaleEtag("the other has changed it"); };
  EXPECT_THAT(Ask(patient).status(), HasReason(absl::StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_TRUE(waited.empty());
}

// Who is told to come back in a quarter of an hour does not ask four times a second until then.
TEST_F(UnaryTest, TriesAgainWhenItIsToldAndNotBefore) {
  int tries = 0;
  const char* seconds = "900";
  body_ = [&](const Call&) -> absl::StatusOr<Unit> {
    if (++tries < 3) {
      return Error(absl::StatusCode::kResourceExhausted, "SIGN_IN_THROTTLED", "later", {{"retry_after", seconds}});
    }
    return Unit();
  };
  const InvokeOptions patient{.timeout = std::chrono::seconds(20), .on_retry = [](const absl::Status&) {}};
  EXPECT_THAT(Ask(patient).status(), HasReason(absl::StatusCode::kResourceExhausted, "SIGN_IN_THROTTLED"));
  EXPECT_EQ(tries, 1);
  seconds = "0";
  EXPECT_THAT(Ask(patient).status(), testing::IsOk());
  EXPECT_EQ(tries, 3);
}

TEST_F(UnaryTest, AServiceThatIsGoneIsUnavailable) {
  server_->Shutdown();
  EXPECT_THAT(Ask({.timeout = std::chrono::seconds(30)}).status(),
              HasReason(absl::StatusCode::kUnavailable, "SERVICE_UNAVAILABLE"));
}

}  // namespace
}  // namespace dondoc::rpc
