#include "services/indicator/app/who_speaks_for.h"

#include <string_view>

#include "services/organization/replica/cover_cache.h"

namespace dondoc::indicator::app {

absl::StatusOr<std::vector<std::string>> WhoSpeaksFor(Context& context, const std::string& unit_id) {
  const Day today = DayOf(context.clock.Now());
  DONDOC_ASSIGN_OR_RETURN(const organization::replica::TreeView view, context.covers.On(today));
  const auto unit = view.tree->Find(std::string_view(unit_id));
  if (unit == organization::replica::Tree::kNone) return std::vector<std::string>{unit_id};
  return organization::replica::WhoSpeaksFor(view, unit);
}

}  // namespace dondoc::indicator::app
