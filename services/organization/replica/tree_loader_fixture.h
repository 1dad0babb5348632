// For the tests of the loader: an organization service that does what a test says, and an empty copy.
#pragma once

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/rpc/client.h"
#include "common/rpc/status_mapping.h"
#include "common/status/status.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "common/testing/temp_dir.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/organization/replica/make_unit.h"
#include "services/organization/replica/tree_loader.h"

namespace dondoc::organization::replica {

// Hands out the parts that it was given, all with the state.
class FakeOrganization final : public v1::TreeService::Service {
 public:
  grpc::Status GetTreeState(grpc::ServerContext* context, const v1::GetTreeStateRequest* request,
                            v1::TreeState* response) override {
    if (while_asked) while_asked(*context);
    if (asked++ < away) return rpc::ToGrpc(Unavailable("AWAY", "away"));
    *response = state;
    if (!request->count_units()) response->set_units(0);
    ++answered;
    return grpc::Status::OK;
  }
  grpc::Status GetTree(grpc::ServerContext* context, const v1::GetTreeRequest*,
                       grpc::ServerWriter<v1::TreePart>* writer) override {
    ++handed_out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i == cut_at) return rpc::ToGrpc(Unavailable("CUT", "cut off"));
      v1::TreePart part = parts[i];
      *part.mutable_state() = state;
      writer->Write(part);
      if (between) between(*context);
    }
    return grpc::Status::OK;
  }

  v1::TreeState state;
  std::vector<v1::TreePart> parts;
  std::size_t cut_at = std::string::npos;
  int away = 0;  // questions that are not answered
  std::function<void(const grpc::ServerContext&)> while_asked, between;
  // `answered` counts after the last look at what a test may change: whoever has read it may.
  std::atomic<int> asked = 0, answered = 0, handed_out = 0;
};

class TreeLoaderTest : public ::testing::Test {
 protected:
  TreeLoaderTest() {
    conninfo_ = dondoc::testing::SharedPostgres::CreateDatabase();
    connection_ = *pg::Connection::Open(conninfo_);
    EXPECT_OK(pg::Migrate(*connection_, {Migrations()}, TimePoint{}));
    database_ = std::make_unique<pg::Database>(pg::DatabaseOptions{.conninfo = conninfo_});
    Listen();
    government_ = Make("CHINH_PHU", common::v1::CENTRAL, "");
    province_ = Make("UBND", common::v1::PROVINCE, government_.id());
    commune_ = Make("UBND", common::v1::COMMUNE, province_.id());
    // Change 1: the Government; 2: the province; 3: the commune.
    organization_.state.set_change(3);
    organization_.state.set_units(3);
    for (const v1::Unit& unit : {government_, province_, commune_})
      *organization_.parts.emplace_back().add_units() = unit;
  }
  ~TreeLoaderTest() override { server_->Shutdown(); }

  void Listen() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address_, grpc::InsecureServerCredentials());
    builder.RegisterService(&organization_);
    server_ = builder.BuildAndStart();
  }

  v1::Unit Make(const std::string& kind, common::v1::Level level, const std::string& superior,
                std::int64_t version = 1) {
    return MakeUnit(ids_, kind, level, superior, version);
  }
  static v1::Unit Named(v1::Unit unit, const std::string& name, std::int64_t version) {
    unit.set_name(name);
    unit.set_version(version);
    return unit;
  }

  // A succession of the commune, with as many parts as edges.
  void PlanSuccession(std::int64_t version) {
    for (int part = 1; part <= 2; ++part) {
      v1::SuccessionPlanned& plan = *organization_.parts.emplace_back().add_plans();
      plan = Plan(version, part);
    }
    organization_.state.set_succession_steps(version);
  }
  v1::SuccessionPlanned Plan(std::int64_t version, int part) const {
    v1::SuccessionPlanned plan;
    plan.set_succession_id(succession_);
    plan.set_decision_number("12/NQ-HĐND");
    plan.set_effective_on("2025-07-01");
    plan.set_version(version);
    plan.set_part(part);
    plan.set_parts(2);
    v1::UnitSuccession& edge = *plan.add_edges();
    edge.set_from_unit_id(part == 1 ? commune_.id() : province_.id());
    return plan;
  }
  v1::SuccessionEnacted Enacted(std::int64_t version, std::int64_t change) const {
    v1::SuccessionEnacted fact;
    fact.set_succession_id(succession_);
    fact.set_version(version);
    fact.set_tree_change(change);
    return fact;
  }
  v1::SuccessionUndone Undone(std::int64_t version, std::int64_t change) const {
    v1::SuccessionUndone fact;
    fact.set_succession_id(succession_);
    fact.set_version(version);
    fact.set_tree_change(change);
    return fact;
  }
  void EnactSuccession(std::int64_t version) {
    v1::SuccessionTurn& turn = *organization_.parts.emplace_back().add_turns();
    *turn.mutable_enacted() = Enacted(version, 3);
    turn.mutable_time()->set_seconds(1'750'000'000);
    organization_.state.set_succession_steps(version + 1);
  }
  void UndoSuccession(std::int64_t version) {
    *organization_.parts.emplace_back().add_turns()->mutable_undone() = Undone(version, 3);
    organization_.state.set_succession_steps(version + 2);
  }

  // Notes each time that a step is taken.
  SuccessionStep Noting() {
    return [this](pg::Transaction&, const Succession& succession, TimePoint at) {
      steps_.emplace_back(succession.state, at);
      return absl::OkStatus();
    };
  }
  TreeLoader Loader(std::chrono::milliseconds ask_timeout = std::chrono::seconds(20)) {
    return TreeLoader(rpc::OpenChannel(address_), *database_, Noting(), Noting(),
                      {.ask_timeout = ask_timeout, .load_timeout = std::chrono::seconds(60), .patience = patience_});
  }
  absl::Status Prepare() { return Loader().Prepare({}); }
  // With an organization service that is away.
  absl::Status PrepareAlone() { return Loader(std::chrono::milliseconds(50)).Prepare({}); }

  absl::Status Take(std::int64_t change, const std::vector<v1::Unit>& units, int part = 1, int parts = 1) {
    v1::UnitsChanged fact;
    fact.set_change(change);
    fact.set_part(part);
    fact.set_parts(parts);
    fact.mutable_units()->Assign(units.begin(), units.end());
    return database_->Run([&](pg::Transaction& tx) { return Apply(tx, std::span(&fact, 1)); });
  }
  CopyState Known() {
    return *database_->Run([](pg::Transaction& tx) { return FindCopyState(tx, /*count_units=*/true); });
  }
  std::string NameOf(const v1::Unit& unit) {
    const auto found = *database_->Run([&](pg::Transaction& tx) { return FindUnit(tx, unit.id()); });
    return found ? found->name : "";
  }
  std::vector<Succession> Successions() {
    return *database_->Run([](pg::Transaction& tx) { return ListSuccessions(tx); });
  }
  void Do(const std::string& script) { ASSERT_OK(connection_->ExecuteScript(script)); }

  int patience_ = 1;
  FakeIdGenerator ids_;
  const std::string succession_ = ids_.NewId();
  dondoc::testing::TempDir directory_;
  const std::string address_ = "unix:" + (directory_.path() / "s").string();
  FakeOrganization organization_;
  std::unique_ptr<grpc::Server> server_;
  std::string conninfo_;
  std::unique_ptr<pg::Connection> connection_;
  std::unique_ptr<pg::Database> database_;
  std::vector<std::pair<std::string, TimePoint>> steps_;
  v1::Unit government_, province_, commune_;
};

}  // namespace dondoc::organization::replica
