// Takes a tree that was handed out into the copy (proto/dondoc/organization/v1/tree_service.proto): all parts in one
// transaction, by the rule that facts are taken over by. A state replaces an older one and never a newer one, so it
// does not matter which facts come before, between and after.
//
//   TreeIntake intake(enacted, undone);
//   DONDOC_RETURN_IF_ERROR(intake.Take(tx, part));  // for each part in order
//   DONDOC_RETURN_IF_ERROR(intake.Finish(tx));
//
// Errors are those of ApplyUnits, ApplyPlans and ApplyTurns. Of one transaction and thread.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "common/postgres/database.h"
#include "dondoc/organization/v1/tree_service.pb.h"
#include "services/organization/replica/succession.h"

namespace dondoc::organization::replica {

class TreeIntake {
 public:
  // The steps are those of OnSuccessionEnacted and OnSuccessionUndone: a tree, too, may be what says that a succession
  // has taken effect. They must outlive it.
  TreeIntake(const SuccessionStep& enacted, const SuccessionStep& undone) : enacted_(enacted), undone_(undone) {}

  absl::Status Take(pg::Transaction& tx, const v1::TreePart& part);

  // All parts were taken: the copy is as far as they are, or further where it was.
  absl::Status Finish(pg::Transaction& tx);

  // How far the parts are.
  const v1::TreeState& state() const { return state_; }

 private:
  const SuccessionStep& enacted_;
  const SuccessionStep& undone_;
  v1::TreeState state_;
  // They need the complete change, which is known to be complete at the end only.
  std::vector<v1::SuccessionTurn> turns_;
};

}  // namespace dondoc::organization::replica
