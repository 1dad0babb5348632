// The whole way once on an invented province (tests/samples): in order, with every part killed in the middle, and with
// bad input.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/e2e/scenario.h"

namespace dondoc::e2e {
namespace {

using google::protobuf::Value;
using ::testing::HasSubstr;

const std::filesystem::path kSamples = "tests/samples";

void WriteFile(const std::filesystem::path& path, std::string_view text) { std::ofstream(path) << text; }

void ImportAndEquip(System& system, Scenario& scenario) {
  scenario.Insist({"units", "import", (kSamples / "units.csv").string()});
  scenario.Insist({"units", "equip", "98", "--subtree"});
  const Value list = scenario.InsistJson(
      {"units", "list", "--within", "98", "--level", "commune", "--kind", "UBND", "--limit", "1000"});
  EXPECT_EQ(List(list, "units").size(), 23u);
  // Again: nothing changes, and nothing is doubled.
  scenario.Insist({"units", "import", (kSamples / "units.csv").string()});
  EXPECT_EQ(List(scenario.InsistJson(
                     {"units", "list", "--within", "98", "--level", "commune", "--kind", "UBND", "--limit", "1000"}),
                 "units")
                .size(),
            23u);
  // A broken row imports nothing, and says where it is.
  const auto broken = system.directory() / "broken.csv";
  WriteFile(broken, "code,name,level,type,parent_code\n97,Tỉnh Mới,province,Tỉnh,\n971,Huyện Lạc,district,Huyện,99\n");
  const Output refused = system.Run({"units", "import", broken.string()});
  ExpectRefused(refused, "INVALID_ARGUMENT", "UNKNOWN_PARENT", "3");
  EXPECT_THAT(refused.err, HasSubstr("broken.csv"));
  EXPECT_NE(system.Run({"units", "show", "97"}).code, 0);
}

TEST(SampleTest, TheWholeWayWithEverythingDyingInTheMiddle) {
  System system;
  Scenario scenario(system, 20261121);
  scenario.Insist({"clock", "set", "2026-11-30"});
  ImportAndEquip(system, scenario);
  const auto list = ReadList(kSamples / "units.csv");
  const auto communes = CommunesBelow(list, {"98"});
  for (const char* code : {"98102", "98103"}) {
    scenario.Insist({"units", "contact", code, std::string("ubnd.") + code + "@binhgiang.example"});
  }

  system.Kill("directive");
  scenario.IngestAndIssue({.file = kSamples / "plan_province.txt", .otherwise = "98"});
  system.Kill("organization");
  const std::string plan = scenario.IngestAndIssue({.file = kSamples / "plan_district.txt", .otherwise = "981"});
  system.Kill("assignment");
  scenario.IngestAndIssue(
      {.file = kSamples / "letter_blank.txt", .number = "212", .date = "2024-02-19", .otherwise = "981"});
  scenario.IngestAndIssue({.file = kSamples / "plan_scanned.txt",
                           .issuer = "981",
                           .number = "40/KH-UBND",
                           .date = "2025-03-03",
                           .otherwise = "981"});
  scenario.IngestAndIssue({.file = kSamples / "decision_table.txt",
                           .issuer = "98",
                           .number = "90/QĐ-UBND",
                           .date = "2025-05-05",
                           .otherwise = "98"});
  std::printf("%d of %d names were chosen by hand\n", scenario.names_asked(), scenario.names());

  // Every commune of the district has the group's task and the yearly duty; no commune of another district has.
  for (const std::string& commune : CommunesBelow(list, {"981"}))
    EXPECT_EQ(scenario.AssignmentsOf(commune, plan).size(), 3u) << commune;
  EXPECT_TRUE(
      List(scenario.InsistJson({"assignment", "list", "--unit", "98201", "--directive", plan}), "assignments").empty());
  EXPECT_FALSE(scenario.AssignmentsOf("Phòng Văn hóa và Thông tin huyện An Lộc Sơn", plan).empty());
  std::size_t targets = 0;
  system.WaitUntil("targets of the plan", [&] {
    targets = List(scenario.InsistJson({"indicator", "targets", "--directive", plan}), "targets").size();
    return targets > 0;
  });
  EXPECT_EQ(targets, 5u);

  scenario.SubmitAndCompare(list, communes, "2026", {"indicator", "redis", "flush", "organization"});

  std::string without_deadline;
  for (const Value& assignment : scenario.AssignmentsOf("98101", plan)) {
    if (Text(assignment, "due_on").empty()) without_deadline = Text(assignment, "assignment_id");
  }
  scenario.WalkThroughStates("98101", "981", without_deadline, plan, {"98101", "981", "98"});

  scenario.MoveThroughDecember(
      {{"98102", "ubnd.98102@binhgiang.example"}, {"98103", "ubnd.98103@binhgiang.example"}, {"98104", ""}}, "98101",
      plan, {{7, "notification"}, {11, "redis"}, {13, "flush"}, {14, "notification"}, {15, "assignment"}});

  // The duty's next occurrence is there, and everything is as it was after a restart.
  system.WaitUntil("next year's report", [&] {
    for (const Value& assignment : scenario.AssignmentsOf("98102", plan)) {
      if (Text(assignment, "due_on") == "2027-12-14") return true;
    }
    return false;
  });
  const Value before = scenario.InsistJson({"indicator", "totals", "VN", "--period", "2026"});
  system.Restart();
  EXPECT_EQ(scenario.InsistJson({"indicator", "totals", "VN", "--period", "2026"}).DebugString(), before.DebugString());
}

// Bad input is answered with a code, a reason and the field, and leaves nothing behind.
TEST(SampleTest, BadInputIsAnswered) {
  System system;
  Scenario scenario(system, 7);
  ImportAndEquip(system, scenario);
  const auto file = [&](const char* name, std::string_view text) {
    WriteFile(system.directory() / name, text);
    return (system.directory() / name).string();
  };
  ExpectRefused(system.Run({"ingest", file("empty.txt", "")}), "INVALID_ARGUMENT", "EMPTY_FILE", "empty.txt");
  ExpectRefused(system.Run({"ingest", file("large.txt", std::string(20 * 1024 * 1024, 'a'))}), "INVALID_ARGUMENT",
                "FILE_TOO_LARGE");
  ExpectRefused(system.Run({"ingest", file("bytes.txt", "KẾ HOẠCH\n\xff\xfe rác")}), "INVALID_ARGUMENT", "NOT_UTF8",
                "line 2");
  ExpectRefused(system.Run({"ingest", "no_such_file.txt"}), "NOT_FOUND", "FILE_NOT_FOUND");
  EXPECT_TRUE(List(scenario.InsistJson({"directive", "list"}), "directives").empty());

  // A document without tasks is kept, and cannot be issued.
  const std::string bare = Text(
      Member(
          scenario.InsistOnce({"ingest", "--issuer", "981",
                               file("bare.txt",
                                    "UBND HUYỆN AN LỘC SƠN\n\nSố: 5/TB-UBND\n\nAn Lộc Sơn, ngày 02 tháng 3 năm "
                                    "2024\n\nTHÔNG BÁO\n\nVề ngày hội đọc sách\n\nNgày hội bắt đầu lúc bảy giờ.\n")}),
          "directive"),
      "id");
  ExpectRefused(system.Run({"directive", "issue", bare}), "FAILED_PRECONDITION", "NO_TASKS");

  const std::string id =
      Text(Member(scenario.InsistOnce({"ingest", (kSamples / "plan_district.txt").string()}), "directive"), "id");
  // The same file again is the same directive.
  const Value again = scenario.InsistJson({"ingest", (kSamples / "plan_district.txt").string()});
  EXPECT_EQ(Text(Member(again, "directive"), "id"), id);
  EXPECT_TRUE(Member(again, "already_known").bool_value());
  ExpectRefused(system.Run({"directive", "correct", id, "--set", "issued_on=2021-02-30"}), "INVALID_ARGUMENT",
                "INVALID_DATE", "issued_on");
  ExpectRefused(system.Run({"directive", "correct", id, "--set", "number=32/KH-UBND", "--etag", "999"}), "ABORTED",
                "STALE_ETAG", "etag");
  ExpectRefused(system.Run({"directive", "correct", id, "--issuer", "00000000-0000-7000-8000-000000000000"}),
                "NOT_FOUND", "UNIT_NOT_FOUND", "field: issuer_unit_id");
  ExpectRefused(system.Run({"units", "show", "00000000-0000-7000-8000-000000000000"}), "NOT_FOUND", "UNIT_NOT_FOUND",
                "field: unit");
  scenario.IngestAndIssue({.file = kSamples / "plan_district.txt", .otherwise = "981"});
  // Another file with the same issuer, number and year.
  std::ifstream original(kSamples / "plan_district.txt");
  std::stringstream copy;
  copy << original.rdbuf() << "\n(bản khác)\n";
  ExpectRefused(system.Run({"ingest", file("copy.txt", copy.str())}), "ALREADY_EXISTS", "DUPLICATE_NUMBER",
                "field: number");

  const auto assignments = scenario.AssignmentsOf("98102", id);
  const std::string assignment = Text(assignments.front(), "assignment_id");
  ExpectRefused(system.Run({"assignment", "return", assignment, "--reason", "x", "--as", "981"}), "FAILED_PRECONDITION",
                "WRONG_STATE", "field: state");
  ExpectRefused(system.Run({"assignment", "accept", assignment, "--as", "98103"}), "NOT_FOUND", "ASSIGNMENT_NOT_FOUND");
  ExpectRefused(system.Run({"assignment", "accept", assignment, "--as", "98102", "--etag", "77"}), "ABORTED",
                "STALE_ETAG", "field: etag");

  // Why, in the words of the services: by an assignment's id, a directive's number, a unit's code.
  const auto why = [&](const std::string& who, const std::string& rpc, const std::string& object) {
    return Text(system.Json({"access", "explain", who, rpc, object}), "why");
  };
  EXPECT_THAT(why("LEADER@981", "CompleteAssignment", assignment),
              HasSubstr("which is a unit above it and the issuer"));
  EXPECT_THAT(why("CLERK@98102", "GetDirective", "31/KH-UBND"), HasSubstr("a unit that it gives something to do"));
  EXPECT_THAT(why("OFFICER@98103", "AcceptAssignment", assignment),
              HasSubstr("is for OFFICER or LEADER of the unit itself"));
  EXPECT_THAT(why("ADMINISTRATOR@98", "SetContacts", "98102"), HasSubstr("which is a unit above it"));

  scenario.InsistOnce({"indicator", "define", "DEM", "--name", "Đếm", "--kind", "COUNT", "--measure", "trẻ"});
  scenario.InsistOnce({"indicator", "define", "TY_LE", "--name", "Tỷ lệ", "--kind", "RATIO", "--measure", "%"});
  const auto submit = [&](const std::string& unit, const std::string& period, const std::string& value) {
    return system.Run({"indicator", "submit", "--unit", unit, "--period", period, value});
  };
  ExpectRefused(submit("98102", "2026", "DEM=-1"), "INVALID_ARGUMENT", "NEGATIVE_VALUE", "values[0]");
  ExpectRefused(submit("98102", "2026", "TY_LE=5/4"), "INVALID_ARGUMENT", "NUMERATOR_ABOVE_DENOMINATOR", "values[0]");
  ExpectRefused(submit("98102", "2026-13", "DEM=1"), "INVALID_ARGUMENT", "BAD_PERIOD", "period");
  ExpectRefused(submit("00000000-0000-7000-8000-000000000000", "2026", "DEM=1"), "NOT_FOUND", "UNIT_NOT_FOUND",
                "field: unit");
  ExpectRefused(system.Run({"clock", "set", "2026-02-30"}), "INVALID_ARGUMENT", "INVALID_DATE");
  EXPECT_TRUE(List(scenario.InsistJson({"indicator", "values", "98102", "--period", "2026"}), "values").empty());
  EXPECT_EQ(system.Run({"assignment"}).code, 2);
  EXPECT_EQ(system.Run({"up", "--var=" + system.var().string()}).code, 1);
}

// Its name is with organization at once, and on its way to the copies of the other services: they wait for it instead
// of denying it.
TEST(SampleTest, AUnitIsKnownEverywhereAsSoonAsItIsMade) {
  System system;
  Scenario scenario(system, 11);
  ImportAndEquip(system, scenario);
  scenario.InsistOnce({"indicator", "define", "DEM", "--name", "Đếm", "--kind", "COUNT", "--measure", "trẻ"});
  for (int i = 1; i <= 10; ++i) {
    const std::string school = Text(scenario.InsistOnce({"units", "add", "Trường THPT số " + std::to_string(i),
                                                         "--superior", "98", "--kind", "TRUONG_THPT"}),
                                    "id");
    const auto once = [&](const std::vector<std::string>& arguments) {
      const Output output = system.Run(arguments);
      EXPECT_EQ(output.code, 0) << output.err;
    };
    once({"indicator", "submit", "--unit", school, "--period", "2026", "DEM=1"});
    once({"assignment", "counts", school});
    once({"inbox", school});
  }
}

TEST(ProductionClockTest, CannotBeMoved) {
  System system(std::vector<std::string>{});
  ExpectRefused(system.Run({"clock", "set", "2026-12-08"}), "FAILED_PRECONDITION", "NOT_DEVELOPMENT");
}

}  // namespace
}  // namespace dondoc::e2e
