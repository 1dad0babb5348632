#include "services/directive/domain/reading/meaning/targets/targets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "services/directive/domain/reading/meaning/targets/figures.h"
#include "services/directive/domain/reading/meaning/values/years.h"

namespace dondoc::directive::reading {
namespace {

using ::testing::IsEmpty;

TEST(FindYears, ReadsPeriods) {
  const struct {
    const char* text;
    int from;
    int to;
  } cases[] = {
      {"Giai đoạn 2021 - 2025", 2021, 2025},
      {"từ năm 2021 đến năm 2025", 2021, 2025},
      {"đến năm 2030", 0, 2030},
      {"vào năm 2030", 0, 2030},
      {"năm 2026", 2026, 2026},
      {"từ năm 2026 trở đi", 2026, 0},
      {"sau năm 2030", 2030, 0},
      {"Quyết định ngày 05 tháng 4 năm 2021 của tỉnh", 0, 0},
      {"Kế hoạch ngày 05/4/2021", 0, 0},
      {"xong trước ngày 06 tháng 12 năm 2025", 0, 2025},
      {"xong trước ngày 30/9/2025", 0, 2025},
      {"sau này", 0, 0},
  };
  for (const auto& c : cases) {
    const TokenText text = Tokenize(c.text);
    const Years years = FindYears(text, 0, text.tokens.size());
    EXPECT_EQ(years.from, c.from) << c.text;
    EXPECT_EQ(years.to, c.to) << c.text;
  }
}

TEST(ReadFigure, ReadsValueAndMeasure) {
  const struct {
    const char* text;
    double value;
    const char* measure;
    bool counts;
  } cases[] = {
      {"99,9%", 99.9, "%", false},
      {"12 ‰", 12, "‰", false},
      {"30 phần trăm", 30, "%", false},
      {"10 - 12% mỗi năm", 10, "%", false},
      {"10% - 12%", 10, "%", false},
      {"1,5 đến 2% dân số", 1.5, "%", false},
      {"03 tủ sách trong mỗi xã", 3, "tủ sách", true},
      {"1.700 ha rừng", 1700, "ha rừng", true},
      {"1.700km đường sách", 1700, "km", true},
      {"20.000 m2 nhà ở xã hội cho công nhân", 20000, "m2 nhà ở xã hội", true},
      {"250 km² rừng", 250, "km² rừng", true},
      {"1.700m3/ngày đêm", 1700, "m3/ngày đêm", true},
      {"15 hợp tác xã nông nghiệp kiểu mới", 15, "hợp tác xã nông nghiệp kiểu mới", true},
      {"30ha vườn đọc", 30, "ha", true},
      {"1 triệu lượt đọc", 1e6, "lượt đọc", true},
      {"5 triệu đồng/người", 5, "triệu đồng/người", true},
      {"4/100.000 trẻ đọc sách", 4, "/100.000 trẻ đọc sách", true},
      {"18 bạn đọc/1.000 dân", 18, "bạn đọc/1.000 dân", true},
      {"15 tuổi trở lên", 15, "tuổi", false},
      {"2 lần", 2, "lần", false},
      {"15/19 xã có sách", 15, "xã", true},
      {"1/3 số xã", 1, "số xã", false},
      {"12/15 chỉ tiêu", 12, "chỉ tiêu", false},
      {"22 nhiệm vụ chung", 22, "nhiệm vụ chung", false},
      {"2,1 triệu tấn giấy", 2.1, "triệu tấn giấy", true},
  };
  for (const auto& c : cases) {
    const TokenText text = Tokenize(c.text);
    const Figure figure = ReadFigure(text, 0, 0, text.tokens.size());
    ASSERT_NE(figure.end, 0u) << c.text;
    EXPECT_DOUBLE_EQ(figure.value, c.value) << c.text;
    EXPECT_EQ(figure.measure, c.measure) << c.text;
    EXPECT_EQ(figure.counts, c.counts) << c.text;
  }
  const TokenText year = Tokenize("2025 là năm đọc sách");
  EXPECT_EQ(ReadFigure(year, 0, 0, year.tokens.size()).end, 0u);
}

// A body of one paragraph for each line, all in one kind of section.
std::vector<ProposedTarget> Targets(const std::vector<std::string>& lines, SectionKind kind, int issued = 0) {
  std::string joined;
  for (const std::string& line : lines) {
    joined += line + "\n";
  }
  const TokenText text = Tokenize(joined);
  std::vector<Block> blocks;
  for (size_t i = 0; i < text.tokens.size(); ++i) {
    if (text.tokens[i].line_start) {
      Block block;
      block.begin = block.content = i;
      block.rank = lines.size() > 1 && blocks.empty() ? 4 : kParagraph;
      block.leaf = block.rank == kParagraph;
      blocks.push_back(block);
    }
    blocks.back().end = i + 1;
  }
  return ReadTargets(text, blocks, std::vector<SectionKind>(blocks.size(), kind), {}, issued);
}

using Compared = std::vector<std::pair<Comparator, double>>;

Compared ComparedOf(const std::vector<ProposedTarget>& targets) {
  Compared compared;
  for (const ProposedTarget& target : targets) {
    compared.emplace_back(target.comparator, target.value);
  }
  return compared;
}

TEST(ReadTargets, LeavesOutWhatHasBeenReached) {
  const struct {
    const char* text;
    Compared targets;
    int year;
  } cases[] = {
      {"Duy trì 100% xã có điểm đọc (năm 2020 đạt 70%)", {{Comparator::kAtLeast, 100}}, 0},
      {"Đến năm 2025 có 90% thôn có tủ sách (hiện nay là 40%)", {{Comparator::kAtLeast, 90}}, 2025},
      {"100% xã có điểm đọc (năm 2023 đạt 70%)", {{Comparator::kAtLeast, 100}, {Comparator::kAtLeast, 70}}, 2023},
  };
  for (const auto& c : cases) {
    const std::vector<ProposedTarget> targets = Targets({c.text}, SectionKind::kTarget, 2021);
    EXPECT_EQ(ComparedOf(targets), c.targets) << c.text;
    EXPECT_EQ(targets.empty() ? -1 : targets.front().to_year, c.year) << c.text;
  }
}

TEST(ReadTargets, MeasuresByTheHeadAndTheYear) {
  const std::vector<ProposedTarget> targets =
      Targets({"Thu nhập bình quân đạt 60 triệu đồng/người/năm"}, SectionKind::kTarget);
  ASSERT_EQ(targets.size(), 1u);
  EXPECT_EQ(targets[0].measure, "triệu đồng/người/năm");
}

TEST(ReadTargets, ReadsComparisonsAndFigures) {
  const struct {
    const char* text;
    Compared targets;
  } cases[] = {
      {"Trên 90% xã có tủ sách; tỷ lệ đọc đạt 99,9%", {{Comparator::kMoreThan, 90}, {Comparator::kAtLeast, 99.9}}},
      {"giảm từ 03 điểm sách trở lên", {{Comparator::kDecreaseBy, 3}}},
      {"nâng số thư viện lên 33 thư viện", {{Comparator::kAtLeast, 33}}},
      {"tỷ lệ sách mất dưới 2%, không quá 5% sách hỏng", {{Comparator::kLessThan, 2}, {Comparator::kAtMost, 5}}},
      {"Trên 95% trẻ trong độ tuổi 15 - 18 đọc sách", {{Comparator::kMoreThan, 95}}},
      {"Tăng 10% số bạn đọc so với năm 2020", {{Comparator::kIncreaseBy, 10}}},
      {"Số bạn đọc gấp 2 lần năm 2020", {{Comparator::kAtLeast, 2}}},
      {"Tốc độ tăng bình quân 10 - 12%/năm", {{Comparator::kAtLeast, 10}}},
      {"Số sách mất giảm từ 23 cuốn xuống 18 cuốn", {{Comparator::kAtMost, 18}}},
      {"Thời gian mượn sách còn 1,5 lần", {{Comparator::kAtMost, 1.5}}},
      {"Tỷ lệ chưa biết đọc giảm xuống dưới 3%", {{Comparator::kLessThan, 3}}},
      {"Số sách hỏng dưới 4/1.000 cuốn", {{Comparator::kLessThan, 4}}},
      {"Có ít nhất một thư viện mở cửa cả ngày", {{Comparator::kAtLeast, 1}}},
      {"Chuyển trạm đọc sang thư viện: 125 trạm", {{Comparator::kAtLeast, 125}}},
      {"Xây mới 15 trạm đọc sách", {{Comparator::kAtLeast, 15}}},
      {"Tỷ lệ ≥ 80%", {{Comparator::kAtLeast, 80}}},
      {"Xếp hạng < 50 nước", {{Comparator::kLessThan, 50}}},
      {"Tỷ lệ sách mất giảm bình quân mỗi năm 1 - 1,5%", {{Comparator::kDecreaseBy, 1}}},
      {"Số sách hằng năm tăng 5%", {{Comparator::kIncreaseBy, 5}}},
      {"Giảm tỷ lệ sách mất ít nhất 2%", {{Comparator::kDecreaseBy, 2}}},
      {"Giảm tỷ lệ sách mất xuống còn 2%", {{Comparator::kAtMost, 2}}},
      {"Tỷ lệ sách mất 2% trở xuống", {{Comparator::kAtMost, 2}}},
      {"Số bạn đọc tăng thêm tối thiểu 40 người", {{Comparator::kIncreaseBy, 40}}},
      {"Tỉnh thuộc nhóm 10 tỉnh đọc sách nhiều", {{Comparator::kAtLeast, 10}}},
      {"Hoàn thành 12/12 thư viện xã", {{Comparator::kAtLeast, 12}}},
      {"Số sách bình quân đầu người 3 cuốn", {{Comparator::kAtLeast, 3}}},
      {"Người từ 15 tuổi trở lên biết đọc", {}},
      {"Hiện nay 40% xã có tủ sách", {}},
      {"Nơi có tỷ lệ dưới 30% có thể điều chỉnh theo thực tế", {}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(ComparedOf(Targets({c.text}, SectionKind::kTarget)), c.targets) << c.text;
  }
}

TEST(ReadTargets, TellsGoalsFromFactsInOrders) {
  const struct {
    const char* text;
    Compared targets;
  } cases[] = {
      {"Phấn đấu mỗi thôn đọc sách đạt trên 8%.", {{Comparator::kMoreThan, 8}}},
      {"Phấn đấu tỷ lệ đọc đạt 46%; trên 95% xã có sách.", {{Comparator::kAtLeast, 46}, {Comparator::kMoreThan, 95}}},
      {"Đến năm 2030, 90% trẻ được mượn sách.", {{Comparator::kAtLeast, 90}}},
      {"Rà soát thủ tục, đảm bảo cắt giảm tối thiểu 30% thời gian.", {{Comparator::kDecreaseBy, 30}}},
      {"Thực hiện số hóa 100% hồ sơ bạn đọc.", {{Comparator::kAtLeast, 100}}},
      {"Hoàn thành mục tiêu 300 thư viện xã.", {{Comparator::kAtLeast, 300}}},
      {"Mỗi xã chọn 01 thôn làm điểm.", {{Comparator::kAtLeast, 1}}},
      {"Thiết kế tối thiểu 03 mẫu tủ sách.", {{Comparator::kAtLeast, 3}}},
      {"Mỗi quý tổ chức ít nhất hai buổi đọc sách.", {}},
      {"Dành ít nhất 5% diện tích cho phòng đọc.", {{Comparator::kAtLeast, 5}}},
      {"Phòng đọc có diện tích tối thiểu 30m2.", {}},
      {"Hoàn thành đạt và vượt 22 chỉ tiêu của tỉnh.", {}},
      {"Mỗi xã xét chọn 01 cá nhân đọc sách nhiều.", {}},
      {"Hỗ trợ 100% kinh phí mua sách.", {}},
      {"Năm qua, toàn tỉnh đã mua 62% số sách theo kế hoạch.", {}},
      {"Đến nay mới đạt 39,5% số xã.", {}},
      {"Thu đạt 52,2% dự toán, bằng 107% cùng kỳ.", {}},
      {"Xã bảo đảm thông suốt (giải quyết hồ sơ đạt tỷ lệ 91%).", {}},
      {"Công trình có mức đầu tư từ 70 tỷ đồng trở lên.", {}},
      {"Thực hiện Chương trình mục tiêu quốc gia, cấp 20% vốn.", {}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(ComparedOf(Targets({c.text}, SectionKind::kTask)), c.targets) << c.text;
  }
  EXPECT_THAT(Targets({"Năm qua phấn đấu đạt 90%."}, SectionKind::kBasis), IsEmpty());
  EXPECT_THAT(Targets({"Chi mua sách ước đạt 81% kế hoạch."}, SectionKind::kBasis), IsEmpty());
  EXPECT_EQ(ComparedOf(Targets({"Chi mua sách cả năm phấn đấu đạt 100% kế hoạch."}, SectionKind::kBasis)),
            (Compared{{Comparator::kAtLeast, 100}}));
}

TEST(ReadTargets, TakesTheFiguresBehindALeadIn) {
  EXPECT_EQ(ComparedOf(Targets({"Tuyên truyền, cụ thể hóa bằng các chỉ tiêu sau:", "(1) 85% người dân đọc sách;",
                                "(2) 70% trẻ mượn sách."},
                               SectionKind::kTask)),
            (Compared{{Comparator::kAtLeast, 85}, {Comparator::kAtLeast, 70}}));
}

TEST(ReadTargets, TakesYearsFromTheClauseOrTheHeading) {
  const struct {
    std::vector<std::string> lines;
    std::vector<std::pair<int, int>> years;
  } cases[] = {
      {{"Mục tiêu giai đoạn 2021 - 2025", "90% xã có sách."}, {{2021, 2025}}},
      {{"Mục tiêu đến năm 2025", "Năm 2025 đạt 60% xã có sách."}, {{0, 2025}}},
      {{"Mục tiêu đến năm 2025", "Năm 2023 đạt 40%, đến năm 2025 đạt 60%."}, {{2023, 2023}, {0, 2025}}},
      {{"Phấn đấu năm 2025 đạt trên 8% và năm 2026 đạt từ 10% trở lên."}, {{2025, 2025}, {2026, 2026}}},
      {{"Đến năm 2020, đạt 100% xã, năm 2018 đạt 90%; 98% trẻ đọc sách."}, {{0, 2020}, {2018, 2018}, {0, 2020}}},
      {{"Đạt 85% số xã vào năm 2023 và 95% vào năm 2025."}, {{0, 2023}, {0, 2025}}},
      {{"Đến năm 2023 đạt 85% và đến năm 2025 đạt 95%."}, {{0, 2023}, {0, 2025}}},
      {{"Giảm 20% so với mức trung bình năm 2024."}, {{0, 0}}},
      {{"Mục tiêu giai đoạn 2021 - 2025", "Năm 2025 đạt 60%; đến năm 2025 đạt 90%."}, {{2025, 2025}, {2021, 2025}}},
      {{"Thực hiện Kế hoạch đọc sách năm 2025 và 2026, bảo đảm 30% xã có sách."}, {{0, 0}}},
      {{"Trong năm 2026, các xã mở thêm kho, phấn đấu đạt 30% số thôn."}, {{2026, 2026}}},
      {{"Mở kho trong năm 2026 (phấn đấu đạt 500 bạn đọc)."}, {{2026, 2026}}},
      {{"MỤC TIÊU ĐỌC SÁCH NĂM 2026 Ủy ban yêu cầu các xã và các phòng, các trường, các thôn của huyện cùng nhau đọc "
        "sách, mở kho sách, mua thêm sách, giữ gìn sách, cho mượn sách, sửa lại sách, xếp lại sách, đếm lại sách, "
        "quyên góp sách, tặng sách và chia sẻ sách với nhau để làm tốt những việc sau đây",
        "90% xã có sách."},
       {{2026, 2026}}},
  };
  for (const auto& c : cases) {
    std::vector<std::pair<int, int>> got;
    for (const ProposedTarget& target : Targets(c.lines, SectionKind::kTarget)) {
      got.emplace_back(target.from_year, target.to_year);
    }
    EXPECT_EQ(got, c.years) << c.lines.back();
  }
}

TEST(ReadTargets, SaysATargetOnce) {
  const std::vector<ProposedTarget> targets = Targets(
      {"Kế hoạch", "Để mọi người đọc sách, phấn đấu tỷ lệ đọc sách đạt trên 8%, Ủy ban yêu cầu các xã:",
       "Các xã tiếp tục làm, phấn đấu tỷ lệ đọc sách đạt trên 8%, cụ thể như sau:", "Phấn đấu trên 8% trẻ viết."},
      SectionKind::kTask);
  ASSERT_EQ(targets.size(), 2u);
  EXPECT_EQ(
      Targets({"Đến năm 2030, phấn đấu 100% xã có tủ sách.", "Thực hiện mở 100% xã có tủ sách."}, SectionKind::kTask)
          .size(),
      1u)
      << "said again without its year";
  EXPECT_TRUE(targets[0].text.starts_with("phấn đấu tỷ lệ đọc sách")) << targets[0].text;
}

}  // namespace
}  // namespace dondoc::directive::reading
