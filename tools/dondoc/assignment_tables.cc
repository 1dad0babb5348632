#include "tools/dondoc/assignment_tables.h"

#include <fmt/core.h>

#include <chrono>

#include "common/text/utf8.h"
#include "common/time/day.h"

namespace dondoc::cli {
namespace {

using assignment::v1::Assignment;

constexpr std::size_t kTextColumns = 48;
constexpr std::size_t kUnitColumns = 32;

std::string Days(int days) { return fmt::format("{} {}", days, days == 1 ? "day" : "days"); }

// The day in Viet Nam, as everything here is.
std::string DayOfTime(const google::protobuf::Timestamp& time) {
  return FormatDay(DayOf(TimePoint(std::chrono::seconds(time.seconds()))));
}

std::string Join(const google::protobuf::RepeatedPtrField<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : "; ") + name;
  return text;
}

std::string By(const assignment::v1::Transition& transition) {
  if (transition.actor_user().empty()) return transition.actor_unit_name();
  return transition.actor_user() +
         (transition.actor_unit_name().empty() ? "" : " (" + transition.actor_unit_name() + ")");
}

void AddIfKnown(Table& table, const std::string& name, const std::string& value) {
  if (!value.empty()) table.Add({name, value});
}

std::string Rate(const assignment::v1::AssignmentCounts& counts) {
  if (counts.rate_denominator() == 0) return "-";
  return fmt::format(
      "{}/{} = {:.1f} %", counts.rate_numerator(), counts.rate_denominator(),
      100.0 * static_cast<double>(counts.rate_numerator()) / static_cast<double>(counts.rate_denominator()));
}

}  // namespace

std::string ShortId(const std::string& id) { return id.substr(0, 8); }

std::string Cut(std::string_view text, std::size_t columns) {
  if (DisplayWidth(text) <= columns) return std::string(text);
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    DecodeUtf8(text, &at);
    if (DisplayWidth(text.substr(0, at)) + 1 > columns) break;
    end = at;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::string TimeLeft(const Assignment& assignment) {
  if (assignment.state() == Assignment::COMPLETED && !assignment.due_on().empty()) {
    return assignment.done_in_time() || !assignment.binding() ? "done in time" : "done late";
  }
  if (!assignment.binding()) return "requested";
  if (assignment.due_on().empty()) return "";
  if (assignment.overdue()) return Days(-assignment.days_left()) + " late";
  if (assignment.state() == Assignment::COMPLETED || assignment.state() == Assignment::CANCELLED ||
      assignment.state() == Assignment::TRANSFERRED) {
    return "";
  }
  return assignment.days_left() == 0 ? "today" : "in " + Days(assignment.days_left());
}

Table ListTable(const google::protobuf::RepeatedPtrField<Assignment>& assignments) {
  Table table({"ID", "NUMBER", "SECTION", "TEXT", "UNIT", "STATE", "DUE", "LEFT"});
  for (const Assignment& assignment : assignments) {
    table.Add({ShortId(assignment.assignment_id()), assignment.directive_number(), assignment.section(),
               Cut(assignment.text(), kTextColumns), Cut(assignment.unit_name(), kUnitColumns),
               Assignment::State_Name(assignment.state()), assignment.due_on(), TimeLeft(assignment)});
  }
  return table;
}

Table DetailTable(const Assignment& assignment) {
  Table table({"ASSIGNMENT", assignment.assignment_id()});
  table.Add({"directive", assignment.directive_number() + " of " + assignment.issuer_name()});
  table.Add({"directive id", assignment.directive_id()});
  AddIfKnown(table, "section", assignment.section());
  table.Add({"text", assignment.text()});
  table.Add({"unit", assignment.unit_name()});
  table.Add({"role", assignment.role()});
  AddIfKnown(table, "coordinating", Join(assignment.coordinators()));
  AddIfKnown(table, "recurrence", assignment.recurrence());
  AddIfKnown(table, "report to", assignment.report_to());
  table.Add({"state", Assignment::State_Name(assignment.state())});
  AddIfKnown(table, "due", assignment.due_on() + (assignment.due_time().empty() ? "" : " " + assignment.due_time()));
  AddIfKnown(table, "left", TimeLeft(assignment));
  AddIfKnown(table, "as written", assignment.due_text());
  AddIfKnown(table, "derivation", assignment.due_derivation());
  AddIfKnown(table, "report", assignment.report_text());
  AddIfKnown(table, "evidence", assignment.evidence_note());
  AddIfKnown(table, "reported on", assignment.reported_on());
  if (assignment.returns() > 0)
    table.Add({"returned", fmt::format("{} {}", assignment.returns(), assignment.returns() == 1 ? "time" : "times")});
  AddIfKnown(table, "reason", assignment.reason());
  AddIfKnown(table, "completed on", assignment.completed_on());
  for (const assignment::v1::TakenOver& one : assignment.taken_over()) {
    table.Add({"took over", fmt::format("{} of {}, which was {}", ShortId(one.assignment_id()), one.unit_name(),
                                        Assignment::State_Name(one.state()))});
  }
  table.Add({"etag", assignment.etag()});
  return table;
}

Table HistoryTable(const Assignment& assignment) {
  Table table({"DAY", "ACT", "FROM", "TO", "BY", "WHAT"});
  table.Add({DayOfTime(assignment.create_time()), "ASSIGN", "", "ASSIGNED", assignment.issuer_name(), ""});
  for (const assignment::v1::Transition& transition : assignment.transitions()) {
    table.Add({DayOfTime(transition.time()), transition.verb(), Assignment::State_Name(transition.from_state()),
               Assignment::State_Name(transition.to_state()), By(transition), transition.text()});
  }
  return table;
}

Table CountsTable(const assignment::v1::AssignmentCounts& counts, const std::string& unit_name) {
  Table table({"UNIT", "AS OF", "DONE IN TIME", "DONE LATE", "IN TIME", "OVERDUE", "NO DEADLINE", "TOTAL", "RATE"});
  table.Add({unit_name, counts.as_of(), std::to_string(counts.done_in_time()), std::to_string(counts.done_late()),
             std::to_string(counts.in_time()), std::to_string(counts.overdue()), std::to_string(counts.no_deadline()),
             std::to_string(counts.total()), Rate(counts)});
  return table;
}

}  // namespace dondoc::cli
