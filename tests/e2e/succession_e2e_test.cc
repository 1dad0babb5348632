// What becomes of open work when communes merge, are divided and renamed: on the invented province (tests/samples),
// with services dying in the middle, through the command line.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

#include "tests/e2e/scenario.h"

namespace dondoc::e2e {
namespace {

using google::protobuf::Value;
using ::testing::HasSubstr;
using ::testing::SizeIs;

const std::filesystem::path kSamples = "tests/samples";
constexpr char kDecision[] = "88/NQ-HĐND";

class SuccessionTest : public ::testing::Test {
 protected:
  SuccessionTest() {
    scenario_.Insist({"clock", "set", "2026-11-30"});
    scenario_.Insist({"units", "import", (kSamples / "units.csv").string()});
    scenario_.Insist({"units", "equip", "98", "--subtree"});
    plan_ = scenario_.IngestAndIssue({.file = kSamples / "plan_district.txt", .otherwise = "981"});
    for (const char* code : {"98101", "98102", "98103", "98104"}) {
      EXPECT_THAT(scenario_.AssignmentsOf(code, plan_), SizeIs(3)) << code;
    }
    scenario_.Insist({"units", "import", (kSamples / "units_2026.csv").string(), "--list", "2026"});
    scenario_.Insist({"units", "equip", "98", "--subtree", "--list", "2026"});
  }

  std::string Succeed(const std::string& effective) {
    return scenario_.Insist({"units", "succeed", (kSamples / "succession_2026.csv").string(), "--decision", kDecision,
                             "--decided-on", "2026-11-20", "--effective", effective});
  }
  // The assignments of a unit from the plan, by id, in the list before or after.
  std::vector<Value> Of(const std::string& code, const std::string& list) {
    return List(scenario_.InsistJson({"assignment", "list", "--unit", code, "--list", list, "--directive", plan_}),
                "assignments");
  }
  std::set<std::string> StatesOf(const std::string& code, const std::string& list) {
    std::set<std::string> states;
    for (const Value& one : Of(code, list)) states.insert(Text(one, "state"));
    return states;
  }
  // The assignment to report by 14 December.
  std::string DutyOf(const std::string& code, const std::string& list) {
    for (const Value& one : Of(code, list)) {
      if (Text(one, "due_on") == "2026-12-14") return Text(one, "assignment_id");
    }
    ADD_FAILURE() << code << " has nothing due on 14 December";
    return "";
  }
  std::vector<Value> Conflicts() {
    return List(scenario_.InsistJson({"assignment", "conflicts", "--succession", kDecision}), "conflicts");
  }
  void Act(const std::vector<std::string>& arguments) { scenario_.InsistOnce(arguments); }

  System system_;
  Scenario scenario_{system_, 20261201};
  std::string plan_;
};

TEST_F(SuccessionTest, WorkGoesToTheHeirsAndWhatIsDividedWaitsForADecision) {
  // Whoever has something to do by the plan may know with whom.
  EXPECT_THAT(scenario_.Insist({"assignment", "groups", plan_, "--as", "98104"}), HasSubstr("COMMUNE"));

  // Two communes that merge have got to different points of the same task.
  std::string task;
  for (const Value& one : Of("98101", "2024")) {
    if (Text(one, "due_on").empty()) task = Text(one, "assignment_id");
  }
  Act({"assignment", "accept", task, "--as", "98101"});
  const std::string preview = Succeed("2026-12-01");
  EXPECT_THAT(preview, HasSubstr("planned; enact it with"));
  EXPECT_THAT(StatesOf("98102", "2024"), ::testing::ElementsAre("ASSIGNED"));

  // Not before its day.
  EXPECT_THAT(scenario_.Insist({"units", "enact", kDecision}), HasSubstr("takes effect on 2026-12-01"));
  system_.Kill("assignment");
  scenario_.Insist({"clock", "set", "2026-12-01"});
  system_.WaitUntil("the succession", [&] {
    const Value list = scenario_.InsistJson({"units", "successions"});
    return Text(List(list, "successions").at(0), "state") == "ENACTED";
  });
  system_.Kill("assignment");
  system_.WaitUntil("the succession to be applied", [&] {
    const Value left = Member(scenario_.InsistJson({"units", "preview", kDecision}), "assignments");
    return Text(left, "state") == "ENACTED" && Number(left, "work") == 0;
  });
  EXPECT_THAT(Of("98101", "2026"), SizeIs(3));

  EXPECT_THAT(StatesOf("98101", "2024"), ::testing::ElementsAre("TRANSFERRED"));
  EXPECT_THAT(StatesOf("98102", "2024"), ::testing::ElementsAre("TRANSFERRED"));
  // One had accepted, the other had not: the least advanced counts.
  EXPECT_THAT(StatesOf("98101", "2026"), ::testing::ElementsAre("ASSIGNED"));
  const Value old = scenario_.InsistJson({"assignment", "show", task});
  const Value now = scenario_.InsistJson({"assignment", "show", Text(old, "transferred_to")});
  EXPECT_EQ(Text(now, "unit_name"), "Ủy ban nhân dân xã An Lộc");
  EXPECT_THAT(List(now, "transferred_from"), SizeIs(2));
  ASSERT_THAT(List(now, "taken_over"), SizeIs(2));
  std::map<std::string, std::string> taken_over;
  for (const Value& one : List(now, "taken_over")) taken_over[Text(one, "unit_name")] = Text(one, "state");
  EXPECT_THAT(taken_over,
              ::testing::UnorderedElementsAre(::testing::Pair("Ủy ban nhân dân thị trấn An Lộc", "ACCEPTED"),
                                              ::testing::Pair("Ủy ban nhân dân xã Bản Lìm", "ASSIGNED")));
  // Who goes on under a new name keeps everything.
  EXPECT_THAT(StatesOf("98104", "2026"), ::testing::ElementsAre("ASSIGNED"));
  EXPECT_EQ(Text(Of("98104", "2026").at(0), "unit_name"), "Ủy ban nhân dân xã Nà Sầm Sơn");

  // Beside a day a code is that day's, in which the new communes are not.
  const Value listed = scenario_.InsistJson({"assignment", "list", "--unit", "98101", "--date", "2026-11-30"});
  EXPECT_THAT(List(listed, "assignments"), SizeIs(3));
  for (const Value& one : List(listed, "assignments")) EXPECT_EQ(Text(one, "state"), "TRANSFERRED");
  EXPECT_EQ(Text(scenario_.InsistJson({"assignment", "counts", "98101", "--date", "2026-11-30"}), "tree_date"),
            "2026-11-30");
  EXPECT_EQ(Text(scenario_.InsistJson({"indicator", "totals", "98101", "--period", "2026", "--date", "2026-11-30"}),
                 "tree_date"),
            "2026-11-30");
  ExpectRefused(system_.Run({"assignment", "list", "--unit", "98101", "--list", "2026", "--date", "2026-11-30"}),
                "INVALID_ARGUMENT", "UNIT_NOT_VALID");

  // What is divided waits.
  std::vector<Value> divided;
  for (const Value& conflict : Conflicts()) {
    if (Text(Member(conflict, "assignment"), "unit_name") == "Ủy ban nhân dân xã Hòa Mục") divided.push_back(conflict);
  }
  ASSERT_THAT(divided, SizeIs(3));
  EXPECT_THAT(List(divided[0], "to_unit_names"), SizeIs(2));
  for (const Value& conflict : divided) {
    Act({"assignment", "transfer", Text(Member(conflict, "assignment"), "assignment_id"), "--to", "98109", "--list",
         "2026", "--reason", "phần lớn dân cư ở xã mới"});
  }
  EXPECT_THAT(Of("98109", "2026"), SizeIs(3));
  for (const Value& conflict : Conflicts()) {
    EXPECT_NE(Text(Member(conflict, "assignment"), "unit_name"), "Ủy ban nhân dân xã Hòa Mục");
  }
  // Now something depends on it.
  ExpectRefused(system_.Run({"units", "undo", kDecision}), "FAILED_PRECONDITION", "SUCCESSION_IN_USE", "Hòa Mục Hạ");

  // Reminders go to the heir, and no more to who is gone.
  system_.WaitUntil("reminders to be the heir's", [&] {
    return scenario_.RemindersToCome(DutyOf("98102", "2024")) == 0U &&
           scenario_.RemindersToCome(DutyOf("98101", "2026")).value_or(0) > 0;
  });
  scenario_.Insist({"clock", "set", "2026-12-07"});
  system_.WaitUntil("the heir's reminder", [&] {
    return !List(scenario_.InsistJson({"inbox", "98101", "--list", "2026"}), "messages").empty();
  });
  EXPECT_TRUE(List(scenario_.InsistJson({"inbox", "98102", "--list", "2024"}), "messages").empty());
}

TEST_F(SuccessionTest, UndoneEverythingIsWhereItWas) {
  scenario_.Insist({"clock", "set", "2026-12-01"});
  std::map<std::string, std::string> before;
  for (const char* code : {"98101", "98102", "98103", "98104"}) {
    for (const Value& one : Of(code, "2024")) before[Text(one, "assignment_id")] = Text(one, "state");
  }
  scenario_.Insist({"units", "succeed", (kSamples / "succession_2026.csv").string(), "--decision", kDecision,
                    "--decided-on", "2026-11-20", "--effective", "2026-12-01", "--yes"});
  EXPECT_THAT(Of("98101", "2026"), SizeIs(3));
  // A document of a new unit depends on it, until it is discarded.
  const auto file = system_.directory() / "draft.txt";
  std::ofstream(file) << "KẾ HOẠCH\n\nRà soát số liệu của xã\n";
  const Value taken = scenario_.InsistOnce({"ingest", file.string(), "--as", "98101"});
  ExpectRefused(system_.Run({"units", "undo", kDecision}), "FAILED_PRECONDITION", "SUCCESSION_IN_USE",
                "drafts and directives of its new units: 1 (a draft of Ủy ban nhân dân xã An Lộc)");
  Act({"directive", "discard", Text(Member(taken, "directive"), "id"), "--as", "98101"});
  system_.Kill("organization");
  scenario_.Insist({"units", "undo", kDecision});
  std::map<std::string, std::string> after;
  for (const char* code : {"98101", "98102", "98103", "98104"}) {
    for (const Value& one : Of(code, "2024")) after[Text(one, "assignment_id")] = Text(one, "state");
  }
  EXPECT_EQ(after, before);
  EXPECT_TRUE(Conflicts().empty());
  EXPECT_TRUE(Of("98101", "2026").empty());
}

TEST_F(SuccessionTest, AnHeirContinuesADraftAndAPreviewIsOneDocument) {
  const auto file = system_.directory() / "draft.txt";
  std::ofstream(file) << "KẾ HOẠCH\n\nRà soát số liệu của xã\n";
  const Value taken = scenario_.InsistOnce({"ingest", file.string(), "--as", "98102"});
  const std::string draft = Text(Member(taken, "directive"), "id");
  Succeed("2026-11-30");
  const Value report = scenario_.InsistJson({"units", "preview", kDecision});
  EXPECT_EQ(Text(Member(report, "succession"), "decision_number"), kDecision);
  EXPECT_EQ(Number(Member(report, "documents"), "drafts"), 1);
  EXPECT_EQ(Number(Member(report, "documents"), "drafts_without_heir"), 0);
  EXPECT_GT(Number(Member(report, "assignments"), "open"), 0);
  scenario_.Insist({"units", "enact", kDecision});
  system_.WaitUntil("the heir's draft", [&] {
    return system_.Run({"directive", "show", draft, "--as", "98101"}).code == 0;
  });
  Act({"directive", "correct", draft, "--set", "subject=Rà soát số liệu", "--as", "98101"});
}

// A plan of the province that gives something to a district by its name and as one of all districts.
std::string PlanForDistricts(const std::string& number, const std::string& day) {
  return "ỦY BAN NHÂN DÂN\nTỈNH BÌNH GIANG\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
         "Số: " +
         number + "\n\nBình Giang, " + day +
         "\n\nKẾ HOẠCH\n\nRà soát thư viện xã\n\n"
         "Ủy ban nhân dân tỉnh Bình Giang ban hành Kế hoạch như sau:\n\nI. TỔ CHỨC THỰC HIỆN\n\n"
         "1. UBND huyện An Lộc Sơn\n\nChủ trì tổ chức thí điểm tại địa phương.\n\n"
         "2. UBND các huyện, thị xã, thành phố\n\nXây dựng kế hoạch và tổ chức thực hiện.\n\n"
         "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn An\n";
}

TEST_F(SuccessionTest, NothingIsIssuedToADistrictAfterItsEnd) {
  const auto ingest = [&](const std::string& number, const std::string& day) {
    const auto file = system_.directory() / "plan.txt";
    std::ofstream(file) << PlanForDistricts(number, day);
    const Value draft = Member(scenario_.InsistOnce({"ingest", file.string()}), "directive");
    EXPECT_THAT(List(draft, "unresolved"), SizeIs(0)) << "all of them are there when it comes in";
    return Text(draft, "id");
  };
  const std::string undated = ingest("61/KH-UBND", "ngày      tháng      năm 2026");
  const std::string earlier = ingest("62/KH-UBND", "ngày 30 tháng 11 năm 2026");
  scenario_.Insist({"clock", "set", "2026-12-01"});
  scenario_.Insist({"units", "succeed", (kSamples / "succession_2026.csv").string(),
                    std::string("--decision=") + kDecision, "--effective=2026-12-01", "--yes"});

  const Output refused = system_.Run({"directive", "issue", undated, "--date", "2026-12-01"});
  ExpectRefused(refused, "FAILED_PRECONDITION", "UNIT_ENDED",
                "\"Ủy ban nhân dân huyện An Lộc Sơn\" (Ủy ban nhân dân huyện An Lộc Sơn, 981)");
  ExpectRefused(refused, "FAILED_PRECONDITION", "UNIT_ENDED",
                "nobody belongs to: \"Ủy ban nhân dân các huyện, thị xã, thành phố\"");
  ExpectRefused(refused, "FAILED_PRECONDITION", "UNIT_ENDED", "--resolve");
  // What it says to do helps.
  Act({"directive", "correct", undated, "--resolve", "Ủy ban nhân dân huyện An Lộc Sơn=98101", "--resolve",
       "Ủy ban nhân dân các huyện, thị xã, thành phố=98104"});
  Act({"directive", "issue", undated, "--date", "2026-12-01"});
  EXPECT_THAT(scenario_.AssignmentsOf("98101", undated), SizeIs(1));

  // What was signed while they were there is theirs, and with them gone somebody has to decide.
  const std::string issued = scenario_.Insist({"directive", "issue", earlier});
  EXPECT_THAT(issued,
              HasSubstr("Ủy ban nhân dân huyện An Lộc Sơn ended on 2026-12-01: what it gets goes to the conflicts"));
  EXPECT_THAT(
      issued,
      HasSubstr("4 of the 4 units that are \"Ủy ban nhân dân các huyện, thị xã, thành phố\" on its day have ended"));
  system_.WaitUntil("its tasks to be conflicts", [&] {
    std::multiset<std::string> units;
    for (const Value& conflict : Conflicts()) {
      const Value assignment = Member(conflict, "assignment");
      if (Text(assignment, "directive_id") == earlier) units.insert(Text(assignment, "unit_name"));
    }
    return units.size() == 5 && units.count("Ủy ban nhân dân huyện An Lộc Sơn") == 2;
  });
}

TEST_F(SuccessionTest, AFileWithMistakesSaysThemAllAndPlansNothing) {
  const auto file = system_.directory() / "bad.csv";
  std::ofstream(file) << "old_code,new_code,relation\n98101,98101,whole\n98102,77777,whole\n98103,98103,half\n";
  const Output refused = system_.Run({"units", "succeed", file.string(), "--decision", kDecision, "--decided-on",
                                      "2026-11-20", "--effective", "2026-12-01", "--yes"});
  ExpectRefused(refused, "INVALID_ARGUMENT", "UNKNOWN_NEW_CODE", "bad.csv:3");
  EXPECT_THAT(refused.err, HasSubstr("bad.csv:4: relation: BAD_RELATION"));
  ExpectRefused(system_.Run({"units", "succeed", file.string(), "--decision", kDecision, "--effective", "01/12/2026"}),
                "INVALID_ARGUMENT", "INVALID_DATE", "field: effective_on");
  EXPECT_TRUE(List(scenario_.InsistJson({"units", "successions"}), "successions").empty());
}

}  // namespace
}  // namespace dondoc::e2e
