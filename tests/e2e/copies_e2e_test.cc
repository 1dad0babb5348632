// Services without a copy of the tree, and without the facts that it was made of: new ones, and those that have lost
// it. They load it before they serve, and groups are given their tasks as ever.

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <memory>
#include <string>

#include "common/postgres/connection.h"
#include "common/status/status_matchers.h"
#include "tests/e2e/scenario.h"

namespace dondoc::e2e {
namespace {

using google::protobuf::Value;
using ::testing::SizeIs;

const std::filesystem::path kSamples = "tests/samples";
constexpr const char* kFollowers[] = {"directive", "assignment", "indicator", "notification"};

class CopiesTest : public ::testing::Test {
 protected:
  CopiesTest() {
    scenario_.Insist({"clock", "set", "2026-11-30"});
    scenario_.Insist({"units", "import", (kSamples / "units.csv").string()});
    scenario_.Insist({"units", "equip", "98", "--subtree"});
    WaitForCopies();
  }

  // The state of a part as it is now, whatever it is.
  Value Part(std::string_view name) {
    for (const Value& part : List(ParseJson(system_.Run({"status", "--format=json"}).out), "parts")) {
      if (Text(part, "name") == name) return part;
    }
    return {};
  }
  // The system's database, in the schema of a service, as whoever owns everything.
  std::unique_ptr<pg::Connection> Open(std::string_view service) {
    auto connection =
        pg::Connection::Open(fmt::format("{} options='-c search_path={}'", Text(Part("postgres"), "address"), service));
    EXPECT_OK(connection);
    return connection.ok() ? *std::move(connection) : nullptr;
  }
  std::int64_t Ask(std::string_view service, const std::string& query) {
    const pg::Statement statement{"test.ask", query};
    return Open(service)->Execute(statement, {}).value()[0].Get<std::int64_t>("answer");
  }
  void Do(std::string_view service, const std::string& script) { ASSERT_OK(Open(service)->ExecuteScript(script)); }

  // As a service that was never there: no copy, and nothing in the inbox. The service goes on working meanwhile and
  // locks its tables in an order of its own, so that PostgreSQL may have to choose one of the two to begin again.
  void Empty(std::string_view service) {
    system_.WaitUntil(fmt::format("nobody to be in the way of emptying {}", service), [&] {
      const absl::Status emptied = Open(service)->ExecuteScript(
          "TRUNCATE unit, unit_state, unit_change, succession, succession_part, succession_edge, inbox, watermark");
      if (emptied.code() == absl::StatusCode::kAborted) return false;
      EXPECT_OK(emptied);
      return true;
    });
  }
  bool HasWholeCopy(std::string_view service) {
    return Ask(service, "SELECT count(*) AS answer FROM unit") ==
               Ask("organization", "SELECT count(*) AS answer FROM unit") &&
           Ask(service, "SELECT coalesce(max(change), 0) AS answer FROM unit_change WHERE part = 0") ==
               Ask("organization", "SELECT change AS answer FROM tree");
  }
  void WaitForCopies() {
    for (const char* service : kFollowers) {
      system_.WaitUntil(fmt::format("the copy of {}", service), [&] { return HasWholeCopy(service); });
    }
  }
  // A plan that gives every commune of a district something: three things each.
  void ExpectGroupsGetTheirTasks() {
    const std::string plan = scenario_.IngestAndIssue({.file = kSamples / "plan_district.txt", .otherwise = "981"});
    for (const std::string& commune : CommunesBelow(ReadList(kSamples / "units.csv"), {"981"})) {
      EXPECT_THAT(scenario_.AssignmentsOf(commune, plan), SizeIs(3)) << commune;
    }
  }

  System system_;
  Scenario scenario_{system_, 20261121};
};

TEST_F(CopiesTest, NewServicesBesideAnOldOrganizationHaveTheTreeBeforeTheyServe) {
  for (const char* service : kFollowers) Empty(service);
  system_.FlushRedis();
  system_.Restart();
  // It is up: so all have it.
  for (const char* service : kFollowers) EXPECT_TRUE(HasWholeCopy(service)) << service;
  ExpectGroupsGetTheirTasks();
}

TEST_F(CopiesTest, ASuccessionThatTookEffectUnheardIsAppliedAll) {
  const std::string plan = scenario_.IngestAndIssue({.file = kSamples / "plan_district.txt", .otherwise = "981"});
  EXPECT_THAT(scenario_.AssignmentsOf("98102", plan), SizeIs(3));
  scenario_.Insist({"units", "import", (kSamples / "units_2026.csv").string(), "--list", "2026"});
  scenario_.Insist({"units", "equip", "98", "--subtree", "--list", "2026"});
  WaitForCopies();
  // As if Redis and the outbox had lost what organization said, and assignment had been away.
  scenario_.Insist({"clock", "set", "2026-12-01"});
  scenario_.Insist({"units", "succeed", (kSamples / "succession_2026.csv").string(), "--decision", "88/NQ-HĐND",
                    "--decided-on", "2026-11-20", "--effective", "2026-12-01", "--yes"});
  const auto of = [&](const std::string& code, const std::string& list) {
    return List(scenario_.InsistJson({"assignment", "list", "--unit", code, "--list", list, "--directive", plan}),
                "assignments");
  };
  EXPECT_THAT(of("98101", "2026"), SizeIs(3));
  Empty("assignment");
  system_.FlushRedis();
  system_.Kill("assignment");
  system_.WaitUntil("the copy of assignment", [&] { return HasWholeCopy("assignment"); });
  // What was applied is not applied again.
  EXPECT_THAT(of("98101", "2026"), SizeIs(3));
  for (const Value& one : of("98102", "2024")) EXPECT_EQ(Text(one, "state"), "TRANSFERRED");
  EXPECT_EQ(Ask("assignment", "SELECT count(*) AS answer FROM enacted_edge"),
            Ask("notification", "SELECT count(*) AS answer FROM enacted_edge"));
}

// Killed while it loads, it has what it had, and begins again.
TEST_F(CopiesTest, KilledWhileItLoadsItLoadsAgain) {
  Empty("assignment");
  system_.FlushRedis();
  const auto obstacle = Open("assignment");
  ASSERT_OK(obstacle->ExecuteScript("BEGIN; LOCK TABLE unit_state IN ACCESS EXCLUSIVE MODE"));
  const auto loading = [&] {
    return Ask("assignment",
               "SELECT count(*) AS answer FROM pg_stat_activity "
               "WHERE usename = 'dondoc_assignment_app' AND wait_event_type = 'Lock' AND query LIKE '%unit_state%'");
  };
  system_.Kill("assignment");
  system_.WaitUntil("the service to be in the middle of loading", [&] { return loading() > 0; });
  EXPECT_EQ(Text(Part("assignment"), "health"), "not serving");
  ExpectRefused(system_.Run({"assignment", "list", "--timeout", "2"}), "UNAVAILABLE", "NOT_READY");
  const auto pid = static_cast<pid_t>(Number(Part("assignment"), "pid"));
  ASSERT_GT(pid, 1);
  ASSERT_EQ(::kill(pid, SIGKILL), 0);
  EXPECT_EQ(Ask("assignment", "SELECT count(*) AS answer FROM unit"), 0);
  ASSERT_OK(obstacle->ExecuteScript("ROLLBACK"));
  system_.WaitUntil("the service to serve", [&] { return Text(Part("assignment"), "health") == "serving"; });
  EXPECT_TRUE(HasWholeCopy("assignment"));
  ExpectGroupsGetTheirTasks();
}

// A change whose facts take no effect here: the service notices, and sees to it itself.
TEST_F(CopiesTest, AChangeThatNeverArrivesIsFetchedWhileItServes) {
  const auto pid = static_cast<pid_t>(Number(Part("assignment"), "pid"));
  ASSERT_GT(pid, 1);
  ASSERT_EQ(::kill(pid, SIGSTOP), 0);
  scenario_.Insist({"units", "add", "Phòng Thử huyện", "--superior", "981", "--kind", "PHONG_THU"});
  system_.WaitUntil("the others to have it", [&] { return HasWholeCopy("directive") && HasWholeCopy("indicator"); });
  // The consumer believes that it has had them.
  Do("assignment",
     "INSERT INTO inbox (consumer, fact_id, stream, generation, number, received_at) "
     "SELECT 'assignment.main', f.fact_id, 'dondoc:{all}:organization:main', s.generation, f.number, f.fact_time "
     "FROM organization.outbox AS f JOIN organization.outbox_stream AS s USING (destination)");
  ASSERT_EQ(::kill(pid, SIGCONT), 0);
  ExpectGroupsGetTheirTasks();
  EXPECT_TRUE(HasWholeCopy("assignment"));
  EXPECT_EQ(Number(Part("assignment"), "restarts"), 0);
}

}  // namespace
}  // namespace dondoc::e2e
