#include "common/service/clock_service.h"

#include <fmt/chrono.h>
#include <fmt/core.h>

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "common/audit/rpc/caller.h"
#include "common/status/status.h"
#include "common/time/day.h"
#include "common/time/timestamp.h"

namespace dondoc::service {
namespace {

using common::v1::ClockReading;
using common::v1::SetClockRequest;

// Offices open: what a day of the development clock begins with.
constexpr std::chrono::hours kOpening{8};

// Where to; nothing for the computer's own clock.
absl::StatusOr<std::optional<TimePoint>> Destination(const SetClockRequest& request) {
  switch (request.to_case()) {
    case SetClockRequest::kDate: {
      const std::optional<Day> day = ParseDay(request.date());
      if (!day.has_value()) {
        return InvalidField("date", "INVALID_DATE",
                            fmt::format("there is no day \"{}\"; write it as 2026-12-08", request.date()));
      }
      return std::optional<TimePoint>(StartOf(*day) + kOpening);
    }
    case SetClockRequest::kMoment: {
      const std::optional<TimePoint> moment = ToTimePoint(request.moment());
      if (!moment.has_value()) {
        return InvalidField("moment", "INVALID_TIME", "the moment is outside the years 1 to 9999");
      }
      return moment;
    }
    case SetClockRequest::kReset:
      if (request.reset()) return std::optional<TimePoint>();
      break;
    case SetClockRequest::TO_NOT_SET:
      break;
  }
  return InvalidField("date", "MISSING_FIELD", "one of date, moment and reset is needed");
}

absl::Status Move(const std::string& file, const std::optional<TimePoint>& to) {
  if (to.has_value()) {
    if (SetDevelopmentClock(file, *to)) return absl::OkStatus();
  } else {
    std::error_code error;
    std::filesystem::remove(file, error);
    if (!error) return absl::OkStatus();
  }
  return Unavailable("CLOCK_NOT_WRITTEN", fmt::format("the clock file {} cannot be written", file));
}

}  // namespace

ClockServiceImpl::ClockServiceImpl(const rpc::Environment& environment, const Clock& clock,
                                   std::string development_clock_file, Recorded recorded)
    : environment_(environment),
      clock_(clock),
      file_(std::move(development_clock_file)),
      recorded_(std::move(recorded)) {}

grpc::Status ClockServiceImpl::GetClock(grpc::ServerContext* context, const common::v1::GetClockRequest* request,
                                        ClockReading* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call&) -> absl::StatusOr<ClockReading> { return Read(); });
}

grpc::Status ClockServiceImpl::SetClock(grpc::ServerContext* context, const SetClockRequest* request,
                                        ClockReading* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<ClockReading> { return Set(*request, call); });
}

absl::StatusOr<ClockReading> ClockServiceImpl::Set(const SetClockRequest& request, const rpc::Call& call) const {
  if (file_.empty()) {
    return FailedPrecondition("NOT_DEVELOPMENT",
                              "the clock moves only in a system that was started with --development");
  }
  DONDOC_ASSIGN_OR_RETURN(const std::optional<TimePoint> to, Destination(request));
  const TimePoint before = clock_.Now();
  audit::Act act{.caller = audit::CallerOf(call),
                 .method = "SetClock",
                 .request_id = request.request_id(),
                 .at = before,
                 .object = {"clock", "system"}};
  act.changes.Set("time", before, to ? audit::Value(*to) : audit::Value("the computer's own"));
  DONDOC_RETURN_IF_ERROR(recorded_(act, [&] { return Move(file_, to); }));
  ClockReading reading = Read();
  reading.set_went_back(clock_.Now() < before);
  return reading;
}

ClockReading ClockServiceImpl::Read() const {
  const TimePoint now = clock_.Now();
  const Day day = DayOf(now);
  ClockReading reading;
  *reading.mutable_now() = ToTimestamp(now);
  reading.set_date(FormatDay(day));
  const auto time_of_day = std::chrono::floor<std::chrono::seconds>(now - StartOf(day));
  reading.set_time_of_day(fmt::format("{:%H:%M:%S}", time_of_day));
  reading.set_development(!file_.empty());
  return reading;
}

}  // namespace dondoc::service
