#include "common/audit/rpc/audit_service.h"

#include <fmt/core.h>
#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <tuple>

#include "common/audit/audit.h"
#include "common/audit/units_fixture.h"
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

constexpr TimePoint kNow{std::chrono::seconds(1'765'000'000)};  // 6 December 2025

// The commune is below the district, which is below the province.
constexpr char kProvince[] = "00000000-0000-7000-8000-000000000001";
constexpr char kDistrict[] = "00000000-0000-7000-8000-000000000002";
constexpr char kCommune[] = "00000000-0000-7000-8000-000000000003";
constexpr char kOther[] = "00000000-0000-7000-8000-000000000004";
constexpr char kUnknown[] = "00000000-0000-7000-8000-000000000005";

class AuditServiceTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string conninfo = SharedPostgres::CreateDatabase();
    ASSERT_OK_AND_ASSIGN(owner_, pg::Connection::Open(conninfo));
    ASSERT_OK(pg::Migrate(*owner_, {Migrations()}, kNow).status());
    CreateUnits(*owner_);
    PlaceUnit(*owner_, kProvince, {});
    PlaceUnit(*owner_, kDistrict, {kProvince});
    PlaceUnit(*owner_, kCommune, {kDistrict, kProvince});
    PlaceUnit(*owner_, kOther, {});
    database_ = std::make_unique<pg::Database>(pg::DatabaseOptions{.conninfo = conninfo});
    service_ = std::make_unique<AuditServiceImpl>("assignment", *database_, clock_, environment_);
    grpc::ServerBuilder builder;
    const std::string address = "unix:" + (directory_.path() / "audit.sock").string();
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(service_.get());
    server_ = builder.BuildAndStart();
    stub_ = common::v1::AuditService::NewStub(rpc::OpenChannel(address));
  }

  // One act a minute: `minute` is its name and its moment.
  void Record(int minute, const std::string& unit, const std::string& name, const std::string& object = "a1",
              const std::string& object_unit = "") {
    Act act{.caller = {.subject = "user:" + name, .name = name, .unit_id = unit},
            .method = "M" + std::to_string(minute),
            .at = kNow + std::chrono::minutes(minute),
            .object = {"assignment", object, object_unit}};
    ASSERT_OK(database_->Run([&](pg::Transaction& tx) { return Append(tx, act); }));
  }

  absl::StatusOr<ListAuditRecordsResponse> List(const ListAuditRecordsRequest& request, const std::string& unit = "") {
    return rpc::Invoke<ListAuditRecordsResponse>(*stub_, &Stub::ListAuditRecords, request,
                                                 {.timeout = std::chrono::minutes(1), .unit_id = unit});
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
  rpc::Environment environment_{
      .authenticate = rpc::TrustMetadata(), .new_trace = [] { return "t"; }, .observe = [](auto, auto, double) {}};
  FakeClock clock_{kNow};
  std::unique_ptr<pg::Connection> owner_;
  std::unique_ptr<pg::Database> database_;
  std::unique_ptr<AuditServiceImpl> service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Stub> stub_;
};

TEST_F(AuditServiceTest, ByObjectPersonUnitAndTime) {
  Record(1, kProvince, "lan");
  Record(2, kDistrict, "minh");
  Record(3, kDistrict, "lan", "a2");
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
  request.set_unit_id(kDistrict);
  EXPECT_THAT(Methods(request), ElementsAre("M3", "M2"));
  request.set_subtree(true);
  request.set_unit_id(kProvince);
  EXPECT_THAT(Methods(request), ElementsAre("M3", "M2", "M1"));
  request = {};
  request.set_method("M2");
  EXPECT_THAT(Methods(request), ElementsAre("M2"));
  request = {};
  request.mutable_since()->set_seconds(1'765'000'000 + 120);
  EXPECT_THAT(Methods(request), ElementsAre("M3", "M2"));
  request.mutable_until()->set_seconds(1'765'000'000 + 180);
  EXPECT_THAT(Methods(request), ElementsAre("M2"));
}

TEST_F(AuditServiceTest, OnlyOnesOwnUnitsAndThoseBelow) {
  Record(1, kProvince, "lan");
  Record(2, kDistrict, "minh");
  Record(3, kOther, "hoa");
  Record(4, kCommune, "tam");
  Record(5, "", "operator");
  EXPECT_THAT(Methods({}, kProvince), ElementsAre("M4", "M2", "M1"));
  EXPECT_THAT(Methods({}, kDistrict), ElementsAre("M4", "M2"));
  EXPECT_THAT(Methods({}, kOther), ElementsAre("M3"));
  EXPECT_THAT(Methods({}, kUnknown), IsEmpty());
  // Nor when one asks for it by name.
  ListAuditRecordsRequest request;
  request.set_unit_id(kOther);
  EXPECT_THAT(Methods(request, kProvince), IsEmpty());
  request.set_subtree(true);
  EXPECT_THAT(Methods(request, kProvince), IsEmpty());
  request.set_unit_id(kProvince);
  EXPECT_THAT(Methods(request, kDistrict), ElementsAre("M4", "M2"));
  EXPECT_THAT(Methods({}), ElementsAre("M5", "M4", "M3", "M2", "M1"));
}

TEST_F(AuditServiceTest, BelowIsWhatIsBelowToday) {
  Record(1, kCommune, "tam");
  // From tomorrow on the commune is the other's.
  PlaceUnit(*owner_, kCommune, {kOther}, "2025-12-07");
  EXPECT_THAT(Methods({}, kProvince), ElementsAre("M1"));
  EXPECT_THAT(Methods({}, kOther), IsEmpty());
  clock_.Advance(std::chrono::hours(24));
  EXPECT_THAT(Methods({}, kProvince), IsEmpty());
  EXPECT_THAT(Methods({}, kOther), ElementsAre("M1"));
}

// Which units are meant is asked of the day, which of them one sees of today.
TEST_F(AuditServiceTest, BelowIsWhatWasBelowOnTheDay) {
  Record(1, kCommune, "tam");
  Record(2, kDistrict, "minh");
  PlaceUnit(*owner_, kCommune, {kOther}, "2025-12-06");
  const auto below = [&](const char* unit, const char* date, const char* as) {
    ListAuditRecordsRequest request;
    request.set_unit_id(unit);
    request.set_subtree(true);
    request.set_date(date);
    return Methods(request, as);
  };
  EXPECT_THAT(below(kProvince, "2025-12-05", ""), ElementsAre("M2", "M1"));
  EXPECT_THAT(below(kProvince, "2025-12-06", ""), ElementsAre("M2"));
  EXPECT_THAT(below(kProvince, "", ""), ElementsAre("M2"));
  EXPECT_THAT(below(kOther, "2025-12-05", ""), IsEmpty());
  EXPECT_THAT(below(kOther, "2025-12-06", ""), ElementsAre("M1"));
  EXPECT_THAT(below(kProvince, "2025-12-05", kProvince), ElementsAre("M2")) << "the commune is no longer its";
  EXPECT_THAT(below(kProvince, "2025-12-05", kOther), ElementsAre("M1")) << "which of what was there is its now";
  ListAuditRecordsRequest request;
  request.set_date("05/12/2025");
  EXPECT_THAT(List(request), HasReason(absl::StatusCode::kInvalidArgument, "INVALID_DATE"));
}

// Whose thing it is reads of it, whoever acted.
TEST_F(AuditServiceTest, AnActOnWhatIsOnesOwnIsSeen) {
  Record(1, kProvince, "lan", "a1", kCommune);
  Record(2, "", "operator", "a1", kCommune);
  Record(3, kCommune, "tam", "a1", kCommune);
  Record(4, kProvince, "lan", "a2", kOther);
  Record(5, kOther, "hoa", "a2", kProvince);
  EXPECT_THAT(Methods({}, kCommune), ElementsAre("M3", "M2", "M1"));
  EXPECT_THAT(Methods({}, kDistrict), ElementsAre("M3", "M2", "M1")) << "below it";
  EXPECT_THAT(Methods({}, kOther), ElementsAre("M5", "M4"));
  EXPECT_THAT(Methods({}, kProvince), ElementsAre("M5", "M4", "M3", "M2", "M1"));
  ListAuditRecordsRequest request;
  request.set_unit_id(kCommune);
  EXPECT_THAT(Methods(request, kProvince), ElementsAre("M3", "M2", "M1"));
  EXPECT_THAT(Methods(request, kOther), IsEmpty());
  const auto all = List({});
  ASSERT_OK(all.status());
  EXPECT_EQ(all->records(2).object_unit_id(), "") << "of its own: said once";
  EXPECT_EQ(all->records(4).object_unit_id(), kCommune);
}

TEST_F(AuditServiceTest, WhatIsNoUnitIsNobodysButTheOperators) {
  Record(1, "1 OR 1=1", "lan");
  Record(2, "------------------------------------", "lan");
  Record(3, kUnknown, "lan");
  EXPECT_THAT(Methods({}, kProvince), IsEmpty());
  EXPECT_EQ(Methods({}).size(), 3U);
}

TEST_F(AuditServiceTest, PagesMissNothingAndRepeatNothing) {
  std::vector<std::string> expected;
  for (int i = 0; i < 25; ++i) {
    Record(i / 4, i % 3 == 0 ? kProvince : kOther, "lan", std::to_string(i));
    if (i % 3 == 0) expected.insert(expected.begin(), "M" + std::to_string(i / 4));
  }
  for (const int size : {1, 2, 7, 1000}) {
    ListAuditRecordsRequest request;
    request.set_page_size(size);
    EXPECT_EQ(Methods(request, kProvince), expected);
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
  request.set_unit_id("981");
  EXPECT_THAT(List(request), HasReason(absl::StatusCode::kInvalidArgument, "BAD_ID"));
  request = {};
  request.mutable_since()->set_nanos(-1);
  EXPECT_THAT(List(request), HasReason(absl::StatusCode::kInvalidArgument, "BAD_TIME"));
}

// Trees, records, callers and questions at random, against going through all records one by one: with few records of
// many units (they are asked one by one) and with many of few (a stretch is enough).
TEST_F(AuditServiceTest, ShowsWhatGoingThroughAllWouldShow) {
  std::mt19937 random(20261121);
  if (const char* seed = std::getenv("DONDOC_SEED")) random.seed(static_cast<unsigned>(std::atoi(seed)));
  const auto below = [&](int count) { return std::uniform_int_distribution(0, count - 1)(random); };
  struct Recorded {
    int minute;
    std::string method, unit, name, object, of;
  };
  std::map<std::string, std::vector<std::string>> above;  // of each unit, itself first
  std::vector<std::string> units;
  for (int i = 0; i < 60; ++i) {
    const std::string unit = fmt::format("00000000-0000-7000-9000-{:012}", i);
    const std::vector<std::string> superiors =
        units.empty() ? std::vector<std::string>() : above[units[static_cast<std::size_t>(below(std::min(i, 12)))]];
    PlaceUnit(*owner_, unit, superiors);
    above[unit] = superiors;
    above[unit].insert(above[unit].begin(), unit);
    units.push_back(unit);
  }
  const auto any = [&] { return units[static_cast<std::size_t>(below(60))]; };
  std::vector<Recorded> all;
  for (int i = 0; i < 500; ++i) {
    // Half of them are a few units'.
    const std::string unit = below(20) == 0 ? "" : below(2) == 0 ? units[static_cast<std::size_t>(below(3))] : any();
    all.push_back({below(200), fmt::format("N{}", i), unit, fmt::format("n{}", below(4)), fmt::format("o{}", below(9)),
                   below(3) == 0 ? any() : ""});
    Act act{.caller = {.subject = "user:" + all.back().name, .name = all.back().name, .unit_id = unit},
            .method = all.back().method,
            .at = kNow + std::chrono::minutes(all.back().minute),
            .object = {"assignment", all.back().object, all.back().of}};
    ASSERT_OK(database_->Run([&](pg::Transaction& tx) { return Append(tx, act); }));
  }
  // The newest first; of one moment, what was recorded last.
  std::stable_sort(all.begin(), all.end(), [](const Recorded& a, const Recorded& b) { return a.minute < b.minute; });
  std::reverse(all.begin(), all.end());
  std::size_t shown = 0;
  for (int i = 0; i < 150; ++i) {
    const std::string caller = below(6) == 0 ? "" : any();
    ListAuditRecordsRequest request;
    request.set_page_size(std::vector{1, 2, 3, 10, 50}[static_cast<std::size_t>(below(5))]);
    if (below(4) == 0) request.set_object_id(fmt::format("o{}", below(9)));
    if (below(4) == 0) request.set_person(fmt::format("{}n{}", below(2) == 0 ? "user:" : "", below(4)));
    if (below(3) == 0) request.set_unit_id(any());
    if (below(2) == 0) request.set_subtree(true);
    if (below(4) == 0) request.mutable_since()->set_seconds(1'765'000'000 + 60 * below(200));
    if (below(4) == 0) request.mutable_until()->set_seconds(1'765'000'000 + 60 * below(200));
    std::vector<std::string> expected;
    for (const Recorded& record : all) {
      const std::string& asked = request.unit_id();
      const auto at_or_below = [&](const std::string& unit, const std::string& top) {
        const std::vector<std::string>& path = above[unit];
        return std::find(path.begin(), path.end(), top) != path.end();
      };
      const auto is_seen = [&](const std::string& unit) {
        return !unit.empty() && (caller.empty() || at_or_below(unit, caller)) &&
               (asked.empty() || unit == asked || (request.subtree() && at_or_below(unit, asked)));
      };
      const std::int64_t at = 1'765'000'000 + 60 * record.minute;
      if (((caller.empty() && asked.empty()) || is_seen(record.unit) || is_seen(record.of)) &&
          (request.object_id().empty() || request.object_id() == record.object) &&
          (request.person().empty() || request.person().ends_with(record.name)) &&
          (!request.has_since() || at >= request.since().seconds()) &&
          (!request.has_until() || at < request.until().seconds())) {
        expected.push_back(record.method);
      }
    }
    ASSERT_EQ(Methods(request, caller), expected) << request.ShortDebugString() << " of " << caller;
    shown += expected.size();
  }
  EXPECT_GT(shown, all.size());
}

}  // namespace
}  // namespace dondoc::audit
