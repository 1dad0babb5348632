#include "services/directive/domain/reading/meaning/tasks/task_context.h"

#include "common/text/fold.h"
#include "services/directive/domain/reading/meaning/tasks/clauses.h"

namespace dondoc::directive::reading {

bool TaskContext::IsMeantBy(const UnitList& other) const {
  if (other.units.size() != 1 || units.size() != 1) {
    return false;
  }
  const auto bare = [](const std::string& name) {
    const std::string folded = Fold(name);
    return folded.starts_with("cac ") ? folded.substr(4) : folded;
  };
  const std::string whole = bare(units.front()), part = bare(other.units.front().name);
  return whole.starts_with(part) && whole.find(',', part.size()) != part.size();
}

void TaskContext::TakeManner(const TokenText& text, size_t begin, size_t end) {
  const Role said = ReadRole(text, begin, begin, end);
  if (said == Role::kLead || said == Role::kCoordinate) {
    role = said;
    partners = ReadPartners(text, begin, end);
  }
}

void TaskContext::GiveManner(ProposedTask* task) const {
  if (role == Role::kLead && (task->role == Role::kExecute || task->role == Role::kCoordinate)) {
    if (task->coordinators.empty()) {
      task->coordinators = task->lead.empty() ? partners : std::vector<std::string>{task->lead};
    }
    task->role = Role::kLead;
    task->lead.clear();
  } else if (role == Role::kCoordinate && task->role == Role::kExecute && task->coordinators.empty() &&
             !partners.empty()) {
    task->role = Role::kCoordinate;
    task->lead = partners.front();
  }
}

}  // namespace dondoc::directive::reading
