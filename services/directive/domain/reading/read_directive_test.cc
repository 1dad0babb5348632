#include "services/directive/domain/reading/read_directive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "common/text/utf8.h"
#include "services/directive/domain/each_value.h"

namespace dondoc::directive {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string Sample(const std::string& name) {
  const std::string text = ReadFile("tests/samples/" + name + ".txt");
  EXPECT_FALSE(text.empty()) << name << ": run from the repository's root";
  return text;
}

const ProposedTask* TaskAt(const ParsedDirective& parsed, const std::string& section, size_t skip = 0) {
  for (const ProposedTask& task : parsed.tasks) {
    if (task.section == section && skip-- == 0) {
      return &task;
    }
  }
  return nullptr;
}

void ExpectSpansInside(const ParsedDirective& parsed, size_t size) {
  const auto inside = [size](const Span& span) {
    EXPECT_TRUE(span.begin <= span.end && span.end <= size) << span.begin << " " << span.end;
  };
  ForEachValue(parsed, [&](std::string_view, const auto& value) { inside(value.span); });
  for (const auto& item : parsed.outline) inside(item.span);
}

// The words of `text` at `span`.
std::string At(const std::string& text, const Span& span) { return text.substr(span.begin, span.end - span.begin); }

TEST(ReadDirective, SaysWhereEveryValueStandsAndHowItWasFound) {
  for (const char* name : {"plan_district", "plan_province", "letter_blank", "decision_table", "plan_scanned"}) {
    const std::string text = Sample(name);
    const ParsedDirective parsed = ReadDirective(text);
    ForEachValue(parsed, [&](std::string_view field, const auto& value) {
      EXPECT_NE(value.evidence, Evidence::kNone) << name << " " << field;
      EXPECT_TRUE(value.confidence > 0 && value.confidence < 1) << name << " " << field;
    });
    std::string number = At(text, parsed.sources.number.span);
    std::erase(number, ' ');
    EXPECT_EQ(number, parsed.number) << name;
    EXPECT_EQ(At(text, parsed.sources.place.span), parsed.place) << name;
    EXPECT_EQ(parsed.sources.issued.evidence == Evidence::kNone, parsed.issued.empty()) << name;
    EXPECT_EQ(parsed.sources.type.evidence == Evidence::kNone, parsed.type == DocumentType::kUnknown) << name;
    EXPECT_EQ(parsed.sources.subject.evidence == Evidence::kNone, parsed.subject.empty()) << name;
    EXPECT_EQ(parsed.sources.issuer.evidence == Evidence::kNone, parsed.issuer.empty()) << name;
    EXPECT_EQ(parsed.sources.addressees.size(), parsed.addressees.size()) << name;
  }
}

TEST(ReadDirective, ReadsTheDistrictsPlan) {
  const std::string text = Sample("plan_district");
  const ParsedDirective parsed = ReadDirective(text);
  EXPECT_EQ(parsed.number, "31/KH-UBND");
  EXPECT_EQ(parsed.type, DocumentType::kPlan);
  EXPECT_EQ(parsed.issuer, "Ủy ban nhân dân huyện An Lộc Sơn");
  EXPECT_EQ(parsed.place, "An Lộc Sơn");
  EXPECT_EQ(parsed.issued, (PartialDate{2021, 4, 5}));
  EXPECT_EQ(parsed.signer.name, "Đào Văn Thuận");
  EXPECT_EQ(parsed.signer.title, "Chủ tịch");
  EXPECT_EQ(parsed.signer.on_behalf_of, "Ủy ban nhân dân");
  EXPECT_EQ(At(text, parsed.sources.subject.span).substr(0, 10), parsed.subject.substr(0, 10));
  EXPECT_EQ(At(text, parsed.sources.issued.span), "ngày 05 tháng 4 năm 2021");
  ASSERT_EQ(parsed.legal_bases.size(), 2u);
  EXPECT_EQ(parsed.legal_bases[0].issuer, "Ủy ban nhân dân tỉnh Bình Giang");
  EXPECT_EQ(parsed.tasks.size(), 12u);
  const ProposedTask* lead = TaskAt(parsed, "IV.2");
  ASSERT_NE(lead, nullptr);
  EXPECT_EQ(lead->role, Role::kLead);
  EXPECT_THAT(lead->coordinators, ElementsAre("Phòng Văn hóa và Thông tin huyện", "Các cơ quan, đơn vị liên quan"));
  EXPECT_EQ(text.substr(lead->span.begin, 10), "Chủ trì");
  const ProposedTask* request = TaskAt(parsed, "IV.4");
  ASSERT_NE(request, nullptr);
  EXPECT_FALSE(request->binding);
  const ProposedTask* yearly = TaskAt(parsed, "IV.5", 1);
  ASSERT_NE(yearly, nullptr);
  EXPECT_EQ(yearly->deadline, (Due{0, 0, 12, 15, 0}));
  ASSERT_EQ(parsed.targets.size(), 5u);
  EXPECT_EQ(parsed.targets[1].comparator, Comparator::kMoreThan);
  EXPECT_EQ(parsed.targets[1].value, 75.5);
  EXPECT_EQ(parsed.targets[4].from_year, 2026);
  ASSERT_EQ(parsed.reports.size(), 2u);
  EXPECT_EQ(parsed.reports[1].recurrence, Recurrence::kYearly);
  EXPECT_THAT(parsed.recipients, Contains(Field(&Recipient::purpose, Purpose::kPublish)));
  ExpectSpansInside(parsed, text.size());
}

TEST(ReadDirective, ReadsLabelsBehindTasks) {
  const ParsedDirective parsed = ReadDirective(Sample("plan_province"));
  const ProposedTask* bought = TaskAt(parsed, "III.1");
  ASSERT_NE(bought, nullptr);
  EXPECT_THAT(bought->units, ElementsAre("Sở Văn hóa, Thể thao và Du lịch"));
  EXPECT_EQ(bought->role, Role::kLead);
  EXPECT_THAT(bought->coordinators, ElementsAre("Sở Tài chính", "Ủy ban nhân dân các huyện, thành phố"));
  EXPECT_EQ(bought->deadline, (Due{2021, 3, 0, 0, 0}));
}

TEST(ReadDirective, ReadsDeadlinesOfAllForms) {
  const ParsedDirective parsed = ReadDirective(
      "ỦY BAN NHÂN DÂN\nTỈNH BÌNH GIANG\n\nSố: 12/CĐ-UBND\n\nBình Giang, ngày 02 tháng 3 năm 2026\n\n"
      "CÔNG ĐIỆN\nVề việc bảo vệ kho sách trước mưa lũ\n\nChủ tịch Ủy ban nhân dân tỉnh yêu cầu:\n\n"
      "1. Sở Y tế:\n"
      "a) Lập phương án trong thời hạn 07 ngày làm việc, kể từ ngày nhận được Công điện này.\n"
      "b) Rà soát kho sách của bệnh viện. Thời hạn: 10 ngày kể từ ngày ban hành Công điện.\n"
      "c) Rà soát kho sách của trạm y tế. Thời hạn: Quý II/2026.\n"
      "d) Ngay sau khi nhận được Công điện này, tổ chức trực ban, kịp thời báo cáo Ủy ban nhân dân tỉnh khi có sách "
      "hỏng.\n"
      "2. Ủy ban nhân dân các xã thống kê sách hỏng, báo cáo Ủy ban nhân dân tỉnh trong 24 giờ kể từ khi nhận được "
      "Công "
      "điện này.\n"
      "3. Sở Tài chính cấp kinh phí trong 05 ngày kể từ ngày nhận được đề nghị của các xã.\n"
      "4. Công an tỉnh huy động lực lượng ngay khi nhận được Công điện, di dời xong sách trước 24 giờ ngày "
      "03/3/2026.\n\n"
      "Yêu cầu các sở, ngành thực hiện nghiêm túc ngay sau khi nhận được Công điện này./.\n\n"
      "CHỦ TỊCH\nNguyễn Văn An\n");
  const auto within = [](int count, Period::Unit unit, Period::From from) {
    return Due{.within = {count, unit, from}};
  };
  const std::pair<const char*, Due> tasks[] = {
      {"1.a", within(7, Period::Unit::kWorkingDay, Period::From::kReceipt)},
      {"1.b", within(10, Period::Unit::kDay, Period::From::kIssue)},
      {"1.c", {.year = 2026, .quarter = 2}},
      {"1.d", {.at_once = true}},
      {"2", within(24, Period::Unit::kHour, Period::From::kReceipt)},
      {"3", {}},
      {"4", {.year = 2026, .month = 3, .day = 3, .hour = 24}},
  };
  for (const auto& [section, due] : tasks) {
    const ProposedTask* task = TaskAt(parsed, section);
    ASSERT_NE(task, nullptr) << section;
    EXPECT_EQ(task->deadline, due) << section;
  }
  EXPECT_EQ(parsed.tasks.size(), std::size(tasks)) << "to comply at once is no task of its own";
  ASSERT_EQ(parsed.reports.size(), 2u);
  EXPECT_EQ(parsed.reports[0].recurrence, Recurrence::kAdHoc);
  EXPECT_TRUE(parsed.reports[0].due.empty());
  EXPECT_EQ(parsed.reports[1].recurrence, Recurrence::kOnce);
  EXPECT_EQ(parsed.reports[1].due, within(24, Period::Unit::kHour, Period::From::kReceipt));
}

TEST(ReadDirective, LeavesBlankWhatALetterLeavesBlank) {
  const ParsedDirective parsed = ReadDirective(Sample("letter_blank"));
  EXPECT_EQ(parsed.number, "/UBND-VX");
  EXPECT_EQ(parsed.type, DocumentType::kLetter);
  EXPECT_TRUE(parsed.issued.empty());
  EXPECT_EQ(parsed.place, "An Lộc Sơn");
  EXPECT_EQ(parsed.subject, "chuẩn bị ngày hội đọc sách năm 2024");
  EXPECT_THAT(parsed.addressees, ElementsAre("Các phòng, ban, đơn vị trực thuộc huyện", "Hội Khuyến học huyện",
                                             "Ủy ban nhân dân các xã, thị trấn"));
  EXPECT_EQ(parsed.tasks.size(), 5u);
}

TEST(ReadDirective, ReadsABadScanByMeaning) {
  const ParsedDirective parsed = ReadDirective(Sample("plan_scanned"));
  EXPECT_TRUE(parsed.damaged);
  EXPECT_EQ(parsed.number, "46/KH-UBND");
  EXPECT_EQ(parsed.issued, (PartialDate{2025, 5, 9}));
  ASSERT_EQ(parsed.tasks.size(), 6u);
  EXPECT_THAT(parsed.tasks[0].units, ElementsAre("Phòng Giáo dục và Đào tạo"));
  EXPECT_EQ(parsed.tasks[0].role, Role::kLead);
  EXPECT_THAT(parsed.tasks[2].units, ElementsAre("Phòng Tài chính - Kế hoạch"));
  EXPECT_THAT(parsed.tasks[4].units, ElementsAre("Ủy ban nhân dân các xã, thị trấn"));
  EXPECT_FALSE(parsed.tasks[5].binding);
}

TEST(ReadDirective, ReadsADecisionWithATableOfTasks) {
  const ParsedDirective parsed = ReadDirective(Sample("decision_table"));
  EXPECT_EQ(parsed.type, DocumentType::kDecision);
  EXPECT_EQ(parsed.signer.signing_for, "Chủ tịch");
  ASSERT_EQ(parsed.tasks.size(), 3u);
  EXPECT_THAT(parsed.tasks[2].units, ElementsAre("Sở Nội vụ", "Sở Văn hóa, Thể thao và Du lịch"));
  EXPECT_EQ(parsed.tasks[1].deadline, (Due{2026, 1, 0, 0, 0}));
}

TEST(ReadDirective, ReadsTheFirstOfTwoDocuments) {
  const std::string letter = Sample("letter_blank");
  const std::string plan = Sample("plan_district");
  for (const auto& [first, second] : {std::pair(letter, plan), std::pair(plan, letter + "\n\n" + plan)}) {
    const ParsedDirective alone = ReadDirective(first);
    const ParsedDirective both = ReadDirective(first + "\n\n" + second);
    EXPECT_EQ(both.number, alone.number);
    EXPECT_EQ(both.type, alone.type);
    EXPECT_EQ(both.issued, alone.issued);
    EXPECT_EQ(both.subject, alone.subject);
    EXPECT_EQ(both.signer.name, alone.signer.name);
    EXPECT_EQ(both.recipients.size(), alone.recipients.size());
    EXPECT_EQ(both.tasks.size(), alone.tasks.size());
    EXPECT_EQ(both.reports.size(), alone.reports.size());
    EXPECT_EQ(both.targets.size(), alone.targets.size());
    EXPECT_EQ(both.outline.size(), alone.outline.size());
  }
}

TEST(ReadDirective, ReadsNothingFromNothing) {
  EXPECT_TRUE(ReadDirective("").empty());
  EXPECT_TRUE(ReadDirective(" \n\t\n").empty());
  EXPECT_TRUE(ReadDirective("**\n---\n|\n|\n").tasks.empty());
}

const std::vector<std::string>& Names() {
  static const std::vector<std::string> names = {"plan_province", "plan_district", "letter_blank", "plan_scanned",
                                                 "decision_table"};
  return names;
}

TEST(ReadDirectiveProperty, HoldsOnTruncatedText) {
  for (const std::string& name : Names()) {
    const std::string text = Sample(name);
    for (size_t size = 0; size < text.size(); size += 97) {
      ExpectSpansInside(ReadDirective(std::string_view(text).substr(0, size)), size);
    }
  }
}

TEST(ReadDirectiveProperty, HoldsOnShuffledLinesAndRandomBytes) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (const std::string& name : Names()) {
    const std::string text = Sample(name);
    std::vector<std::string> lines;
    for (size_t at = 0; at < text.size();) {
      const size_t end = std::min(text.find('\n', at), text.size());
      lines.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    for (int round = 0; round < 20; ++round) {
      std::shuffle(lines.begin(), lines.end(), random);
      std::string shuffled;
      for (const std::string& line : lines) {
        shuffled += line + "\n";
      }
      ExpectSpansInside(ReadDirective(shuffled), shuffled.size());
    }
    for (int round = 0; round < 40; ++round) {
      std::string edited = text;
      for (int i = 0; i < 60; ++i) {
        edited[random() % edited.size()] = static_cast<char>(random());
      }
      ExpectSpansInside(ReadDirective(edited), edited.size());
    }
  }
}

std::filesystem::path Shared() {
  const char* given = std::getenv("DONDOC_SHARED");
  return given != nullptr ? given : "../shared";
}

std::vector<std::filesystem::path> SharedTexts() {
  std::vector<std::filesystem::path> texts;
  for (const char* folder : {"corpus", "seeds"}) {
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(Shared() / folder, error)) {
      if (entry.path().extension() == ".txt") {
        texts.push_back(entry.path());
      }
    }
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

TEST(ReadDirectiveCorpus, EveryRealDocumentSaysSomething) {
  const std::vector<std::filesystem::path> texts = SharedTexts();
  if (texts.empty()) {
    GTEST_SKIP() << "no real documents at " << Shared() << " (DONDOC_SHARED)";
  }
  for (const auto& path : texts) {
    const std::string text = ReadFile(path);
    const ParsedDirective parsed = ReadDirective(text);
    EXPECT_FALSE(parsed.empty()) << path;
    ExpectSpansInside(parsed, text.size());
    for (const ProposedTask& task : parsed.tasks) {
      EXPECT_FALSE(task.units.empty()) << path;
      EXPECT_FALSE(FirstInvalidUtf8(task.text)) << path;
    }
  }
}

TEST(ReadDirective, TakesDocumentsFromFootnotesAndNoTasks) {
  const ParsedDirective read = ReadDirective(
      "1. Sở Y tế\n\n- Mở kho sách theo nghị quyết của tỉnh.\n\n2. Sở Nội vụ\n\n- Mua sách cho các xã.\n\n"
      "[1] Nghị quyết số 12/NQ-HĐND ngày 5/3/2026 của tỉnh: Sở Tài chính cấp kinh phí cho các xã.\n\n"
      "2 Kế hoạch số 7/KH-UBND ngày 6/3/2026 của tỉnh, Sở Tư pháp thẩm định trước ngày 1/4/2026.\n");
  ASSERT_EQ(read.tasks.size(), 2u);
  EXPECT_EQ(read.tasks[1].text, "Mua sách cho các xã.");
  std::vector<std::string> cited;
  for (const Citation& citation : read.citations) {
    cited.push_back(citation.number);
  }
  EXPECT_EQ(cited, (std::vector<std::string>{"12/NQ-HĐND", "7/KH-UBND"}));
}

TEST(ReadDirective, TakesDocumentsFromNotesBehindTheClosing) {
  for (const char* gap : {"\n", "\n\n"}) {
    const ParsedDirective read = ReadDirective(Sample("plan_province") + gap +
                                               "1 Quyết định số 12/QĐ-UBND ngày 05/3/2020 của UBND tỉnh Bình Giang.\n" +
                                               "2 Kế hoạch số 7/KH-UBND ngày 06/3/2020 của UBND tỉnh Bình Giang.\n");
    std::vector<std::string> cited;
    for (const Citation& citation : read.citations) {
      cited.push_back(citation.number);
    }
    EXPECT_EQ(cited, (std::vector<std::string>{"12/QĐ-UBND", "7/KH-UBND"}));
    EXPECT_EQ(read.tasks.size(), ReadDirective(Sample("plan_province")).tasks.size());
    EXPECT_EQ(read.signer.name, "Lương Thị Mai Hạ");
  }
}

}  // namespace
}  // namespace dondoc::directive
