#include "services/directive/domain/reading/meaning/values/dues.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace dondoc::directive {

// For messages of failed tests: what is said, by name.
void PrintTo(const Due& due, std::ostream* out) {
  static constexpr const char* kUnits[] = {"hours", "days", "working days", "weeks", "months"};
  *out << due.hour << ":" << due.minute << " " << due.day << "/" << due.month << "/" << due.year << " quarter "
       << due.quarter << " weekday " << due.weekday << " within " << due.within.count << " "
       << kUnits[static_cast<size_t>(due.within.unit)]
       << (due.within.from == Period::From::kReceipt ? " of receipt" : " of issue") << (due.at_once ? ", at once" : "");
}

}  // namespace dondoc::directive

namespace dondoc::directive::reading {
namespace {

constexpr auto kHour = Period::Unit::kHour;
constexpr auto kDay = Period::Unit::kDay;
constexpr auto kWorkingDay = Period::Unit::kWorkingDay;
constexpr auto kWeek = Period::Unit::kWeek;
constexpr auto kMonth = Period::Unit::kMonth;
constexpr auto kIssue = Period::From::kIssue;
constexpr auto kReceipt = Period::From::kReceipt;

Due Within(int count, Period::Unit unit, Period::From from) { return {.within = {count, unit, from}}; }

Due Found(const std::string& line) {
  const TokenText text = Tokenize(line);
  return FindDeadline(text, 0, text.tokens.size());
}

Due InCell(const std::string& line) {
  const TokenText text = Tokenize(line);
  return ReadDueCell(text, 0, text.tokens.size());
}

TEST(FindDue, ReadsDeadlinesAndNothingElse) {
  const struct {
    const char* text;
    Due due;
  } cases[] = {
      {"báo cáo (trước ngày 15/12) hằng năm", {0, 0, 12, 15, 0}},
      {"xong trong tháng 12/2025", {2025, 0, 12, 0, 0}},
      {"hoàn thành trong quý IV năm 2020", {2020, 4, 0, 0, 0}},
      {"chậm nhất ngày 30 tháng 6 năm 2026", {2026, 0, 6, 30, 0}},
      {"Quyết định ngày 05/3/2024 của tỉnh", {}},
      {"trước năm 2030", {}},
      {"sắp xếp xong tủ sách trước 15 tháng 12", {0, 0, 12, 15, 0}},
      {"sắp xếp xong trước 17 giờ 15 tháng 12 năm 2026", {2026, 0, 12, 15, 0, 17}},
      {"sắp xếp tủ sách (hoàn thành tháng 6/2026)", {2026, 0, 6, 0, 0}},
      {"sắp xếp tủ sách (xong trước 30.6)", {0, 0, 6, 30, 0}},
      {"sắp xếp tủ sách (xong quý II/2026)", {2026, 2, 0, 0, 0}},
      {"mở kho sách đến hết quý III/2020", {2020, 3, 0, 0, 0}},
      {"mở kho sách, xong hết quý III năm 2020", {2020, 3, 0, 0, 0}},
      {"mở kho sách vào cuối quý III/2020", {2020, 3, 0, 0, 0}},
      {"tính đến hết quý III/2020, tỉnh có 30 kho sách", {}},
      {"tính đến ngày 30/6/2020 đã mở 30 kho sách", {}},
      {"sắp xếp xong trước ngày 31/9/2026", {}},
      {"sắp xếp xong trước 31 tháng 9", {}},
      {"sắp xếp xong trước ngày 29/02", {0, 0, 2, 29, 0}},
  };
  for (const auto& c : cases) {
    const TokenText text = Tokenize(c.text);
    EXPECT_EQ(FindDue(text, 0, text.tokens.size()), c.due) << c.text;
  }
}

TEST(FindDeadline, TakesAYearWhereSomethingIsToBeCompleted) {
  const struct {
    const char* text;
    Due due;
  } cases[] = {
      {"Mua sách cho các xã, hoàn thành trong năm 2026.", {2026, 0, 0, 0, 0}},
      {"Mua sách cho các xã; thời gian hoàn thành: năm 2026.", {2026, 0, 0, 0, 0}},
      {"Mua sách cho các xã, xong trước năm 2027.", {2027, 0, 0, 0, 0}},
      {"Mua sách cho các xã đến hết năm 2026.", {2026, 0, 0, 0, 0}},
      {"Mua sách cho các xã đến cuối năm 2026.", {2026, 0, 0, 0, 0}},
      {"Hoàn thành trong năm 2026, riêng tủ sách xã Hòa An xong trước ngày 15/6.", {0, 0, 6, 15, 0}},
      {"Kiểm kê sách mua trước năm 2010.", {}},
      {"Tính đến hết năm 2025 có 90% xã có tủ sách.", {}},
      {"Hoàn thành việc kiểm kê. Sách mua trong năm 2025 để riêng.", {}},
      {"Hoàn thành trước ngày 31/9/2026.", {}},
  };
  for (const auto& c : cases) {
    const TokenText text = Tokenize(c.text);
    EXPECT_EQ(FindDeadline(text, 0, text.tokens.size()), c.due) << c.text;
  }
}

TEST(ReadDueCell, LeavesOutDaysThatNoCalendarHas) {
  const TokenText text = Tokenize("31/9/2026");
  EXPECT_EQ(ReadDueCell(text, 0, text.tokens.size()), Due{});
}

TEST(FindDeadline, ReadsPeriodsThatRunFromTheDocument) {
  const struct {
    const char* text;
    Due due;
  } cases[] = {
      {"Lập kế hoạch trong vòng 15 ngày kể từ ngày ban hành văn bản này.", Within(15, kDay, kIssue)},
      {"Lập kế hoạch trong vòng 15 ngày kể từ ngày ban hành.", Within(15, kDay, kIssue)},
      {"Trong thời hạn 05 ngày làm việc, kể từ ngày nhận được Công điện này, các xã lập kế hoạch.",
       Within(5, kWorkingDay, kReceipt)},
      {"Báo cáo trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản.", Within(5, kWorkingDay, kReceipt)},
      {"Gửi kế hoạch trong 10 (mười) ngày kể từ ngày nhận Kế hoạch này.", Within(10, kDay, kReceipt)},
      {"Gửi kế hoạch trong mười lăm ngày (kể từ ngày nhận Kế hoạch này).", Within(15, kDay, kReceipt)},
      {"Gửi danh sách chậm nhất 03 ngày làm việc sau khi nhận được công văn.", Within(3, kWorkingDay, kReceipt)},
      {"Gửi danh sách chậm nhất sau 03 ngày kể từ khi nhận được Chỉ thị này", Within(3, kDay, kReceipt)},
      {"Mở kho trong 24 giờ kể từ khi nhận được.", Within(24, kHour, kReceipt)},
      {"Mở kho trong 24h kể từ khi nhận được Công điện này.", Within(24, kHour, kReceipt)},
      {"Mở kho trong 02 tuần tính từ ngày ký ban hành.", Within(2, kWeek, kIssue)},
      {"Mở kho trong thời gian một tháng kể từ ngày ký.", Within(1, kMonth, kIssue)},
      {"Hoàn thành trong 01 tháng từ ngày Quyết định này có hiệu lực.", Within(1, kMonth, kIssue)},
      {"Không quá 20 ngày kể từ ngày Kế hoạch này được ban hành, các xã mở kho.", Within(20, kDay, kIssue)},
      {"Trong 30 ngày kể từ ngày tiếp nhận Kế hoạch này, các xã mở kho.", Within(30, kDay, kReceipt)},
      {"Sau khi nhận được Kế hoạch này, trong vòng 15 ngày các xã mở kho.", Within(15, kDay, kReceipt)},
      {"Trong 05 ngày kể từ ngày nhận được công văn phải gửi danh sách.", Within(5, kDay, kReceipt)},
      {"Sở Y tế thực hiện. Thời hạn: hoàn thành chậm nhất là 05 ngày kể từ khi Chỉ thị này có hiệu lực thi hành.",
       Within(5, kDay, kIssue)},
      // A date, a quarter, a year wins.
      {"Trong 10 ngày kể từ ngày nhận Kế hoạch này lập kế hoạch, xong trước ngày 15/6/2026.",
       {.year = 2026, .month = 6, .day = 15}},
      {"Trong 10 ngày kể từ ngày ký, lập kế hoạch, hoàn thành trong năm 2026.", {.year = 2026}},
      // A period is more than "at once".
      {"Ngay sau khi nhận được Kế hoạch này họp bàn, trong 10 ngày kể từ ngày ký, lập kế hoạch.",
       Within(10, kDay, kIssue)},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Found(c.text), c.due) << c.text;
  }
}

TEST(FindDeadline, ReadsThemWithoutDiacritics) {
  // So many words without any that the text is known to lack them.
  const std::string before =
      "Uy ban nhan dan tinh yeu cau cac so, nganh va Uy ban nhan dan cac xa, phuong cua tinh ra soat cac kho sach duoc "
      "giao quan ly, lap danh sach cac kho can sua va gui ve So Noi vu ";
  EXPECT_EQ(Found(before + "trong vong 15 ngay lam viec ke tu ngay nhan duoc Ke hoach nay."),
            Within(15, kWorkingDay, kReceipt));
  EXPECT_EQ(Found(before + "ngay sau khi nhan duoc Ke hoach nay."), Due{.at_once = true});
  EXPECT_EQ(Found(before + "trong 15 ngay ke tu ngay nhan du ho so."), Due{});
  EXPECT_EQ(Found(before + "trong 15 ngay ke tu ngay nhan duoc van ban de nghi cua cac xa."), Due{});
}

TEST(FindDeadline, LeavesProceduresAlone) {
  for (const char* line : {
           "Cấp thẻ trong 05 ngày kể từ ngày nhận đủ hồ sơ.",
           "Trả lời trong 05 ngày làm việc kể từ ngày nhận được đề nghị của các xã.",
           "Trả lời trong 05 ngày kể từ ngày nhận được văn bản của các xã.",
           "Trả lời trong 05 ngày kể từ ngày nhận được văn bản đề nghị.",
           "Trả lời trong 05 ngày kể từ ngày nhận được văn bản, hồ sơ của các xã.",
           "Trả lời trong 05 ngày kể từ ngày tiếp nhận.",
           "Trả lời trong 05 ngày kể từ ngày nhận được thông báo.",
           "Thanh toán trong 10 ngày kể từ ngày ký hợp đồng.",
           "Niêm yết trong 10 ngày kể từ ngày có hiệu lực của Luật.",
           "Tổng kết trong 10 ngày sau khi kết thúc đợt.",
           "Mở cửa trong 03 ngày liên tiếp.",
           "Kiểm tra trong 10 ngày làm việc (từ ngày 20/11 đến hết đợt).",
           "Thu gom sách hỏng trong 24-48 giờ sau khi nhận được Công điện này.",
           "Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký.",
           "Chỉ thị này có hiệu lực thi hành chậm nhất 10 ngày kể từ ngày ký.",
           "Thẻ có giá trị trong vòng 30 ngày kể từ ngày ký.",
           "Thẻ dùng trong thời hạn 05 năm kể từ ngày ký.",
           "Lập kế hoạch trong 0 ngày kể từ ngày ký.",
           "Lập kế hoạch trong 1000 ngày kể từ ngày ký.",
           "Lập kế hoạch kể từ ngày ký.",
       }) {
    EXPECT_EQ(Found(line), Due{}) << line;
  }
}

TEST(FindDeadline, ReadsWhatIsDueAtOnce) {
  for (const char* line : {
           "Kiểm tra ngay sau khi nhận được Công điện này.",
           "Kiểm tra kho sách ngay khi nhận được văn bản, không chờ hướng dẫn.",
           "Ngay sau khi nhận Kế hoạch này, các xã họp bàn.",
           "Triển khai ngay sau khi Kế hoạch này được ban hành.",
           "Triển khai ngay sau khi ban hành Kế hoạch này.",
           "Yêu cầu ngay lập tức mở kho sách.",
           "Yêu cầu các xã mở kho sách, thực hiện ngay.",
           "Mở kho sách, triển khai ngay; không chờ hướng dẫn.",
       }) {
    EXPECT_EQ(Found(line), Due{.at_once = true}) << line;
  }
  for (const char* line : {
           "Triển khai ngay các giải pháp.",
           "Triển khai ngay từ đầu năm.",
           "Nếu có sách hỏng thì thực hiện ngay.",
           "Xử lý môi trường ngay sau khi lũ rút.",
           "Xây dựng quy chế và thực hiện ngay sau khi được ban hành.",
           "Xây dựng quy chế và thực hiện ngay sau khi ban hành.",
           "Xử lý ngay khi nhận được tin báo.",
           "Xử lý ngay sau khi nhận được báo cáo của các xã.",
           "Khi có sách hỏng phải ngay lập tức sửa.",
           "Sửa sách ngay lập tức nếu bị hỏng.",
           "Bắt đầu ngay sau khi kết thúc học kỳ.",
       }) {
    EXPECT_EQ(Found(line), Due{}) << line;
  }
}

TEST(FindDeadline, ReadsTheHourBesideADay) {
  const struct {
    const char* text;
    Due due;
  } cases[] = {
      {"trước 16 giờ 00 ngày 05/3/2026", {.year = 2026, .month = 3, .day = 5, .hour = 16}},
      {"trước 17h30' ngày 27/11/2025", {.year = 2025, .month = 11, .day = 27, .hour = 17, .minute = 30}},
      {"chậm nhất 9 giờ 05 phút, thứ Sáu, ngày 27/11/2025",
       {.year = 2025, .month = 11, .day = 27, .hour = 9, .minute = 5}},
      {"trước 10h 30 ngày 15/6", {.month = 6, .day = 15, .hour = 10, .minute = 30}},
      {"trước 10g ngày 15/6", {.month = 6, .day = 15, .hour = 10}},
      {"trước 9:30 ngày 15/6", {.month = 6, .day = 15, .hour = 9, .minute = 30}},
      {"trước 17 giờ 15 tháng 12 năm 2026", {.year = 2026, .month = 12, .day = 15, .hour = 17}},
      {"trước 24 giờ ngày 15/6", {.month = 6, .day = 15, .hour = 24}},
      {"trước 0 giờ ngày 15/6", {.month = 6, .day = 15}},
      {"trước 25 giờ ngày 15/6", {.month = 6, .day = 15}},
      {"trước 10 giờ 75 ngày 15/6", {.month = 6, .day = 15}},
      {"trước 8 giờ sáng ngày 15/6", {.month = 6, .day = 15, .hour = 8}},
      {"trước 5 giờ chiều ngày 15/6", {.month = 6, .day = 15, .hour = 17}},
      {"trước thứ Sáu, ngày 15/6", {.month = 6, .day = 15}},
      {"trước ngày 15/6/2026 (16 giờ 00)", {.year = 2026, .month = 6, .day = 15, .hour = 16}},
      {"trong ngày 15/6, trước 17h30", {.month = 6, .day = 15, .hour = 17, .minute = 30}},
      {"trước ngày 15/6, 10 giờ họp tổng kết", {.month = 6, .day = 15}},
      {"trước ngày 15/6 (05 bản)", {.month = 6, .day = 15}},
      {"trước Chủ nhật, ngày 15/6", {.month = 6, .day = 15}},
      {"chậm nhất 10 giờ 00 phút ngày mai", {}},
      {"trước 17 giờ tháng 12/2026", {.year = 2026, .month = 12}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Found(c.text), c.due) << c.text;
  }
}

TEST(ReadDueCell, ReadsWhatRunsFromTheDocument) {
  EXPECT_EQ(InCell("10 ngày kể từ ngày ban hành Kế hoạch"), Within(10, kDay, kIssue));
  EXPECT_EQ(InCell("05 ngày làm việc, kể từ ngày nhận được văn bản"), Within(5, kWorkingDay, kReceipt));
  EXPECT_EQ(InCell("Ngay sau khi nhận được văn bản"), Due{.at_once = true});
  EXPECT_EQ(InCell("Triển khai ngay."), Due{.at_once = true});
  EXPECT_EQ(InCell("10 ngày kể từ ngày nhận đủ hồ sơ"), Due{});
  EXPECT_EQ(InCell("10 ngày"), Due{});
  EXPECT_EQ(InCell("Ngay trong đợt cao điểm"), Due{});
  EXPECT_EQ(InCell("05/3/2026 (trước 16 giờ)"), (Due{.year = 2026, .month = 3, .day = 5, .hour = 16}));
  EXPECT_EQ(InCell("16 giờ 00 ngày 05/3/2026"), (Due{.year = 2026, .month = 3, .day = 5, .hour = 16}));
}

}  // namespace
}  // namespace dondoc::directive::reading
