#include "services/notification/events/assignment_facts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/assignment/v1/assignment_events.pb.h"
#include "services/notification/app/apply_facts.h"

namespace dondoc::notification {
namespace {

constexpr std::array<std::string_view, 9> kStates{"ASSIGNED",  "ACCEPTED", "IN_PROGRESS", "REPORTED",   "RETURNED",
                                                  "COMPLETED", "REFUSED",  "CANCELLED",   "TRANSFERRED"};

absl::Status Unreadable(std::string_view field, std::string_view what) {
  return InvalidField(field, "FACT_UNREADABLE", what);
}

absl::StatusOr<std::optional<Day>> ReadDueOn(const std::string& text) {
  if (text.empty()) return std::optional<Day>();
  const std::optional<Day> day = ParseDay(text);
  if (!day.has_value()) return Unreadable("due_on", "there is no such day");
  return day;
}

template <typename Message>
absl::Status CheckIds(const Message& message) {
  if (!IsUuid(message.assignment_id())) return Unreadable("assignment_id", "not a UUID");
  if (!IsUuid(message.directive_id())) return Unreadable("directive_id", "not a UUID");
  if (!IsUuid(message.unit_id())) return Unreadable("unit_id", "not a UUID");
  if (!IsUuid(message.issuer_unit_id())) return Unreadable("issuer_unit_id", "not a UUID");
  if (message.version() < 1) return Unreadable("version", "versions begin with 1");
  return absl::OkStatus();
}

absl::Status CheckState(const std::string& state) {
  if (std::find(kStates.begin(), kStates.end(), state) == kStates.end()) return Unreadable("state", "an unknown state");
  return absl::OkStatus();
}

absl::StatusOr<AssignmentCreatedFact> Read(const assignment::v1::CreatedAssignment& message, Day day) {
  DONDOC_RETURN_IF_ERROR(CheckIds(message));
  DONDOC_ASSIGN_OR_RETURN(const std::optional<Day> due_on, ReadDueOn(message.due_on()));
  return AssignmentCreatedFact{.assignment_id = message.assignment_id(),
                               .directive_id = message.directive_id(),
                               .directive_number = message.directive_number(),
                               .unit_id = message.unit_id(),
                               .issuer_unit_id = message.issuer_unit_id(),
                               .text = message.text(),
                               .due_on = due_on,
                               .binding = message.binding(),
                               .duty = message.duty(),
                               .version = message.version(),
                               .day = day};
}

absl::StatusOr<AssignmentChangedFact> Read(const assignment::v1::AssignmentChanged& message, Day day) {
  DONDOC_RETURN_IF_ERROR(CheckIds(message));
  DONDOC_ASSIGN_OR_RETURN(const std::optional<Day> due_on, ReadDueOn(message.due_on()));
  DONDOC_RETURN_IF_ERROR(CheckState(message.state()));
  return AssignmentChangedFact{.assignment_id = message.assignment_id(),
                               .directive_id = message.directive_id(),
                               .unit_id = message.unit_id(),
                               .issuer_unit_id = message.issuer_unit_id(),
                               .state = message.state(),
                               .due_on = due_on,
                               .version = message.version(),
                               .day = day};
}

// What a transfer says of the one that is given away, and of the one that took it over, which may be new or not.
struct ReadTransfer {
  AssignmentChangedFact from;
  AssignmentCreatedFact created;
  AssignmentChangedFact changed;
};

absl::StatusOr<ReadTransfer> Read(const assignment::v1::AssignmentTransfer& message, Day day) {
  DONDOC_ASSIGN_OR_RETURN(AssignmentCreatedFact created, Read(message.to(), day));
  if (!IsUuid(message.from_assignment_id())) return Unreadable("from_assignment_id", "not a UUID");
  if (!IsUuid(message.from_unit_id())) return Unreadable("from_unit_id", "not a UUID");
  if (message.from_version() < 1) return Unreadable("from_version", "versions begin with 1");
  DONDOC_RETURN_IF_ERROR(CheckState(message.state()));
  created.state = message.state();
  AssignmentChangedFact changed{.assignment_id = created.assignment_id,
                                .directive_id = created.directive_id,
                                .unit_id = created.unit_id,
                                .issuer_unit_id = created.issuer_unit_id,
                                .state = created.state,
                                .due_on = created.due_on,
                                .version = created.version,
                                .day = day};
  AssignmentChangedFact from = changed;
  from.assignment_id = message.from_assignment_id();
  from.unit_id = message.from_unit_id();
  from.state = "TRANSFERRED";
  from.version = message.from_version();
  return ReadTransfer{std::move(from), std::move(created), std::move(changed)};
}

}  // namespace

absl::Status OnAssignmentsCreated(pg::Transaction& tx, std::span<const messaging::Fact> facts) {
  std::vector<AssignmentCreatedFact> created;
  for (const messaging::Fact& fact : facts) {
    DONDOC_ASSIGN_OR_RETURN(const auto message, messaging::Decode<assignment::v1::AssignmentsCreated>(fact));
    for (const auto& one : message.assignments()) {
      DONDOC_ASSIGN_OR_RETURN(created.emplace_back(), Read(one, DayOf(fact.time)));
    }
  }
  return ApplyFacts(tx, created);
}

absl::Status OnAssignmentChanged(pg::Transaction& tx, std::span<const messaging::Fact> facts) {
  std::vector<AssignmentChangedFact> changed;
  for (const messaging::Fact& fact : facts) {
    DONDOC_ASSIGN_OR_RETURN(const auto message, messaging::Decode<assignment::v1::AssignmentChanged>(fact));
    DONDOC_ASSIGN_OR_RETURN(changed.emplace_back(), Read(message, DayOf(fact.time)));
  }
  return ApplyFacts(tx, changed);
}

absl::Status OnAssignmentsTransferred(pg::Transaction& tx, std::span<const messaging::Fact> facts) {
  std::vector<AssignmentCreatedFact> created;
  std::vector<AssignmentChangedFact> changed;
  for (const messaging::Fact& fact : facts) {
    DONDOC_ASSIGN_OR_RETURN(const auto message, messaging::Decode<assignment::v1::AssignmentsTransferred>(fact));
    for (const auto& one : message.transfers()) {
      DONDOC_ASSIGN_OR_RETURN(ReadTransfer transfer, Read(one, DayOf(fact.time)));
      created.push_back(std::move(transfer.created));
      changed.push_back(std::move(transfer.changed));
      changed.push_back(std::move(transfer.from));
    }
  }
  DONDOC_RETURN_IF_ERROR(ApplyFacts(tx, created));
  return ApplyFacts(tx, changed);
}

absl::Status OnAssignmentsRestored(pg::Transaction& tx, std::span<const messaging::Fact> facts) {
  std::vector<AssignmentChangedFact> changed;
  std::vector<std::string> removed;
  for (const messaging::Fact& fact : facts) {
    DONDOC_ASSIGN_OR_RETURN(const auto message, messaging::Decode<assignment::v1::AssignmentsRestored>(fact));
    for (const auto& one : message.assignments()) {
      DONDOC_ASSIGN_OR_RETURN(changed.emplace_back(), Read(one.now(), DayOf(fact.time)));
      changed.back().restored = true;
      if (one.removed()) removed.push_back(one.now().assignment_id());
    }
  }
  DONDOC_RETURN_IF_ERROR(ApplyFacts(tx, changed));
  return ForgetRemoved(tx, removed);
}

}  // namespace dondoc::notification
