// ClockService: what time it is for the system, and moving it in one that was started for development. Served by every
// process; a move made through one is seen by all of the machine, as they share the file.
//
// Thread-safe. Errors of SetClock: FAILED_PRECONDITION NOT_DEVELOPMENT; INVALID_ARGUMENT INVALID_DATE, INVALID_TIME,
// MISSING_FIELD; UNAVAILABLE CLOCK_NOT_WRITTEN where the file cannot be written.
#pragma once

#include <functional>
#include <string>

#include "common/audit/act.h"
#include "common/rpc/unary.h"
#include "common/time/clock.h"
#include "dondoc/common/v1/clock_service.grpc.pb.h"

namespace dondoc::service {

class ClockServiceImpl final : public common::v1::ClockService::Service {
 public:
  // Keeps the act in the audit and then does something; nothing where it cannot be kept.
  using Recorded = std::function<absl::Status(const audit::Act& act, const std::function<absl::Status()>& change)>;

  // `clock` is the DevelopmentClock over `development_clock_file`, or, where that is empty, any clock, which then
  // cannot be moved.
  ClockServiceImpl(const rpc::Environment& environment, const Clock& clock, std::string development_clock_file,
                   Recorded recorded);

  grpc::Status GetClock(grpc::ServerContext* context, const common::v1::GetClockRequest* request,
                        common::v1::ClockReading* response) override;
  grpc::Status SetClock(grpc::ServerContext* context, const common::v1::SetClockRequest* request,
                        common::v1::ClockReading* response) override;

 private:
  common::v1::ClockReading Read() const;
  absl::StatusOr<common::v1::ClockReading> Set(const common::v1::SetClockRequest& request, const rpc::Call& call) const;

  const rpc::Environment& environment_;
  const Clock& clock_;
  const std::string file_;
  const Recorded recorded_;
};

}  // namespace dondoc::service
