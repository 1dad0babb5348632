#include "services/directive/domain/directive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/ids/id_generator.h"
#include "services/directive/domain/testing_directive.h"

namespace dondoc::directive {
namespace {

using ::testing::ElementsAre;

TEST(DraftFromTest, KeepsTheProposalAndAddsHowDeadlinesAreWritten) {
  const std::string text =
      "1. Phòng Nội vụ\nHoàn thành trước ngày 15/12/2025; báo cáo định kỳ hằng năm (trước ngày 20/11).";
  ParsedDirective parsed;
  parsed.number = "12 /KH-UBND";
  parsed.issuer = "Ủy ban nhân dân huyện Suối Bạc";
  parsed.tasks = {{.units = {"Phòng Nội vụ", "Phòng Nội vụ"},
                   .text = "Hoàn thành trước ngày 15/12/2025",
                   .section = "1",
                   .coordinators = {},
                   .lead = "",
                   .deadline = {.year = 2025, .month = 12, .day = 15},
                   .span = {}}};
  parsed.targets = {{.text = "95% trẻ", .value = 95.5, .measure = "%", .section = "", .span = {}}};
  parsed.reports = {{.from = {"Phòng Nội vụ"},
                     .to = {},
                     .due = {.month = 11, .day = 20},
                     .recurrence = Recurrence::kYearly,
                     .section = "1",
                     .span = {0, static_cast<uint32_t>(text.size())}}};
  parsed.legal_bases = {{.number = "3/KH-UBND", .issued = {}, .issuer = "Ủy ban nhân dân tỉnh", .span = {}}};
  int ids = 0;
  const Directive draft = DraftFrom(parsed, text, [&] { return "id" + std::to_string(++ids); });
  EXPECT_EQ(draft.number, "12/KH-UBND");
  ASSERT_EQ(draft.tasks.size(), 1U);
  EXPECT_EQ(draft.tasks[0].ordinal, 1);
  EXPECT_THAT(draft.tasks[0].units, ElementsAre("Phòng Nội vụ"));
  EXPECT_TRUE(draft.tasks[0].before);
  EXPECT_EQ(draft.tasks[0].due_text, "trước ngày 15/12/2025");
  EXPECT_EQ(draft.targets[0].value, "95.5");
  EXPECT_EQ(draft.duties[0].due_text, "trước ngày 20/11");
  EXPECT_TRUE(draft.duties[0].before);
  EXPECT_TRUE(draft.citations[0].basis);
  EXPECT_THAT(NamesThatMustBeKnown(draft), ElementsAre("Ủy ban nhân dân huyện Suối Bạc", "Phòng Nội vụ"));
  EXPECT_THAT(NamesGoodToKnow(draft), ElementsAre("Ủy ban nhân dân tỉnh"));
  EXPECT_EQ(UnresolvedNames(draft).size(), 2U);
  EXPECT_EQ(ids, 4);
}

TEST(DraftFromTest, KnowsHowFarEachValueCanBeTrusted) {
  ParsedDirective parsed;
  parsed.number = "12 /KH-UBND";
  parsed.sources.number = {{1, 12}, Evidence::kLabelled, 0.98};
  parsed.signer = {"Trần Văn An", "Chủ tịch", "", "", {20, 30}, Evidence::kSignature, 0.97};
  parsed.targets = {{.text = "95% trẻ", .value = 95, .confidence = 0.7}};
  parsed.reports = {{.from = {"Phòng Nội vụ"}, .confidence = 0.4}};
  parsed.recipients = {{"Như trên", Purpose::kExecute, {}, Evidence::kBare, 0.9}};
  const Directive draft = DraftFrom(parsed, "", [] { return "x"; });
  EXPECT_EQ(draft.sources.number.confidence, 0.98);
  EXPECT_EQ(draft.sources.issuer.evidence, Evidence::kNone);
  EXPECT_EQ(draft.signer.confidence, 0.97);
  EXPECT_EQ(draft.targets[0].confidence, 0.7);
  EXPECT_EQ(draft.duties[0].confidence, 0.4);
  EXPECT_EQ(draft.recipients[0].confidence, 0.9);
}

TEST(KeepSourcesTest, OfWhatAPersonChangedThereIsNone) {
  ParsedDirective proposed;
  proposed.number = "12 /KH-UBND";
  proposed.place = "Suối Bạc";
  proposed.signer = {"Trần Văn An", "Chủ tịch", "", "", {20, 30}, Evidence::kSignature, 0.97};
  proposed.sources.number.evidence = proposed.sources.place.evidence = Evidence::kLabelled;
  proposed.legal_bases = {{.number = "3/KH-UBND", .evidence = Evidence::kMarked, .confidence = 0.9}};
  proposed.citations = {{.number = "29-CT/TW", .evidence = Evidence::kBare, .confidence = 0.5}};
  Directive directive;
  directive.number = "12/KH-UBND";
  directive.place = "Nơi khác";
  directive.signer = {"Trần Văn An", "Phó Chủ tịch", "", "", {}};
  directive.citations = {{true, {.number = "3/KH-UBND"}}, {false, {.number = "29-CT/TW"}}};
  KeepSources(proposed, directive);
  EXPECT_EQ(directive.sources.number.evidence, Evidence::kLabelled);
  EXPECT_EQ(directive.sources.place.evidence, Evidence::kNone);
  EXPECT_EQ(directive.signer.evidence, Evidence::kNone);
  EXPECT_EQ(directive.citations[0].document.confidence, 0.9);
  EXPECT_EQ(directive.citations[1].document.confidence, 0.5);
}

TEST(NamesGoodToKnowTest, AreThoseWhoHelpAndThoseWhoGetReports) {
  Directive plan = testing::Plan();
  plan.tasks[0].coordinators = {"Phòng Nội vụ huyện", "Phòng Tài chính - Kế hoạch huyện"};
  plan.tasks[1].lead = "Phòng Nội vụ huyện";
  EXPECT_THAT(NamesGoodToKnow(plan),
              ElementsAre("Phòng Nội vụ huyện", "Phòng Tài chính - Kế hoạch huyện", "Phòng Giáo dục và Đào tạo huyện"));
  plan.tasks[0].dropped = plan.tasks[1].dropped = plan.duties[0].dropped = true;
  EXPECT_TRUE(NamesGoodToKnow(plan).empty());
}

TEST(DraftFromTest, AnEmptyProposalIsAnEmptyDraft) {
  const Directive draft = DraftFrom({}, "", [] { return "x"; });
  EXPECT_EQ(CountTasks(draft), 0);
  EXPECT_TRUE(UnresolvedNames(draft).empty());
}

TEST(DirectiveTest, TheIssuerIsOneUnit) {
  Directive plan = testing::Plan();
  ASSERT_NE(IssuerUnit(plan), nullptr);
  EXPECT_TRUE(UnresolvedNames(plan).empty());
  plan.issuer = "Ủy ban nhân dân các xã, thị trấn";
  EXPECT_EQ(IssuerUnit(plan), nullptr);
  EXPECT_EQ(UnresolvedNames(plan).size(), 1U);
}

TEST(DirectiveTest, WhatIsDroppedNeedsNobody) {
  Directive plan = testing::Plan();
  plan.names.clear();
  plan.tasks[0].dropped = plan.tasks[1].dropped = plan.duties[0].dropped = true;
  EXPECT_THAT(NamesThatMustBeKnown(plan), ElementsAre(plan.issuer));
}

TEST(ForgetGuessesTest, KeepsTheIssuerAndTheUnitsThatAPersonChose) {
  Directive plan = testing::Plan();
  for (NamedBody& body : plan.names) {
    body.chosen = true;
  }
  plan.names.push_back(
      {.name = "Phòng Nội vụ", .meaning = {testing::kOffice, std::nullopt, Level::kDistrict}, .candidates = {}});
  ForgetGuesses(plan);
  EXPECT_NE(IssuerUnit(plan), nullptr);
  EXPECT_TRUE(FindName(plan.names, "Phòng Giáo dục và Đào tạo huyện")->meaning.known());
  EXPECT_FALSE(FindName(plan.names, "Ủy ban nhân dân các xã, thị trấn")->meaning.known());
  EXPECT_FALSE(FindName(plan.names, "Phòng Nội vụ")->meaning.known());
}

TEST(DecimalTextTest, HasNoExponentAndNoNeedlessZeros) {
  EXPECT_EQ(DecimalText(99.9), "99.9");
  EXPECT_EQ(DecimalText(100), "100");
  EXPECT_EQ(DecimalText(0.05), "0.05");
  EXPECT_EQ(DecimalText(1200000), "1200000");
}

}  // namespace
}  // namespace dondoc::directive
