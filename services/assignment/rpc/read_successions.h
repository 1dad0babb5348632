// What the API says of successions: read-only. Thread-safe. Errors: those of validate.h, and
//   NOT_FOUND    SUCCESSION_NOT_FOUND, UNIT_NOT_FOUND
//   UNAVAILABLE  PLAN_BEHIND  the plan, or the version of it that is asked about, has not arrived yet
#pragma once

#include <chrono>

#include "absl/status/statusor.h"
#include "common/rpc/unary.h"
#include "dondoc/assignment/v1/assignment_service.pb.h"
#include "services/assignment/app/context.h"

namespace dondoc::assignment {

absl::StatusOr<v1::ListSuccessionConflictsResponse> ReadConflicts(const Context& context,
                                                                  const v1::ListSuccessionConflictsRequest& request,
                                                                  const rpc::Call& call);
absl::StatusOr<v1::SuccessionPreview> ReadPreview(const Context& context,
                                                  const v1::GetSuccessionPreviewRequest& request,
                                                  const rpc::Call& call);
absl::StatusOr<v1::GetSuccessionUsesResponse> ReadUses(const Context& context,
                                                       const v1::GetSuccessionUsesRequest& request,
                                                       std::chrono::milliseconds time_left);

absl::StatusOr<v1::GetUnitWorkResponse> ReadUnitWork(const Context& context, const v1::GetUnitWorkRequest& request,
                                                     std::chrono::milliseconds time_left);

}  // namespace dondoc::assignment
