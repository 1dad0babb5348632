#include "services/assignment/rpc/convert.h"

#include <openssl/sha.h>

#include <array>
#include <charconv>

#include "common/status/status.h"
#include "common/time/timestamp.h"
#include "services/assignment/rpc/validate.h"

namespace dondoc::assignment {
namespace {

struct StatePair {
  State domain;
  v1::Assignment::State proto;
};
constexpr std::array kStates = {
    StatePair{State::kAssigned, v1::Assignment::ASSIGNED},
    StatePair{State::kAccepted, v1::Assignment::ACCEPTED},
    StatePair{State::kInProgress, v1::Assignment::IN_PROGRESS},
    StatePair{State::kReported, v1::Assignment::REPORTED},
    StatePair{State::kReturned, v1::Assignment::RETURNED},
    StatePair{State::kCompleted, v1::Assignment::COMPLETED},
    StatePair{State::kRefused, v1::Assignment::REFUSED},
    StatePair{State::kCancelled, v1::Assignment::CANCELLED},
    StatePair{State::kTransferred, v1::Assignment::TRANSFERRED},
};

std::string DayText(const std::optional<Day>& day) { return day.has_value() ? FormatDay(*day) : ""; }

Act ActWith(Verb verb, const std::string& text = "", const std::string& evidence_note = "") {
  Act act;
  act.verb = verb;
  act.text = text;
  act.evidence_note = evidence_note;
  return act;
}

void SetTask(const AssignmentView& view, v1::Assignment& out) {
  out.set_directive_number(view.directive_number);
  out.set_issuer_name(view.issuer_name);
  out.set_unit_name(view.unit_name);
  out.set_section(view.section);
  out.set_text(view.text);
  out.set_role(view.role);
  out.mutable_coordinators()->Assign(view.coordinators.begin(), view.coordinators.end());
  out.set_due_text(view.due_text);
  out.set_due_time(view.due_time);
  out.set_due_derivation(view.due_derivation);
  out.set_report_to(view.report_to);
  if (!view.rule.has_value()) return;
  out.set_recurrence(std::string(NameOf(view.rule->recurrence)));
  // The rule of a duty that comes once is the day that the directive worked out.
  if (view.assignment.due_on.has_value() && Recurs(view.rule->recurrence)) {
    out.set_due_derivation(Derivation(*view.rule, *view.assignment.due_on));
  }
}

std::optional<std::string> Given(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

absl::Status CheckOptionalId(std::string_view field, const std::string& id) {
  return id.empty() ? absl::OkStatus() : CheckId(field, id);
}

}  // namespace

v1::Assignment::State ToProto(State state) {
  for (const StatePair& pair : kStates) {
    if (pair.domain == state) return pair.proto;
  }
  return v1::Assignment::STATE_UNSPECIFIED;
}

absl::StatusOr<std::string> ToStateName(int state) {
  for (const StatePair& pair : kStates) {
    if (pair.proto == state) return std::string(NameOf(pair.domain));
  }
  return InvalidField("states", "BAD_STATE", "there is no state " + std::to_string(state));
}

v1::Assignment ToProto(const AssignmentView& view, Day today) {
  const Assignment& assignment = view.assignment;
  v1::Assignment out;
  out.set_assignment_id(assignment.id);
  out.set_directive_id(assignment.directive_id);
  out.set_issuer_unit_id(assignment.issuer_unit_id);
  out.set_task_id(assignment.task_id);
  out.set_binding(assignment.binding);
  out.set_unit_id(assignment.unit_id);
  out.set_level(assignment.level);
  out.set_state(ToProto(assignment.state));
  out.set_due_on(DayText(assignment.due_on));
  out.set_overdue(IsOverdue(assignment, today));
  if (assignment.due_on.has_value()) out.set_days_left(static_cast<std::int32_t>((*assignment.due_on - today).count()));
  out.set_report_text(assignment.report_text);
  out.set_evidence_note(assignment.evidence_note);
  out.set_reported_on(DayText(assignment.reported_on));
  out.set_reason(assignment.reason);
  out.set_returns(assignment.returns);
  out.set_completed_on(DayText(assignment.completed_on));
  out.set_done_in_time(assignment.done_in_time.value_or(false));
  out.set_etag(std::to_string(assignment.version));
  *out.mutable_create_time() = ToTimestamp(view.created_at);
  *out.mutable_update_time() = ToTimestamp(view.changed_at);
  out.set_transferred_to(view.transferred_to);
  SetTask(view, out);
  return out;
}

v1::SuccessionConflict ToProto(const SuccessionConflict& conflict, Day today) {
  v1::SuccessionConflict out;
  *out.mutable_assignment() = ToProto(conflict.view, today);
  out.set_succession_id(conflict.succession_id);
  out.set_decision_number(conflict.decision_number);
  out.mutable_to_unit_ids()->Assign(conflict.to_unit_ids.begin(), conflict.to_unit_ids.end());
  out.mutable_to_unit_names()->Assign(conflict.to_unit_names.begin(), conflict.to_unit_names.end());
  return out;
}

v1::SuccessionPreview ToProto(const SuccessionCounts& counts) {
  v1::SuccessionPreview out;
  out.set_open(counts.open);
  out.set_units(counts.units);
  out.set_transferred(counts.transferred);
  out.set_remaining(counts.remaining);
  out.set_conflicts(counts.conflicts);
  out.set_conflict_units(counts.conflict_units);
  out.set_duties(counts.duties);
  out.set_duty_conflicts(counts.duty_conflicts);
  return out;
}

void AddUnits(const SuccessionCounts& counts, v1::SuccessionPreview& preview) {
  for (const SuccessionCounts::OfUnit& unit : counts.without_heir) {
    v1::WorkOfUnit& work = *preview.add_without_heir();
    work.set_unit_id(unit.unit_id);
    work.set_open(unit.open);
    work.set_duties(unit.duties);
  }
}

std::string InWords(const SuccessionUse& use) {
  const std::string what =
      "section " + use.section + " of " + use.directive_number + " (assignment " + use.assignment_id + ")";
  return use.kind == "ACTED_ON" ? use.unit_name + " has acted on " + what + " since: it is " +
                                      std::string(NameOf(use.state)) + ", and that stays"
                                : use.unit_name + " was given " + what + ", and that stays";
}

v1::TakenOver ToProto(const Predecessor& predecessor) {
  v1::TakenOver out;
  out.set_assignment_id(predecessor.id);
  out.set_unit_id(predecessor.unit_id);
  out.set_unit_name(predecessor.unit_name);
  out.set_state(ToProto(predecessor.state));
  return out;
}

v1::Transition ToProto(const Transition& transition) {
  v1::Transition out;
  out.set_verb(transition.verb);
  out.set_from_state(ToProto(transition.from_state));
  out.set_to_state(ToProto(transition.to_state));
  *out.mutable_time() = ToTimestamp(transition.at);
  out.set_actor_unit_id(transition.actor_unit_id);
  out.set_actor_unit_name(transition.actor_unit_name);
  out.set_actor_user(transition.actor_user);
  out.set_text(transition.text);
  out.set_evidence_note(transition.evidence_note);
  return out;
}

v1::AssignmentCounts ToProto(const Summary& summary, Day today) {
  v1::AssignmentCounts out;
  out.set_as_of(FormatDay(today));
  out.set_done_in_time(summary.done_in_time);
  out.set_done_late(summary.done_late);
  out.set_in_time(summary.in_time);
  out.set_overdue(summary.overdue);
  out.set_no_deadline(summary.no_deadline);
  out.set_no_deadline_done(summary.no_deadline_done);
  out.set_total(summary.total());
  out.set_rate_numerator(summary.rate_numerator());
  out.set_rate_denominator(summary.rate_denominator());
  out.set_rate_formula(kRateFormula);
  return out;
}

Act ActOf(const v1::AcceptAssignmentRequest&) { return ActWith(Verb::kAccept); }
Act ActOf(const v1::StartAssignmentRequest&) { return ActWith(Verb::kStart); }
Act ActOf(const v1::ReportAssignmentRequest& request) {
  return ActWith(Verb::kReport, request.text(), request.evidence_note());
}
Act ActOf(const v1::ReturnAssignmentRequest& request) { return ActWith(Verb::kReturn, request.reason()); }
Act ActOf(const v1::CompleteAssignmentRequest&) { return ActWith(Verb::kComplete); }
Act ActOf(const v1::RefuseAssignmentRequest& request) { return ActWith(Verb::kRefuse, request.reason()); }

std::int64_t VersionOf(const std::string& etag) {
  std::int64_t version = 0;
  const auto [end, error] = std::from_chars(etag.data(), etag.data() + etag.size(), version);
  return error == std::errc() && end == etag.data() + etag.size() ? version : -1;
}

std::string HashOf(const google::protobuf::Message& request, const rpc::Caller& caller) {
  const std::string content = caller.unit_id + "\n" + request.SerializeAsString();
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(content.data()), content.size(), digest.data());
  std::string text;
  for (const unsigned char byte : digest) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

absl::StatusOr<ConflictFilter> ToFilter(const v1::ListSuccessionConflictsRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckOptionalId("succession_id", request.succession_id()));
  DONDOC_RETURN_IF_ERROR(CheckOptionalId("unit_id", request.unit_id()));
  ConflictFilter filter;
  filter.succession_id = Given(request.succession_id());
  filter.within_unit_id = Given(request.unit_id());
  DONDOC_ASSIGN_OR_RETURN(filter.within_on, OptionalDay("date", request.date()));
  DONDOC_ASSIGN_OR_RETURN(filter.limit, PageSize(request.page_size()));
  DONDOC_ASSIGN_OR_RETURN(filter.after, PageStartOf(request.page_token()));
  return filter;
}

absl::StatusOr<AssignmentFilter> ToFilter(const v1::ListAssignmentsRequest& request, Day today) {
  DONDOC_RETURN_IF_ERROR(CheckOptionalId("unit_id", request.unit_id()));
  DONDOC_RETURN_IF_ERROR(CheckOptionalId("directive_id", request.directive_id()));
  DONDOC_RETURN_IF_ERROR(CheckOptionalId("issuer_unit_id", request.issuer_unit_id()));
  AssignmentFilter filter;
  if (!request.subtree()) filter.unit_id = Given(request.unit_id());
  filter.directive_id = Given(request.directive_id());
  filter.issuer_unit_id = Given(request.issuer_unit_id());
  for (const int state : request.states()) {
    DONDOC_ASSIGN_OR_RETURN(std::string name, ToStateName(state));
    filter.states.push_back(std::move(name));
  }
  if (request.overdue()) filter.overdue_on = today;
  DONDOC_ASSIGN_OR_RETURN(filter.due_from, OptionalDay("due_from", request.due_from()));
  DONDOC_ASSIGN_OR_RETURN(filter.due_to, OptionalDay("due_to", request.due_to()));
  if (!request.id_prefix().empty()) {
    DONDOC_ASSIGN_OR_RETURN(const auto range, IdRange(request.id_prefix()));
    filter.first_id = range.first;
    filter.last_id = range.second;
  }
  DONDOC_ASSIGN_OR_RETURN(filter.limit, PageSize(request.page_size()));
  DONDOC_ASSIGN_OR_RETURN(filter.after, PageStartOf(request.page_token()));
  return filter;
}

}  // namespace dondoc::assignment
