#include "services/directive/domain/evaluation/compare.h"

#include <gtest/gtest.h>

namespace dondoc::directive::evaluation {
namespace {

const Fields kAll = {"number",      "type",      "issuer",     "place",      "issued",      "subject",    "signer",
                     "legal_bases", "citations", "recipients", "addressees", "assignments", "indicators", "reports"};

// A plan as a careful reader has it, with the sources of a proposal.
ParsedDirective Plan() {
  ParsedDirective plan;
  plan.number = "31/KH-UBND";
  plan.type = DocumentType::kPlan;
  plan.issuer = "Ủy ban nhân dân huyện An Lộc Sơn";
  plan.place = "An Lộc Sơn";
  plan.issued = {2021, 4, 5};
  plan.subject = "Nâng cao chất lượng phổ cập giáo dục";
  plan.signer = {"Đào Văn Thuận", "Chủ tịch", "", "", {}, Evidence::kSignature, 0.9};
  plan.legal_bases = {{.number = "57/KH-UBND", .issued = {2021, 3, 12}, .issuer = "Ủy ban nhân dân tỉnh", .span = {}}};
  plan.recipients = {{.name = "Thường trực Huyện ủy", .purpose = Purpose::kReport, .span = {}},
                     {.name = "VT", .purpose = Purpose::kArchive, .span = {}}};
  plan.addressees = {"Phòng Nội vụ"};
  plan.tasks = {{.units = {"Phòng Giáo dục và Đào tạo"},
                 .role = Role::kLead,
                 .text = "Chủ trì, phối hợp với Phòng Nội vụ hướng dẫn các trường",
                 .coordinators = {"Phòng Nội vụ"},
                 .deadline = {.month = 12, .day = 15},
                 .evidence = Evidence::kHeading},
                {.units = {"Phòng Nội vụ", "Công an huyện"},
                 .text = "Rà soát đội ngũ giáo viên của huyện",
                 .evidence = Evidence::kSentence}};
  plan.targets = {
      {.text = "99,9% trẻ ra lớp", .value = 99.9, .measure = "%", .to_year = 2025, .evidence = Evidence::kSection}};
  plan.reports = {{.from = {"Phòng Nội vụ"}, .due = {.month = 12, .day = 15}, .recurrence = Recurrence::kYearly}};
  for (Source* source : {&plan.sources.number, &plan.sources.type, &plan.sources.issuer, &plan.sources.place,
                         &plan.sources.issued, &plan.sources.subject, &plan.sources.addressees.emplace_back()}) {
    source->evidence = Evidence::kLabelled;
    source->confidence = 0.9;
  }
  return plan;
}

TEST(Compare, FindsNothingWrongInWhatIsTheSame) {
  const Evaluation evaluation = Compare(Plan(), Plan(), kAll);
  EXPECT_EQ(evaluation.documents, 1);
  EXPECT_DOUBLE_EQ(evaluation.macro_f1(), 1.0);
  EXPECT_EQ(evaluation.at(Category::kHeader), (Tally{true, 7, 7, 7}));
  EXPECT_EQ(evaluation.at(Category::kCitations), (Tally{true, 0, 0, 0})) << "asked for, and there are none";
  EXPECT_EQ(evaluation.at(Category::kUnits), (Tally{true, 3, 3, 3}));
  EXPECT_EQ(evaluation.at(Category::kDeadlines), (Tally{true, 1, 1, 1}));
  EXPECT_EQ(evaluation.at(Category::kCoordinators), (Tally{true, 1, 1, 1}));
}

TEST(Compare, SaysOfEachFieldWhetherItIsRight) {
  const struct {
    const char* what;
    void (*spoil)(ParsedDirective& proposed);
    Category category;
    Tally tally;
  } cases[] = {
      {"a number", [](ParsedDirective& p) { p.number = "13/KH-UBND"; }, Category::kNumber, {true, 0, 1, 1}},
      {"no number", [](ParsedDirective& p) { p.number = ""; }, Category::kNumber, {true, 0, 0, 1}},
      {"a kind", [](ParsedDirective& p) { p.type = DocumentType::kLetter; }, Category::kType, {true, 0, 1, 1}},
      {"an issuer", [](ParsedDirective& p) { p.issuer = "Sở Y tế"; }, Category::kIssuer, {true, 0, 1, 1}},
      {"its spelling",
       [](ParsedDirective& p) { p.issuer = "UBND huyện An Lộc Sơn"; },
       Category::kIssuer,
       {true, 1, 1, 1}},
      {"half a day", [](ParsedDirective& p) { p.issued.day = 0; }, Category::kIssued, {true, 0, 1, 1}},
      {"a title", [](ParsedDirective& p) { p.signer.title = "Phó Chủ tịch"; }, Category::kSigner, {true, 0, 1, 1}},
      {"one field of seven", [](ParsedDirective& p) { p.place = ""; }, Category::kHeader, {true, 6, 6, 7}},
      {"a basis of another year",
       [](ParsedDirective& p) { p.legal_bases[0].issued.year = 2020; },
       Category::kLegalBases,
       {true, 0, 1, 1}},
      {"a purpose",
       [](ParsedDirective& p) { p.recipients[1].purpose = Purpose::kInform; },
       Category::kRecipients,
       {true, 1, 2, 2}},
      {"a task too many",
       [](ParsedDirective& p) { p.tasks.push_back(p.tasks[0]); },
       Category::kAssignments,
       {true, 2, 3, 2}},
      {"a task too few", [](ParsedDirective& p) { p.tasks.pop_back(); }, Category::kAssignments, {true, 1, 1, 2}},
      {"a unit of a task",
       [](ParsedDirective& p) { p.tasks[1].units[0] = "Sở Y tế"; },
       Category::kAssignments,
       {true, 1, 2, 2}},
      {"units one by one",
       [](ParsedDirective& p) { p.tasks[1].units[0] = "Sở Y tế"; },
       Category::kUnits,
       {true, 2, 3, 3}},
      {"a role", [](ParsedDirective& p) { p.tasks[0].role = Role::kAdvise; }, Category::kRole, {true, 1, 2, 2}},
      {"a request", [](ParsedDirective& p) { p.tasks[0].binding = false; }, Category::kBinding, {true, 1, 2, 2}},
      {"who helps",
       [](ParsedDirective& p) { p.tasks[0].coordinators.clear(); },
       Category::kCoordinators,
       {true, 0, 0, 1}},
      {"a deadline", [](ParsedDirective& p) { p.tasks[0].deadline.day = 14; }, Category::kDeadlines, {true, 0, 1, 1}},
      {"a deadline too many",
       [](ParsedDirective& p) { p.tasks[1].deadline.year = 2025; },
       Category::kDeadlines,
       {true, 1, 2, 1}},
      {"a target's year",
       [](ParsedDirective& p) { p.targets[0].to_year = 2030; },
       Category::kIndicators,
       {true, 0, 1, 1}},
      {"a target's comparison",
       [](ParsedDirective& p) { p.targets[0].comparator = Comparator::kMoreThan; },
       Category::kIndicators,
       {true, 0, 1, 1}},
      {"how often",
       [](ParsedDirective& p) { p.reports[0].recurrence = Recurrence::kMonthly; },
       Category::kReports,
       {true, 0, 1, 1}},
      {"an addressee",
       [](ParsedDirective& p) { p.addressees[0] = "Sở Tài chính"; },
       Category::kAddressees,
       {true, 0, 1, 1}},
  };
  for (const auto& c : cases) {
    ParsedDirective proposed = Plan();
    c.spoil(proposed);
    EXPECT_EQ(Compare(Plan(), proposed, kAll).at(c.category), c.tally) << c.what;
  }
}

TEST(Compare, LooksOnlyAtWhatIsAskedFor) {
  ParsedDirective wrong = Plan();
  wrong.number = "1/KH-UBND";
  wrong.tasks.clear();
  const Evaluation evaluation = Compare(Plan(), wrong, {"issuer", "issued"});
  EXPECT_EQ(evaluation.at(Category::kHeader), (Tally{true, 2, 2, 2}));
  EXPECT_FALSE(evaluation.at(Category::kAssignments).seen);
  EXPECT_FALSE(evaluation.at(Category::kNumber).seen);
}

TEST(Compare, CountsForEachProposedValueWhetherItsConfidenceWasDeserved) {
  ParsedDirective proposed = Plan();
  proposed.damaged = true;
  proposed.number = "1/KH-UBND";
  proposed.tasks[1].units = {"Sở Y tế"};
  proposed.tasks[1].confidence = 0.55;
  const Evaluation evaluation = Compare(Plan(), proposed, kAll);
  EXPECT_EQ((evaluation.ways.at({"number", Evidence::kLabelled, true})), (WayCount{0, 1}));
  EXPECT_EQ((evaluation.ways.at({"issuer", Evidence::kLabelled, true})), (WayCount{1, 1}));
  EXPECT_EQ((evaluation.ways.at({"assignments", Evidence::kHeading, true})), (WayCount{1, 1}));
  EXPECT_EQ((evaluation.ways.at({"assignments", Evidence::kSentence, true})), (WayCount{0, 1}));
  EXPECT_EQ((evaluation.ways.at({"addressees", Evidence::kLabelled, true})), (WayCount{1, 1}));
  EXPECT_EQ(evaluation.reliability[5], (Bin{1, 0, 0.55}));
}

}  // namespace
}  // namespace dondoc::directive::evaluation
