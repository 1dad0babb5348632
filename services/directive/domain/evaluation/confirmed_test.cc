#include "services/directive/domain/evaluation/confirmed.h"

#include <gtest/gtest.h>

#include "services/directive/domain/corrections.h"
#include "services/directive/domain/testing_directive.h"

namespace dondoc::directive::evaluation {
namespace {

TEST(Confirmed, IsTheProposalWhereNothingWasCorrected) {
  const Directive plan = testing::Plan();
  EXPECT_DOUBLE_EQ(Compare(Confirmed(plan), Confirmed(plan), ConfirmedFields()).macro_f1(), 1.0);
  EXPECT_EQ(Confirmed(plan).targets[0].value, 99.9);
}

TEST(Confirmed, ShowsWhatPeopleChanged) {
  const ParsedDirective proposal = Confirmed(testing::Plan());
  const struct {
    Edit edit;
    Category category;
    Tally tally;
  } cases[] = {
      {{"number", "21/KH-UBND"}, Category::kNumber, {true, 0, 1, 1}},
      {{"signer.name", "Lò Thị Mây"}, Category::kSigner, {true, 0, 0, 1}},
      {{"tasks[1].dropped", "true"}, Category::kAssignments, {true, 1, 2, 1}},
      {{"tasks[2].units", "Phòng Nội vụ huyện"}, Category::kAssignments, {true, 1, 2, 2}},
      {{"tasks[1].role", "ADVISE"}, Category::kRole, {true, 1, 2, 2}},
      {{"tasks[1].due", "31/5/2025"}, Category::kDeadlines, {true, 1, 2, 2}},
      {{"targets[1].value", "95"}, Category::kIndicators, {true, 0, 1, 1}},
      {{"duties[1].recurrence", "QUARTERLY"}, Category::kReports, {true, 0, 1, 1}},
  };
  for (const auto& c : cases) {
    Directive plan = testing::Plan();
    ASSERT_TRUE(Apply(plan, {c.edit}).ok()) << c.edit.path;
    EXPECT_EQ(Compare(Confirmed(plan), proposal, ConfirmedFields()).at(c.category), c.tally) << c.edit.path;
  }
}

TEST(Confirmed, HasWhatPeopleAdded) {
  Directive plan = testing::Plan();
  ASSERT_TRUE(Add(plan, {ItemKind::kTask, {{"text", "Cấp kinh phí"}, {"units", "Phòng Tài chính huyện"}}}, [] {
                return std::string("00000000-0000-7000-8000-000000000013");
              }).ok());
  EXPECT_EQ(Compare(Confirmed(plan), Confirmed(testing::Plan()), ConfirmedFields()).at(Category::kAssignments),
            (Tally{true, 2, 2, 3}));
}

}  // namespace
}  // namespace dondoc::directive::evaluation
