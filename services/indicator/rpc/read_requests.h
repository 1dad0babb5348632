// Questions: each is one read-only transaction, straight from storage to the answer.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/unary.h"
#include "dondoc/indicator/v1/indicator_service.pb.h"
#include "services/indicator/app/context.h"

namespace dondoc::indicator {

// Errors and meaning are those that the RPC of the same name documents.
absl::StatusOr<v1::Indicator> Answer(app::Context& context, const v1::GetIndicatorRequest& request,
                                     const rpc::Call& call);
absl::StatusOr<v1::ListIndicatorsResponse> Answer(app::Context& context, const v1::ListIndicatorsRequest& request,
                                                  const rpc::Call& call);
absl::StatusOr<v1::ListTargetsResponse> Answer(app::Context& context, const v1::ListTargetsRequest& request,
                                               const rpc::Call& call);
absl::StatusOr<v1::GetValuesResponse> Answer(app::Context& context, const v1::GetValuesRequest& request,
                                             const rpc::Call& call);

}  // namespace dondoc::indicator
