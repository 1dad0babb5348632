#include "services/notification/app/apply_facts.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "common/status/status.h"
#include "services/notification/storage/pending_storage.h"
#include "services/notification/storage/rule_storage.h"

namespace dondoc::notification {
namespace {

ScheduledAssignment Schedule(const RuleBook& rules, PendingAssignment assignment) {
  const std::optional<TimePoint> next_at = NextMoment(rules.For(assignment.issuer_unit_id), assignment);
  return {std::move(assignment), next_at};
}

template <typename Fact>
PendingAssignment ApplyEach(std::optional<PendingAssignment> known, const std::vector<const Fact*>& facts) {
  for (const Fact* fact : facts) known = Apply(known, *fact);
  return *std::move(known);
}

template <typename Fact>
absl::Status ApplyAll(pg::Transaction& tx, const std::vector<Fact>& facts) {
  if (facts.empty()) return absl::OkStatus();
  std::map<std::string, std::vector<const Fact*>> by_assignment;
  std::set<std::string> issuers;
  for (const Fact& fact : facts) {
    by_assignment[fact.assignment_id].push_back(&fact);
    issuers.insert(fact.issuer_unit_id);
  }
  DONDOC_ASSIGN_OR_RETURN(const RuleBook rules, RulesFor(tx, {issuers.begin(), issuers.end()}));

  std::vector<ScheduledAssignment> fresh;
  for (const auto& [id, of_one] : by_assignment)
    fresh.push_back(Schedule(rules, ApplyEach<Fact>(std::nullopt, of_one)));
  DONDOC_ASSIGN_OR_RETURN(const std::set<std::string> inserted, InsertPending(tx, fresh));

  std::vector<std::string> known_ids;
  for (const auto& [id, of_one] : by_assignment) {
    if (!inserted.contains(id)) known_ids.push_back(id);
  }
  if (known_ids.empty()) return absl::OkStatus();
  DONDOC_ASSIGN_OR_RETURN(const std::vector<PendingAssignment> known, LockPending(tx, known_ids));
  std::vector<ScheduledAssignment> changed;
  for (const PendingAssignment& before : known) {
    PendingAssignment after = ApplyEach<Fact>(before, by_assignment.at(before.assignment_id));
    if (after != before) changed.push_back(Schedule(rules, std::move(after)));
  }
  return changed.empty() ? absl::OkStatus() : UpdatePending(tx, changed);
}

}  // namespace

absl::Status ApplyFacts(pg::Transaction& tx, const std::vector<AssignmentCreatedFact>& facts) {
  return ApplyAll(tx, facts);
}
absl::Status ApplyFacts(pg::Transaction& tx, const std::vector<AssignmentChangedFact>& facts) {
  return ApplyAll(tx, facts);
}
absl::Status ForgetRemoved(pg::Transaction& tx, const std::vector<std::string>& assignment_ids) {
  return assignment_ids.empty() ? absl::OkStatus() : DeletePending(tx, assignment_ids);
}

}  // namespace dondoc::notification
