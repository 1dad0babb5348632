// The whole tree for copies of it. Errors: those of the database and of `send`.
#pragma once

#include <functional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dondoc/organization/v1/tree_service.pb.h"
#include "services/organization/app/context.h"

namespace dondoc::organization {

absl::StatusOr<v1::TreeState> ReadTreeState(const Context& context, const v1::GetTreeStateRequest& request);

// Calls `send` with each part of the tree as it is now, in the order of v1::TreePart; all are of one moment, though
// the tree may change meanwhile. Of units one part is in memory at a time; plans are read whole and sent behind
// the transaction, at whatever pace. The first error of `send` ends it. UNAVAILABLE, reason TREE_CUT_OFF, where the
// database ended the transaction meanwhile: it does where `send` takes longer than 30 s for one part of the units
// (common/postgres/connection.cc), so that nobody holds a moment of the database for long.
absl::Status ReadTree(const Context& context, const std::function<absl::Status(const v1::TreePart&)>& send);

}  // namespace dondoc::organization
