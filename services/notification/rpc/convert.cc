#include "services/notification/rpc/convert.h"

#include <fmt/core.h>
#include <google/protobuf/timestamp.pb.h>

#include <charconv>
#include <optional>

#include "common/status/status.h"
#include "common/time/timestamp.h"
#include "services/notification/rpc/request_hash.h"
#include "services/notification/rpc/validate.h"

namespace dondoc::notification {
namespace {

v1::Grade GradeToProto(Grade grade) {
  switch (grade) {
    case Grade::kBlue:
      return v1::BLUE;
    case Grade::kOrange:
      return v1::ORANGE;
    case Grade::kRed:
      return v1::RED;
    case Grade::kNone:
      break;
  }
  return v1::GRADE_UNSPECIFIED;
}

Grade GradeOf(v1::Grade grade) {
  if (grade == v1::RED) return Grade::kRed;
  return grade == v1::ORANGE ? Grade::kOrange : Grade::kBlue;
}

v1::Delivery::State DeliveryStateToProto(const std::string& state) {
  v1::Delivery::State value = v1::Delivery::STATE_UNSPECIFIED;
  v1::Delivery::State_Parse(state, &value);
  return value;
}

// "HH:MM".
std::optional<std::chrono::minutes> ParseTimeOfDay(const std::string& text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return std::nullopt;
  const int hours = (text[0] - '0') * 10 + (text[1] - '0');
  const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
  if (hours > 23 || minutes > 59) return std::nullopt;
  return std::chrono::minutes(hours * 60 + minutes);
}

absl::StatusOr<std::int64_t> VersionOf(const std::string& etag) {
  std::int64_t version = 0;
  if (etag.empty()) return version;
  const auto [end, error] = std::from_chars(etag.data(), etag.data() + etag.size(), version);
  if (error != std::errc() || end != etag.data() + etag.size() || version < 1) {
    return InvalidField("rule.etag", "BAD_ETAG", "the etag is not one of a rule");
  }
  return version;
}

}  // namespace

v1::InboxMessage ToProto(const InboxMessage& message) {
  v1::InboxMessage proto;
  proto.set_message_id(message.message_id);
  proto.set_unit_id(message.unit_id);
  proto.set_kind(message.grade == Grade::kNone ? v1::REMINDER : v1::URGE);
  proto.set_grade(GradeToProto(message.grade));
  proto.set_subject(message.text.subject);
  proto.set_body(message.text.body);
  proto.set_assignment_id(message.assignment_id.value_or(""));
  proto.set_directive_id(message.directive_id);
  proto.set_from_unit_id(message.from_unit_id.value_or(""));
  proto.set_nominal_on(FormatDay(message.nominal_on));
  proto.set_late(message.late);
  *proto.mutable_made_time() = ToTimestamp(message.made_at);
  if (message.read_at.has_value()) *proto.mutable_read_time() = ToTimestamp(*message.read_at);
  return proto;
}

v1::Reminder ToProto(const RecordedStep& step) {
  v1::Reminder proto = PlannedToProto(step.assignment_id, step.unit_id, step.occurrence);
  const bool made = step.occurrence.fate == Fate::kMade;
  proto.set_state(made ? v1::Reminder::MADE : v1::Reminder::SUPPRESSED);
  proto.set_suppressed_because(std::string(SuppressionReason(step.occurrence.fate)));
  proto.set_message_id(step.message_id.value_or(""));
  *proto.mutable_made_time() = ToTimestamp(step.made_at);
  return proto;
}

v1::Reminder PlannedToProto(const std::string& assignment_id, const std::string& unit_id,
                            const Occurrence& occurrence) {
  v1::Reminder proto;
  proto.set_assignment_id(assignment_id);
  proto.set_unit_id(unit_id);
  proto.set_step(occurrence.step);
  proto.set_nominal_on(FormatDay(occurrence.nominal_on));
  proto.set_state(v1::Reminder::PLANNED);
  proto.set_late(occurrence.late);
  proto.set_covers(occurrence.covers);
  return proto;
}

v1::ReminderRule ToProto(const StoredRule& stored) {
  v1::ReminderRule proto;
  proto.set_issuer_unit_id(stored.issuer_unit_id.value_or(""));
  proto.mutable_before_days()->Add(stored.rule.before_days.begin(), stored.rule.before_days.end());
  proto.set_on_day(stored.rule.on_day);
  proto.mutable_after_days()->Add(stored.rule.after_days.begin(), stored.rule.after_days.end());
  proto.set_repeat_days(stored.rule.repeat_days);
  const auto minutes = stored.rule.time_of_day.count();
  proto.set_time_of_day(fmt::format("{:02}:{:02}", minutes / 60, minutes % 60));
  proto.set_catch_up_days(stored.rule.catch_up_days);
  proto.set_etag(std::to_string(stored.version));
  return proto;
}

v1::Delivery ToProto(const ListedDelivery& delivery) {
  v1::Delivery proto;
  proto.set_delivery_id(delivery.delivery_id);
  proto.set_message_id(delivery.message_id);
  proto.set_unit_id(delivery.unit_id);
  proto.set_address(delivery.address);
  proto.set_state(DeliveryStateToProto(delivery.state));
  proto.set_attempts(delivery.attempts);
  proto.set_doubts(delivery.doubts);
  proto.set_last_answer(delivery.last_answer);
  if (delivery.next_attempt_at.has_value()) *proto.mutable_next_attempt_time() = ToTimestamp(*delivery.next_attempt_at);
  if (delivery.sent_at.has_value()) *proto.mutable_sent_time() = ToTimestamp(*delivery.sent_at);
  *proto.mutable_made_time() = ToTimestamp(delivery.made_at);
  proto.set_subject(delivery.subject);
  return proto;
}

UrgeCommand ToCommand(const v1::UrgeRequest& request, const std::string& caller_unit_id) {
  return {.request_id = request.request_id(),
          .request_hash = RequestHash(request),
          .assignment_id = request.assignment_id(),
          .unit_id = request.unit_id(),
          .directive_id = request.directive_id(),
          .words = request.text(),
          .grade = GradeOf(request.grade()),
          .caller_unit_id = caller_unit_id};
}

absl::StatusOr<SetRuleCommand> ToCommand(const v1::SetRuleRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  if (!request.has_rule()) return InvalidField("rule", "MISSING_FIELD", "the rule is missing");
  const v1::ReminderRule& rule = request.rule();
  SetRuleCommand command{
      .request_id = request.request_id(), .request_hash = RequestHash(request), .issuer_unit_id = {}, .rule = {}};
  if (!rule.issuer_unit_id().empty()) {
    DONDOC_RETURN_IF_ERROR(CheckId("rule.issuer_unit_id", rule.issuer_unit_id()));
    command.issuer_unit_id = rule.issuer_unit_id();
  }
  const auto time_of_day = ParseTimeOfDay(rule.time_of_day());
  if (!time_of_day.has_value()) return InvalidField("rule.time_of_day", "BAD_TIME", "write the time of day as 07:30");
  command.rule = {.before_days = {rule.before_days().begin(), rule.before_days().end()},
                  .on_day = rule.on_day(),
                  .after_days = {rule.after_days().begin(), rule.after_days().end()},
                  .repeat_days = rule.repeat_days(),
                  .time_of_day = *time_of_day,
                  .catch_up_days = rule.catch_up_days()};
  DONDOC_ASSIGN_OR_RETURN(command.version, VersionOf(rule.etag()));
  return command;
}

}  // namespace dondoc::notification
