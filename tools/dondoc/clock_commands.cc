#include "tools/dondoc/clock_commands.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>

#include "common/status/status.h"
#include "common/time/day.h"
#include "common/time/timestamp.h"
#include "dondoc/common/v1/clock_service.grpc.pb.h"
#include "tools/dondoc/cli_support.h"

namespace dondoc::cli {
namespace {

using common::v1::ClockReading;
using common::v1::SetClockRequest;
using Stub = common::v1::ClockService::Stub;

// Every service answers for the clock of the machine; this one lives by it.
constexpr const char* kService = "notification";

absl::Status Show(Session& session, const ClockReading& reading) {
  if (session.json()) return session.PrintJson(reading);
  session.out() << reading.date() << " " << reading.time_of_day() << " (Asia/Ho_Chi_Minh)"
                << (reading.development() ? "" : ", the computer's clock: it cannot be moved") << "\n";
  if (reading.went_back()) session.out() << "The clock went back. What was done in the later time stays done.\n";
  return absl::OkStatus();
}

// "2026-12-08", "2026-12-08 14:30", "2026-12-08T14:30", in Viet Nam.
absl::Status ReadMoment(const std::string& text, SetClockRequest& request) {
  const std::string date = text.substr(0, 10);
  if (text.size() <= 10) {
    request.set_date(text);  // the service says what is wrong with it
    return absl::OkStatus();
  }
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  const std::optional<Day> day = ParseDay(date);
  const bool shaped = text.size() == 16 && (text[10] == ' ' || text[10] == 'T') && text[13] == ':' && digit(11) &&
                      digit(12) && digit(14) && digit(15);
  const int hours = shaped ? std::stoi(text.substr(11, 2)) : 24;
  const int minutes = shaped ? std::stoi(text.substr(14, 2)) : 60;
  if (!day.has_value() || hours > 23 || minutes > 59) {
    return InvalidField("moment", "INVALID_TIME", "'" + text + "' is no time; write 2026-12-08 or '2026-12-08 14:30'");
  }
  *request.mutable_moment() = ToTimestamp(StartOf(*day) + std::chrono::hours(hours) + std::chrono::minutes(minutes));
  return absl::OkStatus();
}

absl::Status Set(Session& session, SetClockRequest request) {
  request.set_request_id(session.RequestId());
  DONDOC_ASSIGN_OR_RETURN(const ClockReading reading, session.Call(kService, &Stub::SetClock, request));
  return Show(session, reading);
}

}  // namespace

void RegisterClock(CLI::App& app, Session& session) {
  CLI::App* clock =
      app.add_subcommand("clock", "What time it is for the system; moves it in one started with --development");
  clock->require_subcommand(1);
  clock->add_subcommand("show", "Show the time")->callback([&session] {
    session.Run([&]() -> absl::Status {
      DONDOC_ASSIGN_OR_RETURN(const ClockReading reading,
                              session.Call(kService, &Stub::GetClock, common::v1::GetClockRequest()));
      return Show(session, reading);
    });
  });
  auto to = std::make_shared<std::string>();
  CLI::App* set = clock->add_subcommand("set", "Move the clock; it goes on from there");
  set->add_option("TIME", *to, "A day, from 08:00 on (2026-12-08), or a time in Viet Nam ('2026-12-08 14:30')")
      ->required();
  set->callback([&session, to] {
    session.Run([&]() -> absl::Status {
      SetClockRequest request;
      DONDOC_RETURN_IF_ERROR(ReadMoment(*to, request));
      return Set(session, request);
    });
  });
  clock->add_subcommand("reset", "Back to the computer's clock")->callback([&session] {
    session.Run([&] {
      SetClockRequest request;
      request.set_reset(true);
      return Set(session, request);
    });
  });
}

}  // namespace dondoc::cli
