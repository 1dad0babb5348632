#include "services/directive/domain/reading/meaning/task_context.h"

#include "services/directive/domain/reading/meaning/clauses.h"

namespace dondoc::directive::reading {

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
