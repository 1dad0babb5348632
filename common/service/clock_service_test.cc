#include "common/service/clock_service.h"

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

#include "common/rpc/client.h"
#include "common/rpc/testing/trust_metadata.h"
#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::service {
namespace {

using common::v1::ClockReading;
using common::v1::ClockService;
using common::v1::SetClockRequest;
using ::dondoc::testing::HasReason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;

// The service over a real channel, with a clock that can be moved or not.
class ClockServiceTest : public ::testing::Test {
 protected:
  void Serve(const std::string& file) {
    service_ = std::make_unique<ClockServiceImpl>(
        environment_, clock_, file, [this](const audit::Act& act, const std::function<absl::Status()>& change) {
          acts_.push_back(act.method + act.changes.before() + act.changes.after());
          return change();
        });
    grpc::ServerBuilder builder;
    const std::string address = "unix:" + (directory_.path() / "clock.sock").string();
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(service_.get());
    server_ = builder.BuildAndStart();
    stub_ = ClockService::NewStub(rpc::OpenChannel(address));
  }
  absl::StatusOr<ClockReading> Set(const SetClockRequest& request) {
    return rpc::Invoke<ClockReading>(*stub_, &ClockService::Stub::SetClock, request);
  }
  absl::StatusOr<ClockReading> SetDate(const std::string& date) {
    SetClockRequest request;
    request.set_date(date);
    return Set(request);
  }

  testing::TempDir directory_;
  const std::string file_ = (directory_.path() / "clock").string();
  DevelopmentClock clock_{file_};
  rpc::Environment environment_{
      .authenticate = rpc::TrustMetadata(), .new_trace = [] { return "t"; }, .observe = [](auto, auto, double) {}};
  std::vector<std::string> acts_;  // that were recorded: what, and what came of it
  std::unique_ptr<ClockServiceImpl> service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<ClockService::Stub> stub_;
};

TEST_F(ClockServiceTest, GoesToTheOpeningOfADayAndOnFromThere) {
  Serve(file_);
  ASSERT_OK_AND_ASSIGN(const ClockReading reading, SetDate("2046-12-08"));
  EXPECT_EQ(reading.date(), "2046-12-08");
  EXPECT_THAT(reading.time_of_day(), ::testing::StartsWith("08:0"));
  EXPECT_TRUE(reading.development());
  EXPECT_FALSE(reading.went_back());
  EXPECT_THAT(acts_, ElementsAre(MatchesRegex("SetClock\\{\"time\":\"20.*\\}\\{\"time\":\"2046-12-08T01:00:00.*\\}")));
  ASSERT_OK_AND_ASSIGN(const ClockReading later,
                       rpc::Invoke<ClockReading>(*stub_, &ClockService::Stub::GetClock, common::v1::GetClockRequest()));
  EXPECT_EQ(later.date(), "2046-12-08");
  EXPECT_GE(later.now().seconds(), reading.now().seconds());
}

TEST_F(ClockServiceTest, GoesToAMomentBackAndHome) {
  Serve(file_);
  ASSERT_OK(SetDate("2046-12-08"));
  SetClockRequest moment;
  moment.mutable_moment()->set_seconds(2'000'000'000);
  ASSERT_OK_AND_ASSIGN(const ClockReading back, Set(moment));
  EXPECT_EQ(back.date(), "2033-05-18");
  EXPECT_TRUE(back.went_back());
  SetClockRequest reset;
  reset.set_reset(true);
  ASSERT_OK_AND_ASSIGN(const ClockReading home, Set(reset));
  EXPECT_EQ(home.date(), FormatDay(DayOf(SystemClock().Now())));
  EXPECT_OK(Set(reset));  // again: nothing to remove, nothing wrong
  EXPECT_EQ(acts_.size(), 4U);
}

TEST_F(ClockServiceTest, RefusesWhatIsNoTimeWithTheField) {
  Serve(file_);
  for (const char* date : {"2026-02-30", "08/12/2026", ""}) {
    const absl::Status status = SetDate(date).status();
    EXPECT_THAT(status, HasReason(absl::StatusCode::kInvalidArgument, "INVALID_DATE")) << date;
    EXPECT_EQ(Metadata(status)["field"], "date");
  }
  SetClockRequest far;
  far.mutable_moment()->set_seconds(300'000'000'000);
  EXPECT_THAT(Set(far), HasReason(absl::StatusCode::kInvalidArgument, "INVALID_TIME"));
  EXPECT_THAT(Set(SetClockRequest()), HasReason(absl::StatusCode::kInvalidArgument, "MISSING_FIELD"));
  EXPECT_FALSE(std::filesystem::exists(file_));
  EXPECT_THAT(acts_, IsEmpty());
}

TEST_F(ClockServiceTest, StandsStillWhereTheSystemIsNotForDevelopment) {
  Serve("");
  EXPECT_THAT(SetDate("2026-12-08"), HasReason(absl::StatusCode::kFailedPrecondition, "NOT_DEVELOPMENT"));
  ASSERT_OK_AND_ASSIGN(const ClockReading reading,
                       rpc::Invoke<ClockReading>(*stub_, &ClockService::Stub::GetClock, common::v1::GetClockRequest()));
  EXPECT_FALSE(reading.development());
}

TEST_F(ClockServiceTest, SaysWhereTheFileCannotBeWritten) {
  Serve("/nowhere/clock");
  EXPECT_THAT(SetDate("2026-12-08"), HasReason(absl::StatusCode::kUnavailable, "CLOCK_NOT_WRITTEN"));
}

}  // namespace
}  // namespace dondoc::service
