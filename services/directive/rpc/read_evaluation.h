// How good the reader's proposals were: one transaction over the storage for each page.
#pragma once

#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "common/rpc/unary.h"
#include "dondoc/directive/v1/directive_service.pb.h"

namespace dondoc::directive {

// Requires that Validate found nothing wrong.
absl::StatusOr<v1::EvaluateProposalsResponse> ReadEvaluation(pg::Database& database,
                                                             const v1::EvaluateProposalsRequest& request,
                                                             const rpc::Call& call);

}  // namespace dondoc::directive
