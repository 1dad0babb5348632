// Questions about what numbers add up to, in the tree of a day: each is one read-only transaction, straight from
// storage to the answer. Errors and meaning are those that the RPC of the same name documents.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/unary.h"
#include "dondoc/indicator/v1/indicator_service.pb.h"
#include "services/indicator/app/context.h"

namespace dondoc::indicator {

absl::StatusOr<v1::GetTotalsResponse> Answer(app::Context& context, const v1::GetTotalsRequest& request,
                                             const rpc::Call& call);
absl::StatusOr<v1::ListContributionsResponse> Answer(app::Context& context, const v1::ListContributionsRequest& request,
                                                     const rpc::Call& call);
absl::StatusOr<v1::ListMissingUnitsResponse> Answer(app::Context& context, const v1::ListMissingUnitsRequest& request,
                                                    const rpc::Call& call);

}  // namespace dondoc::indicator
