#include "common/audit/rpc/audit_service.h"

#include <grpcpp/grpcpp.h>

#include <memory>

#include "common/audit/audit.h"
#include "common/rpc/client.h"
#include "common/rpc/testing/trust_metadata.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::audit {
namespace {

using common::v1::AuditRecord;
using common::v1::ListAuditRecordsRequest;
using common::v1::ListAuditRecordsResponse;
using Stub = common::v1::AuditService::Stub;
using ::dondoc::testing::HasReason;
using ::dondoc::testing::SharedPostgres;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr TimePoint kNow{std::chrono::seconds(1'765'000'000)};

class AuditServiceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string conninfo = SharedPostgres::CreateDatabase();
    {
      ASSERT_OK_AND_ASSIGN(const auto connection, pg::Connection::Open(conninfo));
      ASSERT_OK(pg::Migrate(*connection, {Migrations()}, kNow).status());
    }
    database_ = std::make_unique<pg::Database>(pg::DatabaseOptions{.conninfo = conninfo});
    service_ = std::make_unique<AuditServiceImpl>("assignment", *database_, environment_);
    grpc::ServerBuilder builder;
    const std::string address = "unix:" + (directory_.path() / "audit.sock").string();
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(service_.get());
    server_ = builder.BuildAndStart();
    stub_ = common::v1::AuditService::NewStub(rpc::OpenChannel(address));
  }

  // One act a minute: `minute` is its object and its moment.
  void Record(int minute, const std::string& unit, const std::string& name, const std::string& object = "a1") {
    Act act{.caller = {.subject = "user:" + name, .name = name, .unit_id = unit},
            .method = "M" + std::to_string(minute),
            .at = kNow + std::chrono::minutes(minute),
            .object = {"assignment", object}};
    ASSERT_OK(database_->Run([&](pg::Transaction& tx) { return Append(tx, act); }));
  }

  absl::StatusOr<ListAuditRecordsResponse> List(const ListAuditRecordsRequest& request, const std::string& unit = "") {
    return rpc::Invoke<ListAuditRecordsResponse>(*stub_, &Stub::ListAuditRecords, request, {.unit_id = unit});
  }

  // The methods of all pages.
  std::vector<std::string> Methods(ListAuditRecordsRequest request, const std::string& unit = "") {
    std::vector<std::string> methods;
    for (;;) {
      const auto page = List(request, unit);
      EXPECT_OK(page.status());
      if (!page.ok()) return methods;
      for (const AuditRecord& record : page->records()) methods.push_back(record.method());
      if (page->next_page_token().empty()) return methods;
      request.set_page_token(page->next_page_token());
    }
  }

  const testing::TempDir directory_;
  rpc::Environment environment_{.authenticate = rpc::TrustMetadata(),
                                .new_trace = [] { return "t"; },
                                .observe = [](auto, auto, double) {},
                                // "p" is above "p/d", which is above "p/d/c".
                                .within =
                                    [](std::string_view unit, std::string_view above) {
                                      return unit.size() > above.size() && unit.starts_with(std::string(above) + "/");
                                    }};
  std::unique_ptr<pg::Database> database_;
  std::unique_ptr<AuditServiceImpl> service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Stub> stub_;
};

TEST_F(AuditServiceTest, ByObjectPersonUnitAndTime) {
  Record(1, "p", "lan");
  Record(2, "p/d", "minh");
  Record(3, "p/d", "lan", "a2");
  EXPECT_THAT(Methods({}), ElementsAre("M3", "M2", "M1"));
  ListAuditRecordsRequest request;
  request.set_object_id("a2");
  EXPECT_THAT(Methods(request), ElementsAre("M3"));
  request.set_object_type("directive");
  EXPECT_THAT(Methods(request), IsEmpty());
  request = {};
  request.set_person("lan");
  EXPECT_THAT(Methods(request), ElementsAre("M3", "M1"));
  request.set_person("user:minh");
  EXPECT_THAT(Methods(request), ElementsAre("M2"));
  request = {};
  request.set_unit_id("p/d");
  EXPECT_THAT(Methods(request), ElementsAre("M3", "M2"));
  request = {};
  request.mutable_since()->set_seconds(1'765'000'000 + 120);
  EXPECT_THAT(Methods(request), ElementsAre("M3", "M2"));
  request.mutable_until()->set_seconds(1'765'000'000 + 180);
  EXPECT_THAT(Methods(request), ElementsAre("M2"));
}

TEST_F(AuditServiceTest, OnlyOnesOwnUnitsAndThoseBelow) {
  Record(1, "p", "lan");
  Record(2, "p/d", "minh");
  Record(3, "q", "hoa");
  Record(4, "p/d/c", "tam");
  Record(5, "", "operator");
  EXPECT_THAT(Methods({}, "p"), ElementsAre("M4", "M2", "M1"));
  EXPECT_THAT(Methods({}, "p/d"), ElementsAre("M4", "M2"));
  EXPECT_THAT(Methods({}, "q"), ElementsAre("M3"));
  EXPECT_THAT(Methods({}, "p/d/c/x"), IsEmpty());
  // Nor when one asks for it by name.
  ListAuditRecordsRequest request;
  request.set_unit_id("q");
  EXPECT_THAT(Methods(request, "p"), IsEmpty());
  EXPECT_THAT(Methods({}), ElementsAre("M5", "M4", "M3", "M2", "M1"));
}

TEST_F(AuditServiceTest, PagesMissNothingAndRepeatNothing) {
  std::vector<std::string> expected;
  for (int i = 0; i < 25; ++i) {
    Record(i / 4, i % 3 == 0 ? "p" : "q", "lan", std::to_string(i));
    if (i % 3 == 0) expected.insert(expected.begin(), "M" + std::to_string(i / 4));
  }
  for (const int size : {1, 2, 7, 1000}) {
    ListAuditRecordsRequest request;
    request.set_page_size(size);
    EXPECT_EQ(Methods(request, "p"), expected);
    EXPECT_EQ(Methods(request).size(), 25U);
  }
}

TEST_F(AuditServiceTest, BadQuestions) {
  ListAuditRecordsRequest request;
  request.set_page_size(1001);
  EXPECT_THAT(List(request), HasReason(absl::StatusCode::kInvalidArgument, "BAD_PAGE_SIZE"));
  request = {};
  for (const char* token : {"x", "1", "1.", ".1", "1.2x", "1 2"}) {
    request.set_page_token(token);
    EXPECT_THAT(List(request), HasReason(absl::StatusCode::kInvalidArgument, "BAD_PAGE_TOKEN")) << token;
  }
  request = {};
  request.mutable_since()->set_nanos(-1);
  EXPECT_THAT(List(request), HasReason(absl::StatusCode::kInvalidArgument, "BAD_TIME"));
}

}  // namespace
}  // namespace dondoc::audit
