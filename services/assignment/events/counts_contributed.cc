#include "services/assignment/events/counts_contributed.h"

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/assignment/v1/assignment_events.pb.h"
#include "services/assignment/app/pass_counts_up.h"

namespace dondoc::assignment {
namespace {

absl::StatusOr<Contribution> ContributionOf(const v1::CountContribution& given) {
  Contribution contribution{.parent_unit_id = given.parent_unit_id(),
                            .parent_level = "",
                            .child_unit_id = given.child_unit_id(),
                            .directive_id = given.directive_id(),
                            .due_on = std::nullopt,
                            .version = given.version(),
                            .counts = {given.open(), given.done_in_time(), given.done_late()}};
  if (!given.due_on().empty()) {
    contribution.due_on = ParseDay(given.due_on());
    if (!contribution.due_on.has_value())
      return InvalidField("due_on", "COUNTS_UNREADABLE", "no such date: " + given.due_on());
  }
  if (!IsUuid(given.parent_unit_id()) || !IsUuid(given.child_unit_id()) || !IsUuid(given.directive_id())) {
    return InvalidField("contributions", "COUNTS_UNREADABLE", "an id is no UUID");
  }
  if (given.open() < 0 || given.done_in_time() < 0 || given.done_late() < 0) {
    return InvalidField("contributions", "COUNTS_UNREADABLE", "a count below zero");
  }
  return contribution;
}

}  // namespace

messaging::Handler OnCountsContributed(const Context& context) {
  return [&context](pg::Transaction& tx, std::span<const messaging::Fact> facts) -> absl::Status {
    std::vector<Contribution> contributions;
    for (const messaging::Fact& fact : facts) {
      DONDOC_ASSIGN_OR_RETURN(const auto counts, messaging::Decode<v1::CountsContributed>(fact));
      for (const v1::CountContribution& given : counts.contributions()) {
        DONDOC_ASSIGN_OR_RETURN(Contribution contribution, ContributionOf(given));
        contributions.push_back(std::move(contribution));
      }
    }
    return PassCountsUp(tx, context, contributions, facts.empty() ? "" : facts.back().trace);
  };
}

}  // namespace dondoc::assignment
