#include "tools/dondoc/assignment_tables.h"

#include <gtest/gtest.h>

namespace dondoc::cli {
namespace {

using assignment::v1::Assignment;

Assignment Given(Assignment::State state, int days_left, bool overdue) {
  Assignment assignment;
  assignment.set_state(state);
  assignment.set_binding(true);
  assignment.set_due_on("2026-12-14");
  assignment.set_days_left(days_left);
  assignment.set_overdue(overdue);
  return assignment;
}

TEST(AssignmentTables, TimeLeft) {
  EXPECT_EQ(TimeLeft(Given(Assignment::ASSIGNED, 4, false)), "in 4 days");
  EXPECT_EQ(TimeLeft(Given(Assignment::ASSIGNED, 1, false)), "in 1 day");
  EXPECT_EQ(TimeLeft(Given(Assignment::REPORTED, 0, false)), "today");
  EXPECT_EQ(TimeLeft(Given(Assignment::IN_PROGRESS, -11, true)), "11 days late");
  Assignment done = Given(Assignment::COMPLETED, -11, false);
  EXPECT_EQ(TimeLeft(done), "done late");
  done.set_done_in_time(true);
  EXPECT_EQ(TimeLeft(done), "done in time");
  EXPECT_EQ(TimeLeft(Given(Assignment::CANCELLED, 4, false)), "");
  Assignment request = Given(Assignment::ASSIGNED, -3, false);
  request.set_binding(false);
  EXPECT_EQ(TimeLeft(request), "requested");
  Assignment open_ended = Given(Assignment::ASSIGNED, 0, false);
  open_ended.clear_due_on();
  EXPECT_EQ(TimeLeft(open_ended), "");
}

TEST(AssignmentTables, CutsByWhatATerminalShows) {
  EXPECT_EQ(Cut("Rà soát số liệu", 15), "Rà soát số liệu");
  EXPECT_EQ(Cut("Rà soát số liệu", 8), "Rà soát…");
  EXPECT_EQ(Cut("Đẩy mạnh", 4), "Đẩy…");
  EXPECT_EQ(Cut("", 4), "");
}

TEST(AssignmentTables, ShowsRatesWithTheirNumbers) {
  assignment::v1::AssignmentCounts counts;
  counts.set_as_of("2026-12-15");
  counts.set_rate_numerator(2);
  counts.set_rate_denominator(3);
  EXPECT_NE(CountsTable(counts, "UBND tỉnh").Text().find("2/3 = 66.7 %"), std::string::npos);
  counts.set_rate_denominator(0);
  EXPECT_EQ(CountsTable(counts, "UBND tỉnh").Text().find('%'), std::string::npos);
}

TEST(AssignmentTables, HistoryBeginsWithTheAssigning) {
  Assignment assignment;
  assignment.mutable_create_time()->set_seconds(1795197600);  // 2026-11-20T18:00:00Z: the 21st in Viet Nam
  assignment.set_issuer_name("UBND tỉnh");
  auto& returned = *assignment.add_transitions();
  returned.set_verb("RETURN");
  returned.set_from_state(Assignment::REPORTED);
  returned.set_to_state(Assignment::RETURNED);
  returned.set_text("Thiếu số liệu");
  const std::string text = HistoryTable(assignment).Text();
  EXPECT_NE(text.find("2026-11-21  ASSIGN"), std::string::npos) << text;
  EXPECT_NE(text.find("Thiếu số liệu"), std::string::npos) << text;
}

}  // namespace
}  // namespace dondoc::cli
