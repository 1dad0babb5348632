// The tree as it is handed out, over a real channel: to whom, in what parts, and of which moment.
#include "services/organization/rpc/tree_service.h"

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "common/rpc/client.h"
#include "common/status/status.h"
#include "common/status/status_matchers.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/app/plan_succession.h"
#include "services/organization/rpc/read_tree.h"
#include "services/organization/testing/lists_of_a_province.h"
#include "services/organization/testing/world.h"

namespace dondoc::organization {
namespace {

using ::dondoc::testing::HasReason;
using ::dondoc::testing::StatusIs;
using Stub = v1::TreeService::Stub;
using testing::World;

const rpc::InvokeOptions kPatient{.timeout = std::chrono::minutes(1)};

class TreeServiceTest : public ::testing::Test {
 protected:
  TreeServiceTest() {
    const std::string address = "unix:" + (directory_.path() / "s").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = v1::TreeService::NewStub(rpc::OpenChannel(address));
  }

  absl::StatusOr<v1::TreeState> State(bool count_units = true) {
    v1::GetTreeStateRequest request;
    request.set_count_units(count_units);
    return rpc::Invoke<v1::TreeState>(*stub_, &Stub::GetTreeState, request, kPatient);
  }
  absl::StatusOr<std::vector<v1::TreePart>> Tree() {
    std::vector<v1::TreePart> parts;
    DONDOC_RETURN_IF_ERROR(
        rpc::Read<v1::TreePart>(*stub_, &Stub::GetTree, v1::GetTreeRequest(), kPatient, [&](const v1::TreePart& part) {
          parts.push_back(part);
          return absl::OkStatus();
        }));
    return parts;
  }
  static std::string Commune(int code, const std::string& name) {
    return std::to_string(code) + ",Xã " + name + ",commune,Xã,981\n";
  }
  // The sample province and many communes more.
  void ImportMany() {
    std::string csv = testing::SampleCsv();
    for (int i = 0; i < kMany; ++i) csv += Commune(70000 + i, "Số " + std::to_string(i));
    ASSERT_OK(world_.Import(csv));
  }
  static constexpr int kMany = 1200;

  dondoc::testing::TempDir directory_;
  World world_;
  access::Caller caller_{.subject = "service:assignment", .service = true};
  rpc::Environment environment_{.authenticate = [this](const grpc::ServerContext&) { return caller_; },
                                .new_trace = [] { return "trace"; }};
  TreeService service_{*world_.context, environment_};
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Stub> stub_;
};

TEST_F(TreeServiceTest, IsForServicesAlone) {
  EXPECT_OK(State());
  EXPECT_OK(Tree());
  caller_ = {.subject = "user:1", .user = "lan", .unit_id = world_.ids.NewId()};
  caller_.memberships = {{caller_.unit_id, access::Roles(access::kAllRoles)}};
  EXPECT_THAT(State(), HasReason(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED"));
  EXPECT_THAT(Tree(), HasReason(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED"));
  caller_ = {};
  EXPECT_THAT(State(), HasReason(absl::StatusCode::kUnauthenticated, "NOT_SIGNED_IN"));
  EXPECT_THAT(Tree(), HasReason(absl::StatusCode::kUnauthenticated, "NOT_SIGNED_IN"));
}

TEST_F(TreeServiceTest, AnEmptyTreeSaysThatItIs) {
  ASSERT_OK_AND_ASSIGN(const auto parts, Tree());
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_EQ(parts[0].state().change(), 0);
  EXPECT_EQ(parts[0].units_size(), 0);
}

TEST_F(TreeServiceTest, SaysHowFarItIs) {
  ASSERT_OK(world_.Import(testing::SampleCsv()));
  ASSERT_OK(world_.Equip({"981"}));
  ASSERT_OK_AND_ASSIGN(const v1::TreeState state, State());
  EXPECT_EQ(state.change(), 2);
  EXPECT_EQ(std::to_string(state.units()), world_.Ask("SELECT count(*) FROM unit"));
  EXPECT_EQ(state.succession_steps(), 0);
  ASSERT_OK_AND_ASSIGN(const v1::TreeState uncounted, State(/*count_units=*/false));
  EXPECT_EQ(uncounted.change(), 2);
  EXPECT_EQ(uncounted.units(), 0);
}

// What is handed out of a unit is what the facts said of it.
TEST_F(TreeServiceTest, HandsOutWhatTheFactsSay) {
  ASSERT_OK(world_.Import(testing::SampleCsv()));
  ASSERT_OK(world_.Equip({"981"}));
  std::string renamed = testing::SampleCsv();
  const std::string old_name = "Xã Hòa Mục";
  ASSERT_NE(renamed.find(old_name), std::string::npos);
  renamed.replace(renamed.find(old_name), old_name.size(), "Xã Hòa Mục Mới");
  ASSERT_OK(world_.Import(renamed, "2024", MakeDay(2025, 1, 1)));
  std::map<std::string, v1::Unit> told;
  for (const v1::UnitsChanged& fact : world_.DrainFacts()) {
    for (const v1::Unit& unit : fact.units()) told[unit.id()] = unit;
  }
  ASSERT_OK_AND_ASSIGN(const auto parts, Tree());
  std::size_t units = 0;
  bool dated = false;
  for (const v1::TreePart& part : parts) {
    for (const v1::Unit& unit : part.units()) {
      ++units;
      dated = dated || unit.states_size() == 2;
      EXPECT_EQ(unit.SerializeAsString(), told[unit.id()].SerializeAsString());
    }
  }
  EXPECT_EQ(units, told.size());
  EXPECT_TRUE(dated);
}

TEST_F(TreeServiceTest, PartsAreBoundedAndNameEachUnitOnce) {
  ImportMany();
  ASSERT_OK_AND_ASSIGN(const auto parts, Tree());
  std::set<std::string> ids;
  for (const v1::TreePart& part : parts) {
    EXPECT_LE(part.units_size(), 500);
    EXPECT_LT(part.ByteSizeLong(), 1u << 20);
    for (const v1::Unit& unit : part.units()) EXPECT_TRUE(ids.insert(unit.id()).second);
  }
  EXPECT_EQ(static_cast<std::int64_t>(ids.size()), parts[0].state().units());
  EXPECT_EQ(parts.size(), ids.size() / 500 + 1);
}

// While each part is sent everything changes that can: names, and which units there are.
TEST_F(TreeServiceTest, IsOfOneMomentThoughTheTreeChangesMeanwhile) {
  ImportMany();
  ASSERT_OK_AND_ASSIGN(const auto before, Tree());
  int times = 0;
  std::vector<v1::TreePart> meanwhile;
  ASSERT_OK(ReadTree(*world_.context, [&](const v1::TreePart& part) {
    meanwhile.push_back(part);
    std::string csv = testing::SampleCsv();
    ++times;
    for (int i = 0; i < kMany; ++i)
      csv += Commune(70000 + i, "Lần " + std::to_string(times) + " Số " + std::to_string(i));
    return world_.Import(csv + Commune(80000 + times, "Mới")).status();
  }));
  ASSERT_EQ(meanwhile.size(), before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(meanwhile[i].SerializeAsString(), before[i].SerializeAsString());
  }
  ASSERT_OK_AND_ASSIGN(const auto after, Tree());
  EXPECT_EQ(after[0].state().change(), before[0].state().change() + times);
  EXPECT_EQ(after[0].state().units(), before[0].state().units() + times);
}

TEST_F(TreeServiceTest, HandsOutAFewAtOnceAndPutsTheOthersOff) {
  ASSERT_OK(world_.Import(testing::SampleCsv()));
  const auto obstacle = *pg::Connection::Open(world_.conninfo());
  ASSERT_OK(obstacle->ExecuteScript("BEGIN; LOCK TABLE unit IN ACCESS EXCLUSIVE MODE"));
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<absl::Status> ended;
  std::vector<std::jthread> callers(TreeService::kTreesAtOnce + 1);
  for (std::jthread& caller : callers) {
    caller = std::jthread([&] {
      const absl::Status status = Tree().status();
      const std::lock_guard lock(mutex);
      ended.push_back(status);
      changed.notify_one();
    });
  }
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return !ended.empty(); });
    EXPECT_THAT(ended.front(), HasReason(absl::StatusCode::kResourceExhausted, "TREE_BUSY"));
  }
  ASSERT_OK(obstacle->ExecuteScript("ROLLBACK"));
  callers.clear();
  ASSERT_EQ(ended.size(), TreeService::kTreesAtOnce + 1u);
  for (std::size_t i = 1; i < ended.size(); ++i) EXPECT_OK(ended[i]);
  EXPECT_OK(Tree());
}

// A second run would be of another moment.
TEST_F(TreeServiceTest, IsCutOffWhereTheTransactionEndsMeanwhile) {
  ImportMany();
  int parts = 0;
  const absl::Status status = ReadTree(*world_.context, [&](const v1::TreePart&) {
    ++parts;
    // As PostgreSQL does by itself where one part is read for too long.
    EXPECT_EQ(world_.Ask("SELECT count(*) FILTER (WHERE pg_terminate_backend(pid, 5000)) FROM pg_stat_activity "
                         "WHERE state = 'idle in transaction' AND datname = current_database()"),
              "1");
    return absl::OkStatus();
  });
  EXPECT_THAT(status, HasReason(absl::StatusCode::kUnavailable, "TREE_CUT_OFF"));
  EXPECT_EQ(parts, 1);
}

// A plan of a whole country is read in minutes by a service with its hands full.
TEST_F(TreeServiceTest, NoTransactionWaitsWhilePlansAreRead) {
  ASSERT_OK(world_.Import(testing::kOld));
  ASSERT_OK(world_.Import(testing::kNew, "2025"));
  PlanCommand plan;
  plan.request = world_.NewRequest();
  plan.decision_number = "15/NQ-HĐND";
  plan.decided_on = *MakeDay(2025, 6, 12);
  plan.effective_on = *MakeDay(2025, 7, 1);
  plan.file_name = "s.csv";
  plan.csv = testing::kFile;
  ASSERT_OK(PlanSuccession(*world_.context, plan, [](const Succession&) { return ""; }));
  int plans = 0;
  EXPECT_OK(ReadTree(*world_.context, [&](const v1::TreePart& part) {
    EXPECT_EQ(world_.Ask("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND "
                         "datname = current_database()"),
              part.plans().empty() ? "1" : "0");
    plans += part.plans_size();
    return absl::OkStatus();
  }));
  EXPECT_EQ(plans, 1);
}

TEST_F(TreeServiceTest, WhoeverDoesNotReadOnHoldsNothingUp) {
  ImportMany();
  // Twice as many as may read at once: those before have given back what they held, or do so in a moment.
  for (int i = 0; i < 2 * TreeService::kTreesAtOnce; ++i) {
    absl::Status status;
    do {
      status = rpc::Read<v1::TreePart>(*stub_, &Stub::GetTree, v1::GetTreeRequest(), kPatient,
                                       [](const v1::TreePart&) { return absl::InternalError("enough"); });
    } while (Reason(status) == "TREE_BUSY");
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInternal));
  }
}

}  // namespace
}  // namespace dondoc::organization
