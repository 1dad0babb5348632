// Questions about successions: what they do to numbers and targets, and whether one can be taken back. Errors and
// meaning are those that the RPC of the same name documents.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/unary.h"
#include "dondoc/indicator/v1/indicator_service.pb.h"
#include "services/indicator/app/context.h"

namespace dondoc::indicator {

absl::StatusOr<v1::NumbersPreview> Answer(app::Context& context, const v1::GetNumbersPreviewRequest& request,
                                          const rpc::Call& call);
absl::StatusOr<v1::GetNumbersUsesResponse> Answer(app::Context& context, const v1::GetNumbersUsesRequest& request,
                                                  const rpc::Call& call);

absl::StatusOr<v1::GetUnitNumbersResponse> Answer(app::Context& context, const v1::GetUnitNumbersRequest& request,
                                                  const rpc::Call& call);

}  // namespace dondoc::indicator
