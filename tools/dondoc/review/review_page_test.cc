#include "tools/dondoc/review/review_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <regex>

#include "tools/dondoc/review/review_of.h"

namespace dondoc::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string Between(const std::string& text, const std::string& begin, const std::string& end) {
  const size_t at = text.find(begin) + begin.size();
  return text.substr(at, text.find(end, at) - at);
}

// What a browser shows of the marked text.
std::string Shown(const std::string& html) {
  std::string shown = std::regex_replace(Between(html, "<pre>", "</pre>"), std::regex("<[^>]*>"), "");
  for (const auto& [entity, character] : {std::pair("&lt;", "<"), {"&quot;", "\""}, {"&amp;", "&"}}) {
    for (size_t at = 0; (at = shown.find(entity, at)) != std::string::npos; ++at) {
      shown.replace(at, std::string(entity).size(), character);
    }
  }
  return shown;
}

TEST(ReviewPage, MarksWhatWasReadAndLeadsToItsCard) {
  Review review{.title = "Kế hoạch 31/KH-UBND", .text = "1. Phòng Nội vụ mở lớp trước ngày 5/3."};
  review.items.push_back(
      {.kind = ReviewKind::kTask, .label = "1", .value = "Phòng Nội vụ", .begin = 3, .end = 47, .confidence = 0.97});
  review.items.push_back({.kind = ReviewKind::kReport,
                          .value = "Phòng Nội vụ",
                          .details = {{"Kỳ", "Hằng năm"}},
                          .begin = 30,
                          .end = 38,
                          .doubtful = true,
                          .confidence = 0.4});
  const std::string page = ReviewPage(review);
  EXPECT_EQ(Shown(page), review.text);
  // The words of the report lie inside the task: they lead to the report's card.
  EXPECT_THAT(page, AllOf(HasSubstr("<i id=\"m0\"></i><a href=\"#c0\" class=\"task i0\">"),
                          HasSubstr("<i id=\"m1\"></i><a href=\"#c1\" class=\"report doubt i1 i0\">")));
  EXPECT_THAT(page, AllOf(HasSubstr("id=\"c0\" href=\"#m0\""), HasSubstr("97%"), HasSubstr("cần xem lại · 40%"),
                          HasSubstr("<dt>Kỳ</dt><dd>Hằng năm</dd>"), HasSubstr("Nhiệm vụ (1)"),
                          HasSubstr("1 nhiệm vụ, 0 chỉ tiêu, 1 chế độ báo cáo; 1 chỗ cần xem lại")));
}

TEST(ReviewPage, LetsNothingOfADocumentActOnThePage) {
  Review review{.title = "<title>", .text = "a <script>alert(1)</script> & \"b\""};
  review.items.push_back({.label = "<b>", .value = "\"><img>", .details = {{"</dl>", "<script>"}}});
  review.notes = {"<i>note"};
  const std::string page = ReviewPage(review);
  EXPECT_EQ(Shown(page), review.text);
  EXPECT_THAT(page, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("<img")), Not(HasSubstr("<i>note")),
                          HasSubstr("default-src 'none'")));
  // What stands nowhere leads nowhere.
  EXPECT_THAT(page, Not(HasSubstr("href=\"#m0\"")));
}

TEST(ReviewPage, ShowsTheTextWholeHoweverItemsOverlap) {
  std::mt19937 random(20261121);
  for (int round = 0; round < 200; ++round) {
    Review review;
    for (int i = 0; i < 60; ++i) review.text += "ab &<\n"[random() % 6];
    for (size_t i = random() % 12; i > 0; --i) {
      const std::uint32_t begin = random() % 70;
      review.items.push_back({.kind = static_cast<ReviewKind>(random() % 7),
                              .begin = begin,
                              .end = begin + static_cast<std::uint32_t>(random() % 30)});
    }
    EXPECT_EQ(Shown(ReviewPage(review)), review.text);
  }
}

TEST(ReviewOf, HasEverythingThatWasProposed) {
  directive::v1::ParsedDirective parsed;
  parsed.set_type(directive::v1::DocumentType::KE_HOACH);
  parsed.set_number("31/KH-UBND");
  parsed.set_subject("phát triển thư viện xã");
  parsed.mutable_issued()->set_year(2021);
  parsed.add_addressees("Ủy ban nhân dân các xã");
  auto* task = parsed.add_assignments();
  task->add_units("Phòng Nội vụ");
  task->set_role(directive::v1::Role::LEAD);
  task->set_binding(false);
  task->mutable_deadline()->set_day(5);
  task->mutable_deadline()->set_month(3);
  task->set_confidence(0.3);
  auto* target = parsed.add_indicators();
  target->set_comparator(directive::v1::Comparator::AT_LEAST);
  target->set_value(95);
  target->set_measure("%");
  target->set_to_year(2030);
  parsed.add_reports()->set_recurrence(directive::v1::Recurrence::YEARLY);
  parsed.add_legal_bases()->set_number("57/KH-UBND");
  parsed.add_citations()->set_number("12/CT-TTg");
  auto* law = parsed.add_legal_bases();
  law->set_type(directive::v1::DocumentType::LUAT);
  law->mutable_span()->set_begin(10);
  law->mutable_span()->set_end(28);
  parsed.add_recipients()->set_name("Như trên");

  const Review review = ReviewOf(parsed, "Căn cứ Luật Thư viện", {"trang 1 đọc bằng OCR"});
  EXPECT_EQ(review.title, "Kế hoạch 31/KH-UBND phát triển thư viện xã");
  const std::string page = ReviewPage(review);
  for (const char* shown :
       {"?/?/2021", "Ủy ban nhân dân các xã", "Phòng Nội vụ", "Chủ trì (đề nghị)", "5/3", "≥ 95 %", "2030", "Hằng năm",
        "57/KH-UBND", "12/CT-TTg", "<b>Luật Thư viện</b>", "Như trên", "trang 1 đọc bằng OCR"}) {
    EXPECT_THAT(page, HasSubstr(shown));
  }
}

TEST(ReviewOf, LeavesOutWhatAPersonHasDropped) {
  directive::v1::Directive directive;
  directive.set_text("văn bản");
  for (const bool dropped : {false, true}) {
    auto* task = directive.add_tasks();
    task->add_units(dropped ? "Phòng Tài chính" : "Phòng Nội vụ");
    task->set_due_on("2021-05-30");
    task->set_due_text("trước ngày 31/5/2021");
    task->set_dropped(dropped);
  }
  directive.add_warnings("the number is blank");
  directive.set_state(directive::v1::DirectiveState::DISCARDED);
  const std::string page = ReviewPage(ReviewOf(directive));
  EXPECT_THAT(page, AllOf(HasSubstr("Phòng Nội vụ"), Not(HasSubstr("Phòng Tài chính")),
                          HasSubstr("2021-05-30 (trước ngày 31/5/2021)"), HasSubstr("the number is blank"),
                          HasSubstr("đã bỏ")));
}

}  // namespace
}  // namespace dondoc::cli
