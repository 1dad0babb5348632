#include "tools/dondoc/cell_sums.h"

#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace dondoc::cli {
namespace {

constexpr int kNames = 20;  // as many as the directive service names (kNamedUnits)

std::size_t HowFar(std::string_view state) {
  constexpr std::array<std::string_view, 3> kInOrder = {"PLANNED", "ENACTED", "UNDONE"};
  return static_cast<std::size_t>(std::find(kInOrder.begin(), kInOrder.end(), state) - kInOrder.begin());
}

template <typename Preview>
void AddState(const Preview& cell, Preview& sum) {
  const bool is_first = sum.state().empty();
  if (is_first || HowFar(cell.state()) < HowFar(sum.state())) sum.set_state(cell.state());
  if (is_first || cell.version() < sum.version()) sum.set_version(cell.version());
}

// What things are listed by.
auto PlaceOf(const assignment::v1::Assignment& one) {
  return std::tuple(one.due_on().empty(), std::string_view(one.due_on()), std::string_view(one.assignment_id()));
}
auto PlaceOf(const assignment::v1::SuccessionConflict& conflict) { return PlaceOf(conflict.assignment()); }
auto NewestFirst(const google::protobuf::Timestamp& time) { return std::pair(-time.seconds(), -time.nanos()); }
auto PlaceOf(const dondoc::common::v1::AuditRecord& record) { return NewestFirst(record.time()); }
auto PlaceOf(const notification::v1::Delivery& delivery) { return NewestFirst(delivery.made_time()); }

template <typename Listed>
void AddInOrder(const Listed& cell, Listed& all) {
  all.MergeFrom(cell);
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return PlaceOf(a) < PlaceOf(b); });
}

}  // namespace

void Add(const assignment::v1::SuccessionPreview& cell, assignment::v1::SuccessionPreview& sum) {
  AddState(cell, sum);
  sum.set_open(sum.open() + cell.open());
  sum.set_units(sum.units() + cell.units());
  sum.set_transferred(sum.transferred() + cell.transferred());
  sum.set_remaining(sum.remaining() + cell.remaining());
  sum.set_conflicts(sum.conflicts() + cell.conflicts());
  sum.set_conflict_units(sum.conflict_units() + cell.conflict_units());
  sum.set_duties(sum.duties() + cell.duties());
  sum.set_duty_conflicts(sum.duty_conflicts() + cell.duty_conflicts());
  sum.set_work(sum.work() + cell.work());
  sum.mutable_without_heir()->MergeFrom(cell.without_heir());
}

void Add(const directive::v1::DocumentsPreview& cell, directive::v1::DocumentsPreview& sum) {
  AddState(cell, sum);
  sum.set_drafts(sum.drafts() + cell.drafts());
  sum.set_drafts_without_heir(sum.drafts_without_heir() + cell.drafts_without_heir());
  sum.set_issued(sum.issued() + cell.issued());
  for (const auto& [unit_id, drafts] : cell.without_heir()) (*sum.mutable_without_heir())[unit_id] += drafts;
  for (const std::string& name : cell.units_without_heir()) {
    const auto& names = sum.units_without_heir();
    if (names.size() < kNames && std::find(names.begin(), names.end(), name) == names.end())
      sum.add_units_without_heir(name);
  }
}

void Add(const indicator::v1::NumbersPreview& cell, indicator::v1::NumbersPreview& sum) {
  AddState(cell, sum);
  sum.set_units(sum.units() + cell.units());
  sum.set_reports(sum.reports() + cell.reports());
  sum.set_values(sum.values() + cell.values());
  sum.set_divided_values(sum.divided_values() + cell.divided_values());
  sum.set_divided_units(sum.divided_units() + cell.divided_units());
  sum.set_targets(sum.targets() + cell.targets());
}

void Add(const assignment::v1::ListSuccessionConflictsResponse& cell,
         assignment::v1::ListSuccessionConflictsResponse& sum) {
  AddInOrder(cell.conflicts(), *sum.mutable_conflicts());
}

void Add(const common::v1::ListAuditRecordsResponse& cell, common::v1::ListAuditRecordsResponse& sum) {
  AddInOrder(cell.records(), *sum.mutable_records());
}

void Add(const notification::v1::ListDeliveriesResponse& cell, notification::v1::ListDeliveriesResponse& sum) {
  AddInOrder(cell.deliveries(), *sum.mutable_deliveries());
}

void Add(const notification::v1::ListRulesResponse& cell, notification::v1::ListRulesResponse& sum) {
  for (const notification::v1::ReminderRule& rule : cell.rules()) {
    const bool known = std::any_of(sum.rules().begin(), sum.rules().end(), [&](notification::v1::ReminderRule other) {
      other.set_etag(rule.etag());
      return google::protobuf::util::MessageDifferencer::Equals(other, rule);
    });
    if (!known) *sum.add_rules() = rule;
  }
}

void Add(const assignment::v1::ListAssignmentsResponse& cell, assignment::v1::ListAssignmentsResponse& sum) {
  AddInOrder(cell.assignments(), *sum.mutable_assignments());
}

void Add(const assignment::v1::AssignmentCounts& cell, assignment::v1::AssignmentCounts& sum) {
  const assignment::v1::AssignmentCounts before = sum;
  sum = cell;  // the days and the formula
  sum.set_done_in_time(before.done_in_time() + cell.done_in_time());
  sum.set_done_late(before.done_late() + cell.done_late());
  sum.set_in_time(before.in_time() + cell.in_time());
  sum.set_overdue(before.overdue() + cell.overdue());
  sum.set_no_deadline(before.no_deadline() + cell.no_deadline());
  sum.set_no_deadline_done(before.no_deadline_done() + cell.no_deadline_done());
  sum.set_total(before.total() + cell.total());
  sum.set_rate_numerator(before.rate_numerator() + cell.rate_numerator());
  sum.set_rate_denominator(before.rate_denominator() + cell.rate_denominator());
}

}  // namespace dondoc::cli
