#include "services/organization/replica/tree_intake.h"

#include <chrono>

#include "common/status/status.h"
#include "services/organization/replica/replica.h"

namespace dondoc::organization::replica {
namespace {

TimePoint MomentOf(const google::protobuf::Timestamp& time) {
  return TimePoint(std::chrono::seconds(time.seconds())) +
         std::chrono::duration_cast<TimePoint::duration>(std::chrono::nanoseconds(time.nanos()));
}

}  // namespace

absl::Status TreeIntake::Take(pg::Transaction& tx, const v1::TreePart& part) {
  state_ = part.state();
  turns_.insert(turns_.end(), part.turns().begin(), part.turns().end());
  DONDOC_RETURN_IF_ERROR(ApplyUnits(tx, part.units(), state_.change()));
  if (part.plans().empty()) return absl::OkStatus();
  return ApplyPlans(tx, std::vector<v1::SuccessionPlanned>(part.plans().begin(), part.plans().end()));
}

absl::Status TreeIntake::Finish(pg::Transaction& tx) {
  DONDOC_RETURN_IF_ERROR(SetComplete(tx, state_.change()));
  for (const v1::SuccessionTurn& turn : turns_) {
    const TimePoint at = MomentOf(turn.time());
    DONDOC_RETURN_IF_ERROR(turn.has_enacted() ? ApplyEnacted(tx, turn.enacted(), at, enacted_)
                                              : ApplyUndone(tx, turn.undone(), at, undone_));
  }
  return absl::OkStatus();
}

}  // namespace dondoc::organization::replica
