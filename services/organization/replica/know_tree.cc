#include "services/organization/replica/know_tree.h"

namespace dondoc::organization::replica {

rpc::Environment KnowTree(rpc::Environment environment, TreeCache& tree, const Clock& clock) {
  environment.admit = [&tree](const rpc::Call& call) { return tree.AtLeast(call.tree_change).status(); };
  environment.within = [&tree, &clock](std::string_view unit, std::string_view ancestor) {
    return unit != ancestor && tree.Get()->IsWithin(unit, ancestor, DayOf(clock.Now()));
  };
  return environment;
}

}  // namespace dondoc::organization::replica
