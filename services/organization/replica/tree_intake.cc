#include "services/organization/replica/tree_intake.h"

#include "common/status/status.h"
#include "services/organization/replica/replica.h"

namespace dondoc::organization::replica {

absl::Status TreeIntake::Take(pg::Transaction& tx, const v1::TreePart& part) {
  state_ = part.state();
  turns_.insert(turns_.end(), part.turns().begin(), part.turns().end());
  DONDOC_RETURN_IF_ERROR(ApplyUnits(tx, part.units(), state_.change()));
  if (part.plans().empty()) return absl::OkStatus();
  return ApplyPlans(tx, std::vector<v1::SuccessionPlanned>(part.plans().begin(), part.plans().end()));
}

absl::Status TreeIntake::Finish(pg::Transaction& tx) {
  DONDOC_RETURN_IF_ERROR(SetComplete(tx, state_.change()));
  return ApplyTurns(tx, turns_, enacted_, undone_);
}

}  // namespace dondoc::organization::replica
