#include "services/notification/domain/message_text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::notification {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Day On(const char* text) { return ParseDay(text).value(); }

PendingAssignment Sample() {
  PendingAssignment assignment;
  assignment.assignment_id = "0190a000-0000-7000-8000-000000000001";
  assignment.directive_number = "141/KH-UBND";
  assignment.text = "Báo cáo kết quả\nthực hiện";
  assignment.state = "ACCEPTED";
  assignment.due_on = On("2026-12-14");
  return assignment;
}

TEST(MessageTextTest, SaysWhatFromWhereUntilWhenAndWhatToDo) {
  const Text text = ReminderText(Sample(), {.step = -7, .nominal_on = On("2026-12-07")}, "UBND xã Suối Trong",
                                 "UBND huyện Đá Bạc", On("2026-12-07"));
  EXPECT_EQ(text.subject, "Nhắc việc: còn 7 ngày – văn bản 141/KH-UBND");
  EXPECT_EQ(text.body,
            "Kính gửi: UBND xã Suối Trong\n\n"
            "Nhiệm vụ: Báo cáo kết quả thực hiện\n"
            "Theo văn bản 141/KH-UBND của UBND huyện Đá Bạc\n"
            "Thời hạn: 14/12/2026 (còn 7 ngày)\n"
            "\nĐề nghị thực hiện và báo cáo kết quả trong thời hạn, chậm nhất hết ngày 14/12/2026. Nếu không kịp, đề "
            "nghị xin gia hạn trước "
            "ngày đó, nêu rõ lý do và ngày hoàn thành.\n\n"
            "Mã giao việc: 0190a000-0000-7000-8000-000000000001\n");
}

TEST(MessageTextTest, WhoIsAboveAUnitThatHasEndedIsToldToGiveTheTaskToAnother) {
  const Text text = ReminderText(Sample(), {.nominal_on = On("2026-12-07")}, "UBND tỉnh Bình Giang", "",
                                 On("2026-12-07"), "Phòng Y tế huyện Đá Bạc");
  EXPECT_THAT(text.body, HasSubstr("Kính gửi: UBND tỉnh Bình Giang\n"));
  EXPECT_THAT(text.body, HasSubstr("Phòng Y tế huyện Đá Bạc đã kết thúc hoạt động"));
  EXPECT_THAT(text.body, Not(HasSubstr("xin gia hạn")));
}

TEST(MessageTextTest, CountsDaysAsOfTheDayItIsMade) {
  const auto subject = [](const char* today) {
    return ReminderText(Sample(), {.nominal_on = On(today)}, "", "", On(today)).subject;
  };
  EXPECT_THAT(subject("2026-12-14"), HasSubstr("hôm nay là ngày cuối"));
  EXPECT_THAT(subject("2026-12-17"), HasSubstr("quá hạn 3 ngày"));
}

TEST(MessageTextTest, SaysThatItIsLateAndThatAReportWasReturned) {
  PendingAssignment returned = Sample();
  returned.state = "RETURNED";
  const Text text =
      ReminderText(returned, {.step = 1, .nominal_on = On("2026-12-15"), .late = true}, "", "", On("2026-12-20"));
  EXPECT_THAT(text.body, HasSubstr("lời nhắc của ngày 15/12/2026, gửi bù ngày 20/12/2026"));
  EXPECT_THAT(text.body, HasSubstr("đã bị trả lại"));
  EXPECT_THAT(text.body, HasSubstr("Nhiệm vụ đã quá hạn"));
}

TEST(MessageTextTest, ANumberWithLineBreaksCannotBreakTheSubject) {
  PendingAssignment odd = Sample();
  odd.directive_number = "141/KH-UBND\r\nBcc: someone@example.vn";
  const Text text = ReminderText(odd, {.nominal_on = On("2026-12-07")}, "", "", On("2026-12-07"));
  EXPECT_THAT(text.subject, Not(HasSubstr("\n")));
  EXPECT_THAT(text.subject, Not(HasSubstr("\r")));
}

TEST(MessageTextTest, AnUrgeListsAssignmentsUpToTwenty) {
  const std::vector<PendingAssignment> many(23, Sample());
  const Text text = UrgeText(many, Grade::kRed, "Báo cáo ngay trong hôm nay.", "UBND xã Suối Trong",
                             "UBND huyện Đá Bạc", On("2026-12-16"));
  EXPECT_EQ(text.subject, "Đôn đốc (mức đỏ): văn bản 141/KH-UBND");
  EXPECT_THAT(text.body, HasSubstr("UBND huyện Đá Bạc đôn đốc (mức đỏ):"));
  EXPECT_THAT(text.body, HasSubstr("Báo cáo ngay trong hôm nay."));
  EXPECT_THAT(text.body, HasSubstr("(quá hạn 2 ngày)"));
  EXPECT_THAT(text.body, HasSubstr("… và 3 nhiệm vụ khác."));
}

}  // namespace
}  // namespace dondoc::notification
