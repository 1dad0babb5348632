// Units here take over what is open of units of another level, in another cell: what a succession, or somebody's
// decision, handed over.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/postgres/database.h"
#include "services/assignment/app/context.h"
#include "services/assignment/storage/directive_storage.h"
#include "services/assignment/storage/succession_storage.h"

namespace dondoc::assignment {

// As AssignmentsHandedOver says it.
struct HandedOver {
  PassingMark mark;  // its time is that of the fact
  std::vector<DirectiveWithTasks> directives;
  std::vector<Passing> passings;  // of the shares: the version that they have now, the state that they had
  std::vector<DutyPassing> duties;
};

// All in `tx`. Idempotent. What a succession handed over that is undone by now is left: there everything is as it was.
//   UNAVAILABLE  PLAN_BEHIND  that it took effect is not known here yet
//   UNAVAILABLE  TREE_BEHIND  a unit that takes over is not known here yet
absl::Status TakeIn(pg::Transaction& tx, const Context& context, HandedOver handed, const std::string& trace);

}  // namespace dondoc::assignment
