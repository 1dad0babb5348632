#include "services/assignment/storage/assignment_rows.h"

namespace dondoc::assignment {

State StateIn(const pg::Row& row, const char* column) {
  const std::string name = row.Get<std::string>(column);
  const std::optional<State> state = StateOf(name);
  if (!state.has_value()) throw pg::DecodeError("no state is called " + name);
  return *state;
}

Assignment AssignmentOf(const pg::Row& row) {
  Assignment assignment;
  assignment.id = row.Get<std::string>("id");
  assignment.directive_id = row.Get<std::string>("directive_id");
  assignment.task_id = row.Get<std::string>("task_id");
  assignment.unit_id = row.Get<std::string>("unit_id");
  assignment.level = row.Get<std::string>("level");
  assignment.issuer_unit_id = row.Get<std::string>("issuer_unit_id");
  assignment.binding = row.Get<bool>("binding");
  assignment.due_on = row.Get<std::optional<Day>>("due_on");
  assignment.state = StateIn(row, "state");
  assignment.returns = row.Get<std::int32_t>("returns");
  assignment.reason = row.Get<std::string>("reason");
  assignment.report_text = row.Get<std::string>("report_text");
  assignment.evidence_note = row.Get<std::string>("evidence_note");
  assignment.reported_on = row.Get<std::optional<Day>>("reported_on");
  assignment.completed_on = row.Get<std::optional<Day>>("completed_on");
  assignment.done_in_time = row.Get<std::optional<bool>>("done_in_time");
  assignment.version = row.Get<std::int64_t>("version");
  return assignment;
}

std::optional<DutyRule> DutyRuleOf(const pg::Row& row) {
  const auto name = row.Get<std::optional<std::string>>("recurrence");
  if (!name.has_value()) return std::nullopt;
  const std::optional<Recurrence> recurrence = RecurrenceOf(*name);
  if (!recurrence.has_value()) throw pg::DecodeError("no recurrence is called " + *name);
  return DutyRule{.recurrence = *recurrence,
                  .month = row.Get<std::int32_t>("due_month"),
                  .day = row.Get<std::int32_t>("due_day"),
                  .before = row.Get<bool>("due_before"),
                  .year = row.Get<std::int32_t>("due_year")};
}

AssignmentView AssignmentViewOf(const pg::Row& row) {
  AssignmentView view;
  view.assignment = AssignmentOf(row);
  view.directive_number = row.Get<std::string>("directive_number");
  view.issuer_name = row.Get<std::string>("issuer_name");
  view.unit_name = row.Get<std::string>("unit_name");
  view.section = row.Get<std::string>("section");
  view.text = row.Get<std::string>("text");
  view.role = row.Get<std::string>("role");
  view.coordinators = row.Get<std::vector<std::string>>("coordinators");
  view.due_text = row.Get<std::string>("due_text");
  view.due_time = row.Get<std::string>("due_time");
  view.due_derivation = row.Get<std::string>("due_derivation");
  view.report_to = row.Get<std::string>("report_to");
  view.rule = DutyRuleOf(row);
  view.assignment.duty = view.rule.has_value();
  view.transferred_to = row.Get<std::optional<std::string>>("transferred_to").value_or("");
  view.created_at = row.Get<TimePoint>("created_at");
  view.changed_at = row.Get<TimePoint>("changed_at");
  return view;
}

}  // namespace dondoc::assignment
