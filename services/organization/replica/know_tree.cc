#include "services/organization/replica/know_tree.h"

#include <memory>
#include <optional>

namespace dondoc::organization::replica {

rpc::Environment KnowTree(rpc::Environment environment, TreeCache& tree, const Clock& clock) {
  environment.admit = [&tree](const rpc::Call& call) { return tree.AtLeast(call.tree_change).status(); };
  environment.within = [&tree, &clock](std::string_view unit, std::string_view ancestor) {
    return unit != ancestor && tree.Get()->IsWithin(unit, ancestor, DayOf(clock.Now()));
  };
  environment.ended = [&tree, &clock](std::string_view unit) {
    const std::shared_ptr<const Tree> now = tree.Get();
    const Tree::Index found = now->Find(unit);
    if (found == Tree::kNone) return false;
    const std::optional<Day> end = now->ValidTo(found);
    return end.has_value() && *end <= DayOf(clock.Now());
  };
  environment.unit_name = [&tree](std::string_view unit) { return tree.NameOf(unit); };
  return environment;
}

}  // namespace dondoc::organization::replica
