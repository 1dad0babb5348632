#include "services/indicator/rpc/convert.h"

#include <algorithm>

#include "common/status/status.h"
#include "common/text/whole_number.h"
#include "common/time/timestamp.h"

namespace dondoc::indicator {
namespace {

v1::IndicatorKind ToProto(IndicatorKind kind) { return kind == IndicatorKind::kRatio ? v1::RATIO : v1::COUNT; }
v1::OverTime ToProto(OverTime over_time) { return over_time == OverTime::kLast ? v1::LAST : v1::SUM; }

v1::Comparator ToProto(Comparator comparator) {
  v1::Comparator message = v1::COMPARATOR_UNSPECIFIED;
  v1::Comparator_Parse(std::string(ToString(comparator)), &message);
  return message;
}

v1::TargetState ToProto(TargetState state) {
  switch (state) {
    case TargetState::kMeets:
      return v1::MEETS;
    case TargetState::kBelow:
      return v1::BELOW;
    case TargetState::kNoData:
      return v1::NO_DATA;
    case TargetState::kNotComparable:
      return v1::NOT_COMPARABLE;
  }
  return v1::TARGET_STATE_UNSPECIFIED;
}

template <typename Message>
app::SubmissionInput ToInput(const Message& message) {
  const auto optional = [](bool present, std::int64_t value) {
    return present ? std::optional<std::int64_t>(value) : std::nullopt;
  };
  app::SubmissionInput input{message.unit_id(), message.period(), {}, message.note()};
  for (const v1::ValueInput& value : message.values()) {
    input.values.push_back({value.indicator(), optional(value.has_count(), value.count()),
                            optional(value.has_numerator(), value.numerator()),
                            optional(value.has_denominator(), value.denominator())});
  }
  return input;
}

// A version or a revision: they count from 1.
template <typename Number>
std::optional<Number> PositiveNumber(std::string_view text) {
  const std::optional<Number> number = WholeNumber<Number>(text);
  return number && *number > 0 ? number : std::nullopt;
}

}  // namespace

// Protos and the domain call the values of their enums by the same names, which carry them over.
absl::StatusOr<Indicator> FromProto(const v1::Indicator& message) {
  const auto kind = ParseIndicatorKind(v1::IndicatorKind_Name(message.kind()));
  const auto over_time = ParseOverTime(v1::OverTime_Name(message.over_time()));
  if (!kind) return InvalidField("indicator.kind", "BAD_KIND", "an indicator is a COUNT or a RATIO");
  if (!over_time)
    return InvalidField("indicator.over_time", "BAD_OVER_TIME",
                        "over time, numbers are added (SUM) or the LAST counts");
  return Indicator{
      .id = {},
      .code = message.code(),
      .name = message.name(),
      .kind = *kind,
      .measure = message.measure(),
      .over_time = *over_time,
      .description = message.description(),
  };
}

v1::Indicator ToProto(const Indicator& indicator) {
  v1::Indicator message;
  message.set_id(indicator.id);
  message.set_code(indicator.code);
  message.set_name(indicator.name);
  message.set_kind(ToProto(indicator.kind));
  message.set_measure(indicator.measure);
  message.set_over_time(ToProto(indicator.over_time));
  message.set_description(indicator.description);
  *message.mutable_create_time() = ToTimestamp(indicator.created_at);
  return message;
}

absl::StatusOr<Target> FromProto(const v1::Target& message) {
  const auto comparator = ParseComparator(v1::Comparator_Name(message.comparator()));
  if (!comparator)
    return InvalidField("target.comparator", "BAD_COMPARATOR", "say AT_LEAST, MORE_THAN, AT_MOST or LESS_THAN");
  Target target;
  target.unit_id = message.unit_id();
  target.text = message.text();
  target.comparator = *comparator;
  target.value = message.value();
  target.from_year = message.from_year();
  target.to_year = message.to_year();
  return target;
}

v1::Target ToProto(const Target& target) {
  v1::Target message;
  message.set_id(target.id);
  message.set_directive_id(target.directive_id.value_or(""));
  message.set_directive_number(target.directive_number);
  message.set_unit_id(target.unit_id);
  message.set_text(target.text);
  message.set_comparator(ToProto(target.comparator));
  message.set_value(target.value.value_or(""));
  message.set_measure(target.measure);
  message.set_from_year(target.from_year);
  message.set_to_year(target.to_year);
  message.set_indicator_id(target.indicator_id.value_or(""));
  message.set_indicator_code(target.indicator_code);
  message.set_etag(EtagOf(target.version));
  return message;
}

std::string EtagOf(std::int64_t version) { return "\"" + std::to_string(version) + "\""; }

absl::StatusOr<std::optional<std::int64_t>> VersionOf(std::string_view etag) {
  if (etag.empty()) return std::optional<std::int64_t>();
  if (etag.size() > 2 && etag.front() == '"' && etag.back() == '"') {
    if (const auto version = PositiveNumber<std::int64_t>(etag.substr(1, etag.size() - 2))) return version;
  }
  return InvalidField("etag", "BAD_ETAG", "send the etag back as it was read");
}

app::SubmissionInput FromProto(const v1::SubmitValuesRequest& message) { return ToInput(message); }
app::SubmissionInput FromProto(const v1::Submission& message) { return ToInput(message); }

v1::SubmitValuesResponse ToProto(const app::AcceptedSubmission& accepted) {
  v1::SubmitValuesResponse message;
  message.set_unit_id(accepted.unit_id);
  message.set_period(accepted.period);
  int changed = 0;
  for (const app::AcceptedValue& value : accepted.values) {
    v1::SubmittedValue& item = *message.add_values();
    item.set_indicator_id(value.indicator_id);
    item.set_indicator_code(value.indicator_code);
    item.set_revision(value.revision);
    item.set_changed(value.changed);
    changed += value.changed ? 1 : 0;
  }
  message.set_changed_values(changed);
  return message;
}

v1::SubmitValuesBatchResponse ToProto(const app::SubmissionOutcomes& outcomes) {
  v1::SubmitValuesBatchResponse message;
  int accepted = 0;
  for (const auto& outcome : outcomes) {
    v1::SubmissionOutcome& item = *message.add_outcomes();
    if (outcome.ok()) {
      *item.mutable_accepted() = ToProto(*outcome);
      ++accepted;
      continue;
    }
    const absl::Status& status = outcome.status();
    item.mutable_error()->set_code(absl::StatusCodeToString(status.code()));
    item.mutable_error()->set_reason(Reason(status));
    item.mutable_error()->set_message(std::string(status.message()));
    item.mutable_error()->set_field(Metadata(status)["field"]);
  }
  message.set_accepted(accepted);
  return message;
}

v1::Value ToProto(const ReportedValue& value) {
  v1::Value message;
  message.set_indicator_id(value.indicator_id);
  message.set_indicator_code(value.indicator_code);
  message.set_revision(value.revision);
  message.set_current(value.current);
  message.set_numerator(value.number.numerator);
  message.set_denominator(value.number.denominator);
  *message.mutable_submit_time() = ToTimestamp(value.submitted_at);
  message.set_submitted_by(value.submitted_by);
  message.set_note(value.note);
  return message;
}

v1::MissingUnit ToProto(const MissingUnit& unit) {
  v1::MissingUnit message;
  message.set_unit_id(unit.id);
  message.set_unit_name(unit.name);
  message.set_superior_name(unit.superior_name);
  return message;
}

v1::IndicatorTotal ToProto(const IndicatorTotal& total, std::int64_t expected_units,
                           const std::vector<Target>& targets) {
  const Number number{total.total.numerator, total.total.denominator};
  v1::IndicatorTotal message;
  *message.mutable_indicator() = ToProto(total.indicator);
  message.set_numerator(number.numerator);
  message.set_denominator(number.denominator);
  if (const auto share = Share(number)) message.set_share(*share);
  message.set_reported_units(total.total.reported_units);
  message.set_expected_units(expected_units);
  message.set_missing_units(std::max<std::int64_t>(0, expected_units - total.total.reported_units));
  message.set_version(total.version);
  message.set_has_own(total.own.has_value());
  message.set_own_numerator(total.own ? total.own->numerator : 0);
  message.set_own_denominator(total.own ? total.own->denominator : 0);
  for (const Target& target : targets) {
    if (target.indicator_id != total.indicator.id) continue;
    v1::TargetComparison& comparison = *message.add_targets();
    *comparison.mutable_target() = ToProto(target);
    comparison.set_state(
        ToProto(Compare(target, total.indicator.kind, total.present ? std::optional<Number>(number) : std::nullopt)));
  }
  return message;
}

std::string ToToken(const ReportedValue& last) { return last.indicator_code + ":" + std::to_string(last.revision); }

absl::StatusOr<std::optional<ValueCursor>> ValueToken(std::string_view page_token) {
  if (page_token.empty()) return std::optional<ValueCursor>();
  const std::size_t colon = page_token.find(':');
  const auto revision =
      colon == std::string_view::npos ? std::nullopt : PositiveNumber<int>(page_token.substr(colon + 1));
  if (!revision) {
    return InvalidField("page_token", "BAD_PAGE_TOKEN", "take the token of the page before, as it is");
  }
  return std::optional<ValueCursor>(ValueCursor{std::string(page_token.substr(0, colon)), *revision});
}

}  // namespace dondoc::indicator
