#include "services/directive/domain/corrections.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/status/status_matchers.h"
#include "services/directive/domain/fields.h"
#include "services/directive/domain/testing_directive.h"

namespace dondoc::directive {
namespace {

using dondoc::testing::HasReason;
using ::testing::ElementsAre;
using testing::Plan;
constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

TEST(ApplyTest, EachFieldTakesAValueAndGivesItBack) {
  const std::vector<std::pair<const char*, const char*>> values = {
      {"number", "20/KH-UBND"},
      {"type", "CONG_VAN"},
      {"subject", "Về việc khác"},
      {"place", "Nơi khác"},
      {"issued_on", "2024-02-29"},
      {"issuer", "Ủy ban nhân dân xã Đá Trắng"},
      {"signer.name", "Trần Thị B"},
      {"signer.title", "Chủ tịch"},
      {"signer.on_behalf_of", "Ủy ban nhân dân"},
      {"signer.signing_for", "Chủ tịch"},
      {"tasks[1].units", "Phòng Nội vụ; Phòng Tài chính - Kế hoạch"},
      {"tasks[1].role", "ADVISE"},
      {"tasks[1].binding", "false"},
      {"tasks[1].text", "Khác"},
      {"tasks[2].section", "V.1"},
      {"tasks[2].coordinators", "Phòng Y tế"},
      {"tasks[2].lead", "Phòng Nội vụ"},
      {"tasks[2].due", "15/12/2025"},
      {"tasks[2].before", "false"},
      {"tasks[2].dropped", "true"},
      {"targets[1].text", "Khác"},
      {"targets[1].comparator", "AT_LEAST"},
      {"targets[1].value", "95.5"},
      {"targets[1].measure", "trường"},
      {"targets[1].from_year", "2026"},
      {"targets[1].to_year", "2030"},
      {"targets[1].section", "II"},
      {"targets[1].dropped", "true"},
      {"duties[1].from", "Phòng Nội vụ"},
      {"duties[1].to", "Ủy ban nhân dân huyện"},
      {"duties[1].text", "Khác"},
      {"duties[1].section", "VI"},
      {"duties[1].recurrence", "MONTHLY"},
      {"duties[1].due", "20/11"},
      {"duties[1].before", "false"},
      {"duties[1].dropped", "true"},
      {"names[Phòng Nội vụ]", "unit DISTRICT 00000000-0000-7000-8000-0000000000d9"},
  };
  for (const auto& [path, value] : values) {
    Directive plan = Plan();
    const auto changes = Apply(plan, {{path, value}});
    ASSERT_TRUE(changes.ok()) << path << ": " << changes.status();
    ASSERT_EQ(changes->size(), 1U) << path;
    EXPECT_EQ(changes->front().after, value) << path;
    EXPECT_EQ(GetField(plan, path).value(), value);
    ASSERT_TRUE(Undo(plan, *changes).ok()) << path;
    EXPECT_EQ(GetField(plan, path).value(), changes->front().before) << path;
  }
}

TEST(ApplyTest, SaysWhichFieldIsWrongAndHow) {
  const std::vector<std::tuple<const char*, const char*, const char*>> wrong = {
      {"nonsense", "1", "UNKNOWN_FIELD"},
      {"tasks[1].nonsense", "1", "UNKNOWN_FIELD"},
      {"tasks[x].text", "1", "UNKNOWN_FIELD"},
      {"tasks[99].text", "1", "NO_SUCH_ITEM"},
      {"duties[0].text", "1", "NO_SUCH_ITEM"},
      {"issued_on", "2025-02-30", "INVALID_DATE"},
      {"issued_on", "14/2/2025", "INVALID_DATE"},
      {"tasks[1].due", "30/2/2025", "INVALID_DATE"},
      {"tasks[1].role", "BOSS", "INVALID_VALUE"},
      {"tasks[1].units", " ; ", "INVALID_VALUE"},
      {"tasks[1].binding", "yes", "INVALID_VALUE"},
      {"targets[1].value", "-1", "INVALID_VALUE"},
      {"targets[1].value", "many", "INVALID_VALUE"},
      {"targets[1].from_year", "20", "INVALID_VALUE"},
      {"type", "SONG", "INVALID_VALUE"},
      {"names[X]", "somebody", "INVALID_VALUE"},
  };
  for (const auto& [path, value, reason] : wrong) {
    Directive plan = Plan();
    const auto changes = Apply(plan, {{"subject", "Đã sửa"}, {path, value}});
    EXPECT_THAT(changes, HasReason(kInvalid, reason)) << path << " = " << value;
    EXPECT_EQ(Metadata(changes.status())["field"], path);
    EXPECT_EQ(plan.subject, Plan().subject) << "nothing is half done";
  }
}

TEST(ApplyTest, AValueThatIsThereAlreadyIsNoChange) {
  Directive plan = Plan();
  EXPECT_TRUE(Apply(plan, {{"number", " 12/KH-UBND "}})->empty());
}

TEST(ApplyTest, OnlyADraftIsCorrected) {
  const std::pair<State, const char*> cases[] = {{State::kIssued, "DIRECTIVE_ISSUED"},
                                                 {State::kDiscarded, "DIRECTIVE_DISCARDED"}};
  for (const auto& [state, reason] : cases) {
    Directive plan = Plan();
    plan.state = state;
    const auto refused = HasReason(absl::StatusCode::kFailedPrecondition, reason);
    EXPECT_THAT(Apply(plan, {{"number", "1/KH-UBND"}}), refused);
    EXPECT_THAT(Add(plan, {ItemKind::kTask, {{"text", "x"}}}, [] { return "id"; }), refused);
    EXPECT_THAT(Undo(plan, {}), refused);
  }
}

TEST(ApplyTest, StateIsNoFieldToCorrect) {
  Directive plan = Plan();
  EXPECT_THAT(Apply(plan, {{"state", "DISCARDED"}}), HasReason(kInvalid, "UNKNOWN_FIELD"));
  EXPECT_THAT(Apply(plan, {{"discard_reason", "x"}}), HasReason(kInvalid, "UNKNOWN_FIELD"));
}

TEST(ApplyTest, WhatAPersonChoseIsMarked) {
  Directive plan = Plan();
  ASSERT_OK(Apply(plan, {{"names[Phòng Nội vụ]", "unit DISTRICT u9"}}));
  EXPECT_TRUE(FindName(plan.names, "Phòng Nội vụ")->chosen);
}

TEST(AddTest, AppendsAnItemThatUndoDrops) {
  Directive plan = Plan();
  ASSERT_OK_AND_ASSIGN(const auto changes,
                       Add(plan, {ItemKind::kTask, {{"text", "Việc mới"}, {"units", "Phòng Nội vụ"}, {"role", "LEAD"}}},
                           [] { return "new"; }));
  ASSERT_EQ(plan.tasks.size(), 3U);
  EXPECT_EQ(plan.tasks[2].ordinal, 3);
  EXPECT_EQ(plan.tasks[2].id, "new");
  EXPECT_FALSE(plan.tasks[2].dropped);
  EXPECT_EQ(plan.tasks[2].role, Role::kLead);
  ASSERT_OK(Undo(plan, changes));
  EXPECT_TRUE(plan.tasks[2].dropped);
  EXPECT_EQ(CountTasks(plan), 2);
}

TEST(AddTest, NeedsWhatMakesTheItem) {
  Directive plan = Plan();
  const auto id = [] { return std::string("new"); };
  EXPECT_THAT(Add(plan, {ItemKind::kTask, {{"units", "A"}}}, id), HasReason(kInvalid, "MISSING_FIELD"));
  EXPECT_THAT(Add(plan, {ItemKind::kTarget, {{"text", "A"}}}, id), HasReason(kInvalid, "MISSING_FIELD"));
  EXPECT_OK(Add(plan, {ItemKind::kTarget, {{"text", "A"}, {"value", "99,9"}}}, id));
  EXPECT_EQ(plan.targets.back().value, "99.9");
  EXPECT_OK(Add(plan, {ItemKind::kDuty, {{"text", "A"}, {"from", "B"}, {"recurrence", "YEARLY"}}}, id));
}

TEST(UndoTest, BringsBackADayWithBlanks) {
  Directive plan = Plan();
  plan.issued = {2025, 0, 0};
  ASSERT_OK_AND_ASSIGN(const auto changes, Apply(plan, {{"issued_on", "2025-02-14"}}));
  EXPECT_THAT(changes, ElementsAre(Change{"issued_on", "2025-\?\?-\?\?", "2025-02-14"}));
  ASSERT_OK(Undo(plan, changes));
  EXPECT_EQ(plan.issued, (PartialDate{2025, 0, 0}));
}

TEST(NamesTest, AreSeparatedBySemicolons) {
  EXPECT_THAT(SplitNames(" A ;B, C;; "), ElementsAre("A", "B, C"));
  EXPECT_EQ(JoinNames({"A", "B, C"}), "A; B, C");
}

}  // namespace
}  // namespace dondoc::directive
