#include "services/assignment/domain/takeover.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <tuple>
#include <vector>

#include "common/status/status.h"

namespace dondoc::assignment {
namespace {

// From the least to the most advanced.
constexpr std::array kAdvance = {State::kAssigned,   State::kAccepted, State::kReturned,
                                 State::kInProgress, State::kReported, State::kCompleted};

std::ptrdiff_t Rank(State state) { return std::find(kAdvance.begin(), kAdvance.end(), state) - kAdvance.begin(); }

State LeastAdvanced(const std::vector<const Share*>& shares) {
  const bool all_refused = std::all_of(shares.begin(), shares.end(),
                                       [](const Share* share) { return share->assignment.state == State::kRefused; });
  if (all_refused) return State::kRefused;
  State least = State::kCompleted;
  for (const Share* share : shares) {
    const State state = share->assignment.state == State::kRefused ? State::kAssigned : share->assignment.state;
    if (Rank(state) < Rank(least)) least = state;
  }
  return least;
}

// The texts of those that have one, each below the name of its unit where there are several shares.
std::string Joined(const std::vector<const Share*>& shares, const std::string Assignment::*text) {
  if (shares.size() == 1) return shares.front()->assignment.*text;
  std::string joined;
  for (const Share* share : shares) {
    const std::string& own = share->assignment.*text;
    if (own.empty()) continue;
    if (!joined.empty()) joined += "\n\n";
    joined += share->unit_name + ":\n" + own;
  }
  return joined;
}

}  // namespace

Assignment TakeOver(std::span<const Share> shares, const std::optional<Share>& own) {
  std::vector<const Share*> all;
  for (const Share& share : shares) all.push_back(&share);
  if (own.has_value() && own->assignment.state != State::kCancelled && own->assignment.state != State::kTransferred) {
    all.push_back(&*own);
  }
  std::sort(all.begin(), all.end(), [](const Share* a, const Share* b) {
    return std::tie(a->unit_name, a->assignment.id) < std::tie(b->unit_name, b->assignment.id);
  });
  Assignment after = own.has_value() ? own->assignment : shares.front().assignment;
  after.version = own.has_value() ? own->assignment.version + 1 : 1;
  after.state = LeastAdvanced(all);
  after.report_text = Joined(all, &Assignment::report_text);
  after.evidence_note = Joined(all, &Assignment::evidence_note);
  after.reason = Joined(all, &Assignment::reason);
  after.returns = 0;
  after.reported_on.reset();
  after.due_on.reset();
  after.completed_on.reset();
  after.done_in_time.reset();
  for (const Share* share : all) {
    const Assignment& one = share->assignment;
    after.returns = std::max(after.returns, one.returns);
    after.reported_on = std::max(after.reported_on, one.reported_on);  // nothing is less than any day
    if (one.due_on.has_value()) after.due_on = std::min(after.due_on.value_or(*one.due_on), *one.due_on);
  }
  return after;
}

absl::Status CheckTransfer(const Assignment& assignment, const std::string& to_unit_id, const std::string& reason) {
  if (reason.empty()) return InvalidField("reason", "REASON_REQUIRED", "say why: both units have to know");
  if (to_unit_id == assignment.unit_id) {
    return InvalidField("to_unit_id", "SAME_UNIT", "the unit has it already");
  }
  if (!IsOpen(assignment.state)) {
    return Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE",
                 "it is " + std::string(NameOf(assignment.state)) + "; only what is open is given to another unit",
                 {{"field", "state"}, {"state", NameOf(assignment.state)}});
  }
  return absl::OkStatus();
}

}  // namespace dondoc::assignment
