// Services without a copy of the tree, and without the facts that it was made of: new ones, and those that have lost
// it. They load it before they serve, and groups are given their tasks as ever.

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <string>

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
  std::int64_t Ask(std::string_view service, const std::string& query) {
    const pg::Statement statement{"test.ask", query};
    return system_.OpenDatabase(service)->Execute(statement, {}).value()[0].Get<std::int64_t>("answer");
  }

  // As a service that was never there: no copy, and nothing in the inbox.
  void Empty(std::string_view service) {
    system_.DoInDatabase(
        service,
        "TRUNCATE unit, unit_state, unit_change, succession, succession_part, succession_edge, inbox, watermark");
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
  const auto edges = [&](const char* service) { return Ask(service, "SELECT count(*) AS answer FROM enacted_edge"); };
  EXPECT_GT(edges("assignment"), 0);
  system_.WaitUntil("notification to have as much of it", [&] { return edges("notification") == edges("assignment"); });
}

// Killed while it loads, it has what it had, and begins again.
TEST_F(CopiesTest, KilledWhileItLoadsItLoadsAgain) {
  system_.FlushRedis();
  const auto obstacle = system_.OpenDatabase("assignment");
  Empty("assignment");
  ASSERT_OK(obstacle->ExecuteScript("BEGIN; LOCK TABLE unit_state IN ACCESS EXCLUSIVE MODE"));
  // Those of the next process: whoever waits for the lock now goes on waiting when its process is dead.
  const std::int64_t before = Ask("assignment", "SELECT (extract(epoch FROM now()) * 1000000)::bigint AS answer");
  const auto loading = [&] {
    return Ask(
        "assignment",
        fmt::format("SELECT count(*) AS answer FROM pg_stat_activity WHERE usename = 'dondoc_assignment_app' AND "
                    "wait_event_type = 'Lock' AND query LIKE '%unit_state%' AND "
                    "extract(epoch FROM backend_start) * 1000000 > {}",
                    before));
  };
  system_.Kill("assignment");
  Value part;
  system_.WaitUntil("the service to be in the middle of loading", [&] {
    part = Part("assignment");
    return Text(part, "health") == "not serving" && loading() > 0;
  });
  Output refused;
  system_.WaitUntil("a call to be refused", [&] {
    refused = system_.Run({"assignment", "list", "--timeout", "2"});
    return refused.code == 0 || refused.err.find("DEADLINE_EXCEEDED") == std::string::npos;
  });
  ExpectRefused(refused, "UNAVAILABLE", "NOT_READY");
  const auto pid = static_cast<pid_t>(Number(part, "pid"));
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
  system_.DoInDatabase(
      "assignment",
      "INSERT INTO inbox (consumer, fact_id, stream, generation, number, received_at) "
      "SELECT 'assignment.main', f.fact_id, 'dondoc:{all}:organization:main', s.generation, f.number, f.fact_time "
      "FROM organization.outbox AS f JOIN organization.outbox_stream AS s USING (destination) ON CONFLICT DO NOTHING");
  ASSERT_EQ(::kill(pid, SIGCONT), 0);
  ExpectGroupsGetTheirTasks();
  EXPECT_TRUE(HasWholeCopy("assignment"));
  EXPECT_EQ(Number(Part("assignment"), "restarts"), 0);
}

}  // namespace
}  // namespace dondoc::e2e
