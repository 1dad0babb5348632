#include "services/directive/domain/issue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "common/status/status_matchers.h"
#include "services/directive/domain/testing_directive.h"

namespace dondoc::directive {
namespace {

using dondoc::testing::HasReason;
using testing::Plan;
constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;

TEST(CheckIssueTest, NamesTheFirstThingThatIsMissing) {
  struct Case {
    const char* reason;
    const char* field;
    absl::StatusCode code;
    std::function<void(Directive&)> spoil;
  };
  const Case cases[] = {
      {"DIRECTIVE_ISSUED", "state", kPrecondition, [](Directive& d) { d.state = State::kIssued; }},
      {"DIRECTIVE_DISCARDED", "state", kPrecondition, [](Directive& d) { d.state = State::kDiscarded; }},
      {"MISSING_NUMBER", "number", kInvalid, [](Directive& d) { d.number = "/KH-UBND"; }},
      {"MISSING_DATE", "issued_on", kInvalid, [](Directive& d) { d.issued.day = 0; }},
      {"INVALID_DATE", "issued_on", kInvalid,
       [](Directive& d) {
         d.issued = {2025, 2, 30};
       }},
      {"UNRESOLVED_ISSUER", "issuer", kPrecondition, [](Directive& d) { d.issuer = "Ủy ban nhân dân huyện"; }},
      {"NO_TASKS", "tasks", kPrecondition, [](Directive& d) { d.tasks[0].dropped = d.tasks[1].dropped = true; }},
      {"INVALID_DATE", "tasks[1].due", kInvalid,
       [](Directive& d) {
         d.tasks[0].due = {2025, 0, 2, 30, 0};
       }},
      {"UNRESOLVED_UNITS", "tasks[2].units[0]", kPrecondition, [](Directive& d) { d.tasks[1].units[0] = "Ai đó"; }},
      {"UNRESOLVED_UNITS", "tasks[1].units", kPrecondition, [](Directive& d) { d.tasks[0].units.clear(); }},
      {"UNRESOLVED_UNITS", "duties[1].from[0]", kPrecondition, [](Directive& d) { d.duties[0].from[0] = "Ai đó"; }},
  };
  for (const Case& c : cases) {
    Directive plan = Plan();
    c.spoil(plan);
    const absl::Status status = CheckIssue(plan);
    EXPECT_THAT(status, HasReason(c.code, c.reason)) << c.field;
    EXPECT_EQ(Metadata(status)["field"], c.field);
  }
  EXPECT_OK(CheckIssue(Plan()));
}

TEST(CheckIssueTest, ListsEveryUnresolvedNameWithItsSection) {
  Directive plan = Plan();
  plan.names.resize(1);
  const std::string message(CheckIssue(plan).message());
  EXPECT_THAT(message, ::testing::HasSubstr("tasks[1] (IV.1.a) \"Phòng Giáo dục và Đào tạo huyện\""));
  EXPECT_THAT(message, ::testing::HasSubstr("tasks[2] (IV.2) \"Ủy ban nhân dân các xã, thị trấn\""));
  EXPECT_THAT(message, ::testing::HasSubstr("duties[1] (IV.2)"));
}

TEST(CheckIssueTest, WhatIsDroppedDoesNotHinder) {
  Directive plan = Plan();
  plan.tasks[1].units = {"Ai đó"};
  plan.tasks[1].dropped = true;
  EXPECT_OK(CheckIssue(plan));
}

TEST(WarningsTest, SaysWhatToLookAt) {
  EXPECT_TRUE(Warnings(Plan()).empty());
  Directive empty;
  empty.damaged = true;
  EXPECT_EQ(Warnings(empty).size(), 5U);
  Directive unsure = Plan();
  unsure.tasks[0].confidence = 0.3;
  unsure.tasks[0].units = {"Ai đó"};
  EXPECT_THAT(Warnings(unsure),
              ::testing::ElementsAre("1 names are not resolved", "the reader is not sure of 1 tasks"));
  unsure.state = State::kIssued;
  EXPECT_TRUE(Warnings(unsure).empty());
}

TEST(IssuedTest, IsIssuedNow) {
  const TimePoint now = *ParseTime("2025-02-15T01:00:00.000000Z");
  const Directive issued = Issued(Plan(), now);
  EXPECT_EQ(issued.state, State::kIssued);
  EXPECT_EQ(issued.issued_at, now);
}

std::optional<Day> DueOn(const Directive& plan, const Task& task) {
  const auto deadline = DeadlineOf(plan, task);
  return deadline.has_value() ? std::optional(deadline->last_day) : std::nullopt;
}

TEST(DeadlineOfTest, AYearlyDutyIsNotATasksDeadline) {
  Directive plan = Plan();
  EXPECT_EQ(DueOn(plan, plan.tasks[0]), ParseDay("2025-06-29"));
  EXPECT_EQ(DueOn(plan, plan.tasks[1]), std::nullopt) << "the duty of the same clause has it";
  plan.duties.clear();
  EXPECT_EQ(DueOn(plan, plan.tasks[1]), ParseDay("2025-12-14")) << "nobody else has it: the first time";
  plan.issued = {};
  EXPECT_EQ(DueOn(plan, plan.tasks[1]), std::nullopt);
}

TEST(TaskOfTest, AReportThatIsDueOnceIsTheTaskOfItsClause) {
  Directive plan = Plan();
  Duty& duty = plan.duties[0];
  EXPECT_EQ(TaskOf(plan, duty), nullptr) << "it comes every year";
  duty.recurrence = Recurrence::kOnce;
  EXPECT_EQ(TaskOf(plan, duty), &plan.tasks[1]);
  plan.tasks[1].units = {"Phòng Giáo dục và Đào tạo huyện"};
  EXPECT_EQ(TaskOf(plan, duty), nullptr) << "others report";
  plan.tasks[1].units = duty.from;
  plan.tasks[1].due.day = 14;
  EXPECT_EQ(TaskOf(plan, duty), nullptr) << "by another day";
  plan.tasks[1].due = duty.due;
  plan.tasks[1].dropped = true;
  EXPECT_EQ(TaskOf(plan, duty), nullptr);
  plan.tasks[1].dropped = false;
  duty.from.clear();
  EXPECT_EQ(TaskOf(plan, duty), nullptr) << "nobody reports";
}

}  // namespace
}  // namespace dondoc::directive
