#include "services/assignment/storage/fact_outbox.h"

#include <set>

#include "common/messaging/fact.h"
#include "common/messaging/outbox.h"
#include "common/status/status.h"
#include "dondoc/assignment/v1/assignment_events.pb.h"

namespace dondoc::assignment {
namespace {

constexpr int kPart = 500;

std::string DayText(const std::optional<Day>& day) { return day.has_value() ? FormatDay(*day) : ""; }

auto& ElementsOf(v1::AssignmentsCreated& message) { return *message.mutable_assignments(); }
auto& ElementsOf(v1::CountsContributed& message) { return *message.mutable_contributions(); }
auto& ElementsOf(v1::AssignmentsTransferred& message) { return *message.mutable_transfers(); }
auto& ElementsOf(v1::AssignmentsRestored& message) { return *message.mutable_assignments(); }

// Collects elements into messages of at most kPart, a series of messages for each level.
template <typename Message>
class Parts {
 public:
  explicit Parts(const FactContext& context) : context_(context) {}

  // One more element in the message of `level` that has room for it.
  auto& Add(const std::string& level) {
    Message& message = open_[level];
    if (ElementsOf(message).size() == kPart) {
      Close(level, message);
      message.Clear();
    }
    return *ElementsOf(message).Add();
  }

  std::vector<messaging::OutgoingFact> Finish() {
    for (const auto& [level, message] : open_) Close(level, message);
    open_.clear();
    return std::move(facts_);
  }

 private:
  void Close(const std::string& level, const Message& message) {
    facts_.push_back(
        messaging::MakeFact(context_.ids.NewId(), DestinationOfLevel(level), context_.now, message, context_.trace));
  }

  const FactContext& context_;
  std::map<std::string, Message> open_;
  std::vector<messaging::OutgoingFact> facts_;
};

void Set(v1::AssignmentChanged& changed, const Assignment& assignment) {
  changed.set_assignment_id(assignment.id);
  changed.set_unit_id(assignment.unit_id);
  changed.set_issuer_unit_id(assignment.issuer_unit_id);
  changed.set_directive_id(assignment.directive_id);
  changed.set_state(std::string(NameOf(assignment.state)));
  changed.set_due_on(DayText(assignment.due_on));
  changed.set_version(assignment.version);
}

absl::Status Append(pg::Transaction& tx, const std::vector<messaging::OutgoingFact>& facts) {
  return facts.empty() ? absl::OkStatus() : messaging::Append(tx, facts);
}

}  // namespace

messaging::Destination DestinationOfLevel(const std::string& level) {
  if (level == "CENTRAL") return messaging::Destination::kCentral;
  if (level == "PROVINCE") return messaging::Destination::kProvince;
  if (level == "DISTRICT") return messaging::Destination::kDistrict;
  return messaging::Destination::kCommune;
}

absl::Status AppendCreated(pg::Transaction& tx, const FactContext& context, std::span<const NewAssignment> made,
                           const std::map<std::string, TaskFacts>& tasks) {
  Parts<v1::AssignmentsCreated> parts(context);
  for (const NewAssignment& assignment : made) {
    const auto task = tasks.find(assignment.task_id);
    if (task == tasks.end()) return Internal("an assignment of a task that is not there: " + assignment.task_id);
    v1::CreatedAssignment& created = parts.Add(assignment.level);
    created.set_assignment_id(assignment.id);
    created.set_directive_id(assignment.directive_id);
    created.set_directive_number(task->second.directive_number);
    created.set_unit_id(assignment.unit_id);
    created.set_issuer_unit_id(task->second.issuer_unit_id);
    created.set_text(task->second.text);
    created.set_due_on(DayText(assignment.due_on));
    created.set_binding(assignment.binding);
    created.set_version(1);
    created.set_duty(task->second.duty);
  }
  return Append(tx, parts.Finish());
}

absl::Status AppendChanged(pg::Transaction& tx, const FactContext& context, const Assignment& assignment,
                           const std::string& reason) {
  v1::AssignmentChanged changed;
  Set(changed, assignment);
  changed.set_reason(reason);
  return Append(tx, {messaging::MakeFact(context.ids.NewId(), DestinationOfLevel(assignment.level), context.now,
                                         changed, context.trace)});
}

absl::Status AppendTransferred(pg::Transaction& tx, const FactContext& context, std::span<const PassedOn> passed,
                               const std::map<std::string, TaskFacts>& tasks) {
  Parts<v1::AssignmentsTransferred> parts(context);
  for (const PassedOn& one : passed) {
    const auto task = tasks.find(one.to.task_id);
    if (task == tasks.end()) return Internal("an assignment of a task that is not there: " + one.to.task_id);
    for (const std::string& level : std::set<std::string>{one.from.level, one.to.level}) {
      v1::AssignmentTransfer& transfer = parts.Add(level);
      transfer.set_from_assignment_id(one.from.id);
      transfer.set_from_unit_id(one.from.unit_id);
      transfer.set_from_version(one.from.version);
      transfer.set_state(std::string(NameOf(one.to.state)));
      v1::CreatedAssignment& to = *transfer.mutable_to();
      to.set_assignment_id(one.to.id);
      to.set_directive_id(one.to.directive_id);
      to.set_directive_number(task->second.directive_number);
      to.set_unit_id(one.to.unit_id);
      to.set_issuer_unit_id(one.to.issuer_unit_id);
      to.set_text(task->second.text);
      to.set_due_on(DayText(one.to.due_on));
      to.set_binding(one.to.binding);
      to.set_version(one.to.version);
      to.set_duty(task->second.duty);
    }
  }
  return Append(tx, parts.Finish());
}

absl::Status AppendRestored(pg::Transaction& tx, const FactContext& context, std::span<const Assignment> restored,
                            std::span<const Assignment> removed) {
  Parts<v1::AssignmentsRestored> parts(context);
  for (const Assignment& assignment : restored) Set(*parts.Add(assignment.level).mutable_now(), assignment);
  for (const Assignment& assignment : removed) {
    v1::RestoredAssignment& gone = parts.Add(assignment.level);
    gone.set_removed(true);
    Set(*gone.mutable_now(), assignment);
  }
  return Append(tx, parts.Finish());
}

absl::Status AppendContributions(pg::Transaction& tx, const FactContext& context,
                                 std::span<const Contribution> contributions) {
  Parts<v1::CountsContributed> parts(context);
  for (const Contribution& contribution : contributions) {
    v1::CountContribution& out = parts.Add(contribution.parent_level);
    out.set_parent_unit_id(contribution.parent_unit_id);
    out.set_child_unit_id(contribution.child_unit_id);
    out.set_directive_id(contribution.directive_id);
    out.set_due_on(DayText(contribution.due_on));
    out.set_version(contribution.version);
    out.set_open(contribution.counts.open);
    out.set_done_in_time(contribution.counts.done_in_time);
    out.set_done_late(contribution.counts.done_late);
  }
  return Append(tx, parts.Finish());
}

}  // namespace dondoc::assignment
