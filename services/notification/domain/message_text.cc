#include "services/notification/domain/message_text.h"

#include <fmt/core.h>

#include "common/text/utf8.h"
#include "common/text/words.h"
#include "common/time/date_text.h"

namespace dondoc::notification {
namespace {

constexpr std::size_t kMostListed = 20;
constexpr std::size_t kLongestTask = 2000;  // bytes of a clause in a message
constexpr std::size_t kLongestNumber = 120;

// One line of at most `bytes`, shortened between two characters.
std::string OneLine(std::string_view text, std::size_t bytes) {
  const std::string line = CollapseSpaces(text);
  if (line.size() <= bytes) return line;
  return std::string(TruncateUtf8(line, bytes)) + "…";
}

std::string Remaining(Day due_on, Day today) {
  const auto days = (due_on - today).count();
  if (days > 0) return fmt::format("còn {} ngày", days);
  if (days == 0) return "hôm nay là ngày cuối";
  return fmt::format("quá hạn {} ngày", -days);
}

std::string Source(const PendingAssignment& assignment) {
  if (assignment.directive_number.empty()) return "văn bản chỉ đạo";
  return "văn bản " + OneLine(assignment.directive_number, kLongestNumber);
}

std::string WhatToDo(const PendingAssignment& assignment, Day today) {
  const std::string result = assignment.duty ? "gửi báo cáo" : "thực hiện và báo cáo kết quả";
  const std::string due = FormatDate(*assignment.due_on);
  if (today <= *assignment.due_on) {
    return fmt::format(
        "Đề nghị {} trong thời hạn, chậm nhất hết ngày {}. Nếu không kịp, đề nghị xin gia hạn trước ngày đó, nêu rõ lý "
        "do "
        "và ngày hoàn thành.",
        result, due);
  }
  return fmt::format("Nhiệm vụ đã quá hạn. Đề nghị {} ngay, hoặc báo cáo lý do chậm và ngày hoàn thành.", result);
}

std::string_view GradeName(Grade grade) {
  switch (grade) {
    case Grade::kRed:
      return "mức đỏ";
    case Grade::kOrange:
      return "mức cam";
    case Grade::kBlue:
    case Grade::kNone:
      break;
  }
  return "mức xanh";
}

std::string Greeting(std::string_view unit_name) {
  return unit_name.empty() ? std::string() : fmt::format("Kính gửi: {}\n\n", unit_name);
}

}  // namespace

Text ReminderText(const PendingAssignment& assignment, const Occurrence& occurrence, std::string_view unit_name,
                  std::string_view issuer_name, Day today, std::string_view ended_unit) {
  const Day due_on = *assignment.due_on;
  const std::string remaining = Remaining(due_on, today);
  Text text;
  text.subject = fmt::format("Nhắc việc: {} – {}", remaining, Source(assignment));
  text.body = Greeting(unit_name);
  text.body += fmt::format("Nhiệm vụ: {}\n", OneLine(assignment.text, kLongestTask));
  text.body += fmt::format("Theo {}", Source(assignment));
  text.body += issuer_name.empty() ? "\n" : fmt::format(" của {}\n", issuer_name);
  text.body += fmt::format("Thời hạn: {} ({})\n", FormatDate(due_on), remaining);
  if (assignment.state == "RETURNED") text.body += "Báo cáo trước đã bị trả lại, cần hoàn thiện và gửi lại.\n";
  if (occurrence.late) {
    text.body += fmt::format("Đây là lời nhắc của ngày {}, gửi bù ngày {}.\n", FormatDate(occurrence.nominal_on),
                             FormatDate(today));
  }
  const std::string what = ended_unit.empty() ? WhatToDo(assignment, today)
                                              : fmt::format(
                                                    "{} đã kết thúc hoạt động, nhiệm vụ chưa có đơn vị tiếp nhận. Đề "
                                                    "nghị giao cho đơn vị khác thực hiện.",
                                                    ended_unit);
  text.body += fmt::format("\n{}\n\nMã giao việc: {}\n", what, assignment.assignment_id);
  return text;
}

Text UrgeText(const std::vector<PendingAssignment>& assignments, Grade grade, std::string_view words,
              std::string_view unit_name, std::string_view sender_name, Day today) {
  const std::string source = Source(assignments.front());
  Text text;
  text.subject = fmt::format("Đôn đốc ({}): {}", GradeName(grade), source);
  text.body = Greeting(unit_name);
  if (!sender_name.empty()) text.body += fmt::format("{} đôn đốc ({}):\n\n", sender_name, GradeName(grade));
  text.body += fmt::format("{}\n\nTheo {}:\n", words, source);
  std::size_t listed = 0;
  for (const PendingAssignment& assignment : assignments) {
    if (listed++ == kMostListed) break;
    text.body += fmt::format("- {}\n", OneLine(assignment.text, kLongestTask));
    if (assignment.due_on.has_value()) {
      text.body +=
          fmt::format("  Thời hạn: {} ({})\n", FormatDate(*assignment.due_on), Remaining(*assignment.due_on, today));
    }
    text.body += fmt::format("  Mã giao việc: {}\n", assignment.assignment_id);
  }
  if (assignments.size() > kMostListed)
    text.body += fmt::format("… và {} nhiệm vụ khác.\n", assignments.size() - kMostListed);
  return text;
}

std::string_view NameOf(Grade grade) {
  switch (grade) {
    case Grade::kBlue:
      return "BLUE";
    case Grade::kOrange:
      return "ORANGE";
    case Grade::kRed:
      return "RED";
    case Grade::kNone:
      break;
  }
  return "";
}

}  // namespace dondoc::notification
