#include "services/directive/domain/reading/meaning/reports/reports.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "services/directive/domain/reading/meaning/reports/report_acts.h"

namespace dondoc::directive::reading {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

std::string Join(const std::vector<std::string>& names) {
  std::string joined;
  for (const std::string& name : names) {
    joined += (joined.empty() ? "" : " + ") + name;
  }
  return joined;
}

// "HALF_YEARLY 15/6": the day as printed, a quarter as Q1, Friday as W5, an hour as H16:00, a period by its count.
std::string When(const ProposedReport& report) {
  static constexpr std::array<const char*, 8> kNames = {"ONCE",        "WEEKLY", "MONTHLY",  "QUARTERLY",
                                                        "HALF_YEARLY", "YEARLY", "PERIODIC", "AD_HOC"};
  std::string when = kNames[static_cast<size_t>(report.recurrence)];
  const Due& due = report.due;
  when += due.weekday != 0 ? " W" + std::to_string(due.weekday) : "";
  when += due.quarter != 0 ? " Q" + std::to_string(due.quarter) : "";
  when += due.day != 0 || due.month != 0 ? " " + std::to_string(due.day) + "/" + std::to_string(due.month) : "";
  when += due.year != 0 ? "/" + std::to_string(due.year) : "";
  when += due.hour != 0 ? " H" + std::to_string(due.hour) : "";
  when += due.within.count != 0 ? " within " + std::to_string(due.within.count) : "";
  return when + (due.at_once ? " at once" : "");
}

// A document of one paragraph that stands under a heading "Sở X", or (`above` empty) under none.
std::vector<ProposedReport> Read(const std::string& line, const std::vector<std::string>& above,
                                 const std::vector<std::string>& addressees = {}) {
  const TokenText text = Tokenize(line);
  Block block;
  block.end = text.tokens.size();
  block.rank = kParagraph;
  BodyTasks tasks;
  if (!above.empty()) {
    ProposedTask task;
    task.units = above;
    task.evidence = Evidence::kHeading;
    task.span = {0, static_cast<uint32_t>(text.tokens.size())};
    tasks.tasks.push_back(std::move(task));
  }
  ParsedDirective header;
  header.issuer = "Ủy ban nhân dân tỉnh Bình Giang";
  header.addressees = addressees;
  return ReadReports(text, {block}, {SectionKind::kNone}, tasks, header);
}

TEST(ReadReports, ReadsHowOftenAndByWhen) {
  const struct {
    const char* text;
    std::vector<std::string> when;
  } cases[] = {
      {"Định kỳ hằng năm (trước ngày 15/12) báo cáo kết quả về Sở Nội vụ để tổng hợp, báo cáo UBND tỉnh.",
       {"YEARLY 15/12"}},
      {"Theo quy định, định kỳ báo cáo UBND tỉnh.", {"PERIODIC"}},
      {"Báo cáo UBND tỉnh trước ngày 30/11/2025.", {"ONCE 30/11/2025"}},
      {"Kịp thời báo cáo UBND tỉnh xem xét.", {"AD_HOC"}},
      {"Trước ngày 15/12 hàng năm báo cáo UBND tỉnh.", {"YEARLY 15/12"}},
      {"Định kỳ 6 tháng, hằng năm báo cáo Sở Nội vụ.", {"HALF_YEARLY", "YEARLY"}},
      {"Thực hiện chế độ báo cáo định kỳ 6 tháng và tổng kết năm cho UBND tỉnh.", {"HALF_YEARLY", "YEARLY"}},
      {"Báo cáo 6 tháng (trước ngày 15/6) và báo cáo năm (trước ngày 15/12) gửi Sở Nội vụ.",
       {"HALF_YEARLY 15/6", "YEARLY 15/12"}},
      {"Định kỳ 6 tháng báo cáo Sở Nội vụ trước ngày 15 tháng 6 và ngày 15 tháng 12.",
       {"HALF_YEARLY 15/6", "HALF_YEARLY 15/12"}},
      {"Trước ngày 10/6 và 10/12 hằng năm báo cáo Sở Nội vụ.", {"YEARLY 10/6", "YEARLY 10/12"}},
      {"Hằng quý báo cáo Sở Nội vụ trước ngày 20 tháng cuối quý.", {"QUARTERLY 20/0"}},
      {"Báo cáo Sở Nội vụ ngày 05 hằng tháng.", {"MONTHLY 5/0"}},
      {"Báo cáo Sở Nội vụ trước thứ Sáu hằng tuần.", {"WEEKLY W5"}},
      {"Chậm nhất vào thứ Sáu hằng tuần gửi số liệu về Sở Nội vụ.", {"WEEKLY W5"}},
      {"Cung cấp số liệu cho Sở Nội vụ vào thứ Sáu hằng tuần.", {"WEEKLY W5"}},
      {"Báo cáo Sở Nội vụ trước Chủ nhật hằng tuần.", {"WEEKLY W7"}},
      {"Định kỳ 06 tháng (trước ngày 10/6), năm (trước ngày 05/12) báo cáo Sở Nội vụ.",
       {"HALF_YEARLY 10/6", "YEARLY 5/12"}},
      {"Hằng tháng (trước ngày 25), hằng quý (trước ngày 20 tháng cuối quý), 6 tháng và năm báo cáo Sở Nội vụ.",
       {"MONTHLY 25/0", "QUARTERLY 20/0", "HALF_YEARLY", "YEARLY"}},
      {"Gửi báo cáo 6 tháng về Sở Nội vụ trước ngày 15/6, báo cáo năm trước ngày 15/12.",
       {"HALF_YEARLY 15/6", "YEARLY 15/12"}},
      {"Hằng quý báo cáo Sở Nội vụ, đồng thời báo cáo UBND tỉnh trước ngày 15/12/2026.",
       {"QUARTERLY", "ONCE 15/12/2026"}},
      {"Hằng tuần báo cáo Sở Nội vụ vào chiều thứ Năm.", {"WEEKLY W4"}},
      {"Báo cáo Sở Nội vụ 03 tháng một lần.", {"QUARTERLY"}},
      {"Báo cáo Sở Nội vụ hằng ngày.", {"PERIODIC"}},
      {"Báo cáo Sở Nội vụ khi kết thúc đợt vận động.", {"ONCE"}},
      {"Báo cáo UBND tỉnh trước ngày 30 tháng 01 của năm tiếp theo.", {"YEARLY 30/1"}},
      {"Báo cáo UBND tỉnh trước 17 giờ 00, thứ Ba ngày 25/11/2025.", {"ONCE 25/11/2025 H17"}},
      {"Báo cáo UBND tỉnh trong vòng 05 ngày kể từ ngày nhận được văn bản.", {"ONCE within 5"}},
      {"Trong 24 giờ kể từ khi nhận được Công điện này báo cáo UBND tỉnh.", {"ONCE within 24"}},
      {"Báo cáo UBND tỉnh ngay sau khi nhận được Công điện này.", {"ONCE at once"}},
      {"Rà soát kinh phí hằng năm của xã trong 10 ngày kể từ ngày ký và định kỳ báo cáo UBND tỉnh.", {"PERIODIC"}},
      {"Ngay sau khi nhận được Công điện này, hằng ngày báo cáo UBND tỉnh.", {"PERIODIC"}},
      {"Ngay sau khi nhận được Công điện này, mở kho, kịp thời báo cáo UBND tỉnh vướng mắc.", {"AD_HOC"}},
      {"Báo cáo ngay UBND tỉnh khi có sách hỏng.", {"AD_HOC"}},
      {"Cung cấp số liệu cho Sở Nội vụ chậm nhất 03 ngày sau khi nhận được Kế hoạch này.", {"ONCE within 3"}},
      {"Báo cáo UBND tỉnh trong 6 tháng kể từ ngày ban hành Kế hoạch này.", {"ONCE within 6"}},
      {"Báo cáo UBND tỉnh. Thời hạn: 10 ngày kể từ ngày ban hành Kế hoạch này.", {"ONCE within 10"}},
      {"Báo cáo UBND tỉnh trong quý I năm 2026.", {"ONCE Q1/2026"}},
      // A day of one year comes once, whatever else the sentence repeats; what is said behind it comes as well.
      {"Rà soát kinh phí hằng năm, báo cáo UBND tỉnh trước ngày 30/11/2025.", {"ONCE 30/11/2025"}},
      {"Báo cáo UBND tỉnh trước ngày 20/11/2025 và hằng tháng.", {"ONCE 20/11/2025", "MONTHLY"}},
      {"Xây dựng kế hoạch hằng năm và báo cáo UBND tỉnh.", {"AD_HOC"}},
      {"Báo cáo kết quả 6 tháng về Sở Nội vụ trước ngày 15/6 để tổng hợp, báo cáo Bộ Nội vụ trước ngày 20/6.",
       {"HALF_YEARLY 15/6"}},
      {"Báo cáo UBND tỉnh kết quả trước ngày 20/3/2026. Hằng quý báo cáo Sở Nội vụ tiến độ.",
       {"ONCE 20/3/2026", "QUARTERLY"}},
      {"Gửi báo cáo trước ngày 15/11 hằng năm và báo cáo đột xuất khi có yêu cầu về Sở Nội vụ.",
       {"YEARLY 15/11", "AD_HOC"}},
      {"Báo cáo Sở Nội vụ định kỳ, đột xuất.", {"PERIODIC"}},
      {"Báo cáo UBND tỉnh. Thời gian hoàn thành: trước ngày 31/5/2026.", {"ONCE 31/5/2026"}},
  };
  for (const auto& [line, expected] : cases) {
    std::vector<std::string> when;
    for (const ProposedReport& report : Read(line, {"Sở X"})) {
      when.push_back(When(report));
    }
    EXPECT_THAT(when, ElementsAreArray(expected)) << line;
  }
}

TEST(ReadReports, TellsPeriodsFromWordsWithoutDiacritics) {
  for (const char* line : {"Theo quy dinh hien hanh, bao cao UBND tinh, Bo Noi vu.",
                           "Bao cao UBND tinh va nam tinh hinh cac xa, phuong."}) {
    const std::vector<ProposedReport> reports = Read(line, {"Sở X"});
    ASSERT_EQ(reports.size(), 1u) << line;
    EXPECT_EQ(When(reports[0]), "AD_HOC") << line;
  }
}

TEST(ReadReports, ReadsWhoReportsToWhom) {
  // "from > to", from the line and the heading "Sở X".
  const std::pair<const char*, std::vector<std::string>> cases[] = {
      {"Báo cáo kết quả về Sở Nội vụ.", {"Sở X > Sở Nội vụ"}},
      {"Báo cáo kết quả về UBND tỉnh (qua Sở Nội vụ).", {"Sở X > Ủy ban nhân dân tỉnh"}},
      {"Báo cáo, đề xuất UBND tỉnh và Bộ Nội vụ hướng giải quyết.", {"Sở X > Ủy ban nhân dân tỉnh + Bộ Nội vụ"}},
      {"Báo cáo Sở Nội vụ, đồng gửi Sở Tài chính.", {"Sở X > Sở Nội vụ + Sở Tài chính"}},
      {"Cung cấp số liệu cho Sở Nội vụ trước ngày 5/12/2026 để tổng hợp, báo cáo UBND tỉnh.", {"Sở X > Sở Nội vụ"}},
      {"Gửi Sở Nội vụ báo cáo tình hình.", {"Sở X > Sở Nội vụ"}},
      {"Nếu có vướng mắc, các sở, ngành kịp thời phản ánh về Sở Nội vụ.", {"Các sở, ngành > Sở Nội vụ"}},
      {"Nếu cần sửa đổi, các xã chủ động đề xuất gửi Sở Nội vụ tổng hợp và báo cáo UBND tỉnh.", {"Các xã > Sở Nội vụ"}},
      {"Chủ trì đợt vận động; các sở, ngành gửi kết quả rà soát về Sở X để tổng hợp, báo cáo UBND tỉnh.",
       {"Các sở, ngành > Sở X"}},
      {"Các xã phản ánh về Sở Nội vụ; Sở Nội vụ tổng hợp, báo cáo UBND tỉnh.",
       {"Các xã > Sở Nội vụ", "Sở Nội vụ > Ủy ban nhân dân tỉnh"}},
      {"Các xã rà soát sách; gửi kết quả về Sở Nội vụ; Sở Nội vụ đánh giá; báo cáo UBND tỉnh.",
       {"Các xã > Sở Nội vụ", "Sở Nội vụ > Ủy ban nhân dân tỉnh"}},
      {"Tổng kết công tác, đề xuất xây dựng Nghị quyết mới, gửi Sở Nội vụ.", {"Sở X > Sở Nội vụ"}},
      {"Kịp thời báo cáo UBND tỉnh việc đột xuất; tổng hợp, báo cáo Bộ Nội vụ theo quy định.",
       {"Sở X > Ủy ban nhân dân tỉnh", "Sở X > Bộ Nội vụ"}},
      {"Tổng hợp kết quả của các xã để báo cáo UBND tỉnh.", {"Sở X > Ủy ban nhân dân tỉnh"}},
      {"Phối hợp với Sở Y tế báo cáo UBND tỉnh.", {"Sở X > Ủy ban nhân dân tỉnh"}},
      {"Định kỳ tham mưu UBND tỉnh báo cáo Bộ Nội vụ.", {"Sở X > Bộ Nội vụ"}},
      {"Đối với 12 xã biên giới, yêu cầu có văn bản báo cáo Sở Nội vụ.", {"12 xã biên giới > Sở Nội vụ"}},
      {"Các xã được giao chỉ tiêu có trách nhiệm rà soát sách; báo cáo Sở Nội vụ.",
       {"Các xã được giao chỉ tiêu > Sở Nội vụ"}},
      {"Các đơn vị tổ chức trực ban và báo cáo Sở Nội vụ.", {"Các đơn vị > Sở Nội vụ"}},
      {"Báo cáo những vụ việc phức tạp.", {"Sở X > "}},
  };
  for (const auto& [line, expected] : cases) {
    std::vector<std::string> found;
    for (const ProposedReport& report : Read(line, {"Sở X"})) {
      found.push_back(Join(report.from) + " > " + Join(report.to));
    }
    EXPECT_THAT(found, ElementsAreArray(expected)) << line;
  }
}

TEST(ReadReports, KnowsPapersAndWhatOthersDo) {
  for (const char* line : {
           "Lập báo cáo thẩm định theo mẫu.",
           "Theo báo cáo của Sở Nội vụ, các xã đã có sách.",
           "Mời báo cáo viên của Bộ Nội vụ.",
           "Tổng hợp báo cáo từ các xã.",
           "Rà soát, cắt giảm chế độ báo cáo của các xã.",
           "Xây dựng chế độ báo cáo, theo dõi.",
           "Rà soát công tác báo cáo của đơn vị.",
           "Xây dựng Kế hoạch và gửi về UBND tỉnh trước ngày 28/2/2026.",
           "Lập danh sách gửi Sở Nội vụ.",
           "Gửi sách về các xã.",
           "Cung cấp thông tin cho các xã.",
           "Tiếp nhận, xử lý phản ánh với các xã.",
           "Là đầu mối tổng hợp, báo cáo UBND tỉnh.",
           "Chấp hành quy chế giao ban, báo cáo, kiểm tra.",
           "Đôn đốc các xã báo cáo UBND tỉnh.",
           "Nghiên cứu Báo cáo số 12 và thực hiện.",
       }) {
    EXPECT_TRUE(Read(line, {"Sở X"}).empty()) << line;
  }
  // "báo cáo Sở", "báo cáo Viện" are no "báo cáo số", "báo cáo viên".
  EXPECT_EQ(Read("Báo cáo Viện Kiểm sát nhân dân tỉnh.", {"Sở X"}).size(), 1u);
  EXPECT_EQ(Read("Báo cáo Sở Nội vụ.", {"Sở X"}).size(), 1u);
}

TEST(ReadReports, ReadsWhatNoTaskHolds) {
  const std::vector<ProposedReport> own = Read("Các xã gửi kết quả về Sở Nội vụ trước ngày 15/12/2025.", {});
  ASSERT_EQ(own.size(), 1u);
  EXPECT_THAT(own[0].from, ElementsAre("Các xã"));
  // To whoever a letter goes; in other documents it is left open.
  const char* line = "Khi có việc bất thường, báo cáo ngay về Sở Nội vụ.";
  ASSERT_EQ(Read(line, {}).size(), 1u);
  EXPECT_TRUE(Read(line, {})[0].from.empty());
  EXPECT_THAT(Read(line, {}, {"Các xã"}).at(0).from, ElementsAre("Các xã"));
  EXPECT_THAT(Read("Sở Nội vụ là cơ quan thường trực; kịp thời báo cáo UBND tỉnh.", {}).at(0).from,
              ElementsAre("Sở Nội vụ"));
  EXPECT_THAT(Read("Thứ hai, các xã phải chủ động; khi có vướng mắc phải báo cáo Sở Nội vụ.", {}).at(0).from,
              ElementsAre("Các xã"));
  EXPECT_TRUE(Read("Trên đây là kế hoạch, UBND tỉnh Bình Giang báo cáo Bộ Nội vụ.", {}).empty());
  EXPECT_TRUE(Read("Sở Nội vụ đã báo cáo UBND tỉnh.", {}).empty());
  EXPECT_TRUE(Read("Báo cáo kết quả thí điểm được công bố.", {}).empty());
}

TEST(ReadTableReports, ReadsTasksAndTheirTimes) {
  const TokenText text = Tokenize("Rà soát sách, báo cáo UBND tỉnh\nSở Nội vụ\nTháng 12 hằng năm\n");
  const size_t lead = FindWords(text, 0, text.tokens.size(), "so noi vu");
  const size_t when = FindWords(text, 0, text.tokens.size(), "thang");
  TaskRow row;
  row.task = {0, lead};
  row.lead = {lead, when};
  row.when = {when, text.tokens.size()};
  row.number = "4";
  const std::vector<ProposedReport> reports = ReadTableReports(text, {row});
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_THAT(reports[0].from, ElementsAre("Sở Nội vụ"));
  EXPECT_EQ(When(reports[0]), "YEARLY 0/12");
  EXPECT_EQ(reports[0].section, "4");
}

}  // namespace
}  // namespace dondoc::directive::reading
