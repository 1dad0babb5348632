#include "services/assignment/app/pass_on.h"

#include <map>
#include <set>
#include <utility>

#include "common/status/status.h"
#include "services/assignment/domain/counts.h"
#include "services/assignment/storage/counts_storage.h"
#include "services/assignment/storage/directive_storage.h"
#include "services/assignment/storage/hand_over_outbox.h"

namespace dondoc::assignment {
namespace {

// What one unit takes over of one task.
struct Takeover {
  std::string heir_unit_id;
  std::vector<Share> shares;
  std::optional<Share> own;
};
using Takeovers = std::map<std::string, Takeover>;  // by the id of the assignment that remains

absl::StatusOr<Takeovers> TakeoversOf(pg::Transaction& tx, const std::vector<Passing>& passings) {
  Takeovers takeovers;
  for (const Passing& passing : passings) {
    Takeover& takeover = takeovers[passing.heir_assignment_id];
    takeover.heir_unit_id = passing.heir_unit_id;
    takeover.shares.push_back(passing.share);
  }
  std::vector<std::string> ids;
  for (const auto& [id, takeover] : takeovers) ids.push_back(id);
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Share> own, LockShares(tx, ids));
  for (const Share& share : own) takeovers.at(share.assignment.id).own = share;
  return takeovers;
}

std::vector<Taken> TakenBy(const Takeovers& takeovers) {
  std::vector<Taken> taken;
  taken.reserve(takeovers.size());
  for (const auto& [id, takeover] : takeovers) {
    Taken one{.after = TakeOver(takeover.shares, takeover.own), .occurrence_on = takeover.shares.front().occurrence_on};
    one.after.id = id;
    one.after.unit_id = takeover.heir_unit_id;
    taken.push_back(std::move(one));
  }
  return taken;
}

Assignment Gone(const Assignment& before) {
  Assignment after = before;
  after.state = State::kTransferred;
  ++after.version;
  return after;
}

// Whether the shares are rows of this cell, or are counted elsewhere.
enum class Shares { kHere, kElsewhere };

std::vector<CountChange> CountChangesOf(const Takeovers& takeovers, const std::vector<Taken>& taken, Shares shares) {
  std::vector<CountChange> changes;
  const auto add = [&](const std::vector<CountChange>& some) {
    changes.insert(changes.end(), some.begin(), some.end());
  };
  for (const Taken& one : taken) {
    const Takeover& takeover = takeovers.at(one.after.id);
    if (shares == Shares::kHere) {
      for (const Share& share : takeover.shares) add(ChangesBetween(share.assignment, Gone(share.assignment)));
    }
    // One that is new was nothing before.
    add(ChangesBetween(takeover.own.has_value() ? takeover.own->assignment : Gone(one.after), one.after));
  }
  return Merged(std::move(changes));
}

absl::Status Tell(pg::Transaction& tx, const FactContext& facts, const Takeovers& takeovers,
                  const std::vector<Taken>& taken, Shares shares) {
  std::set<std::string> task_ids;
  std::vector<PassedOn> passed;
  for (const Taken& one : taken) {
    task_ids.insert(one.after.task_id);
    for (const Share& share : takeovers.at(one.after.id).shares) {
      // Listeners of another level hear of what was theirs from their own cell.
      passed.push_back({shares == Shares::kHere ? Gone(share.assignment) : share.assignment, one.after});
      if (shares == Shares::kElsewhere) passed.back().from.level = one.after.level;
    }
  }
  DONDOC_ASSIGN_OR_RETURN(const auto tasks, ListTaskFacts(tx, {task_ids.begin(), task_ids.end()}));
  return AppendTransferred(tx, facts, passed, tasks);
}

absl::Status TakeOverHere(pg::Transaction& tx, const FactContext& facts, const std::vector<Passing>& passings,
                          const PassingMark& mark, Shares shares) {
  if (passings.empty()) return absl::OkStatus();
  DONDOC_ASSIGN_OR_RETURN(const Takeovers takeovers, TakeoversOf(tx, passings));
  std::vector<Taken> taken = TakenBy(takeovers);
  DONDOC_RETURN_IF_ERROR(PutTakenOver(tx, taken, mark));
  if (shares == Shares::kHere) DONDOC_RETURN_IF_ERROR(PassOnAssignments(tx, passings, mark));
  DONDOC_RETURN_IF_ERROR(Tell(tx, facts, takeovers, taken, shares));
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Contribution> up,
                          AddOwnCounts(tx, CountChangesOf(takeovers, taken, shares)));
  DONDOC_RETURN_IF_ERROR(AppendContributions(tx, facts, up));
  std::set<std::string> heirs;
  for (const Passing& passing : passings) heirs.insert(passing.heir_unit_id);
  return QueueSuccessionsOf(tx, {heirs.begin(), heirs.end()});
}

absl::Status HandOver(pg::Transaction& tx, const FactContext& facts, const std::vector<Passing>& passings,
                      const std::vector<DutyPassing>& duties, const PassingMark& mark) {
  if (passings.empty() && duties.empty()) return absl::OkStatus();
  DONDOC_RETURN_IF_ERROR(PassOnAssignments(tx, passings, mark));
  std::vector<CountChange> changes;
  std::set<std::string> task_ids;
  for (const Passing& passing : passings) {
    const Assignment& before = passing.share.assignment;
    for (CountChange& change : ChangesBetween(before, Gone(before))) changes.push_back(std::move(change));
    DONDOC_RETURN_IF_ERROR(AppendChanged(tx, facts, Gone(before), ""));
    task_ids.insert(before.task_id);
  }
  for (const DutyPassing& duty : duties) task_ids.insert(duty.task_id);
  DONDOC_ASSIGN_OR_RETURN(const auto tasks, ListTasks(tx, {task_ids.begin(), task_ids.end()}));
  DONDOC_RETURN_IF_ERROR(AppendHandedOver(tx, facts, passings, duties, tasks, mark));
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Contribution> up, AddOwnCounts(tx, Merged(std::move(changes))));
  return AppendContributions(tx, facts, up);
}

}  // namespace

absl::Status PassOn(pg::Transaction& tx, const Context& context, const FactContext& facts,
                    const std::vector<Passing>& passings, const std::vector<DutyPassing>& duties,
                    const PassingMark& mark) {
  std::vector<Passing> here, elsewhere;
  for (const Passing& passing : passings) {
    // One that is not known in the tree yet is found out by whoever writes it.
    const bool is_here = passing.heir_level.empty() || context.levels.contains(passing.heir_level);
    (is_here ? here : elsewhere).push_back(passing);
  }
  DONDOC_RETURN_IF_ERROR(HandOver(tx, facts, elsewhere, duties, mark));
  return TakeOverHere(tx, facts, here, mark, Shares::kHere);
}

absl::Status TakeOverFromElsewhere(pg::Transaction& tx, const FactContext& facts, const std::vector<Passing>& passings,
                                   const PassingMark& mark) {
  return TakeOverHere(tx, facts, passings, mark, Shares::kElsewhere);
}

}  // namespace dondoc::assignment
