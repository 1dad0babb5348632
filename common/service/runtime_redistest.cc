#include "common/service/runtime.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "common/authentication/key_cache.h"
#include "common/authentication/key_files.h"
#include "common/authentication/own_tokens.h"
#include "common/messaging/outbox.h"
#include "common/rpc/client.h"
#include "common/status/status_matchers.h"
#include "common/testing/shared_postgres.h"
#include "common/testing/shared_redis.h"
#include "common/testing/temp_dir.h"
#include "dondoc/assignment/v1/assignment_events.pb.h"
#include "dondoc/organization/v1/organization_service.grpc.pb.h"

namespace dondoc::service {
namespace {

using assignment::v1::CountsContributed;
using organization::v1::GetUnitRequest;
using organization::v1::OrganizationService;
using organization::v1::Unit;
using testing::HasReason;

// What the service under test has received.
class Received {
 public:
  void Add(std::string directive) {
    const std::lock_guard lock(mutex_);
    directives_.push_back(std::move(directive));
    changed_.notify_all();
  }
  bool WaitFor(std::size_t count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(30), [&] { return directives_.size() >= count; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> directives_;
};

// Answers GetUnit with the level that the process serves, so that a call shows that the wiring was used.
class Echo final : public OrganizationService::Service {
 public:
  explicit Echo(const Runtime& runtime) : runtime_(runtime) {}
  grpc::Status GetUnit(grpc::ServerContext* context, const GetUnitRequest* request, Unit* response) override {
    return rpc::Unary(runtime_.rpc(), *context, *request, *response, [&](const rpc::Call&) -> absl::StatusOr<Unit> {
      Unit unit;
      unit.set_name(runtime_.Serves("commune") ? "commune" : "other");
      return unit;
    });
  }

 private:
  const Runtime& runtime_;
};

class RuntimeTest : public ::testing::Test {
 protected:
  RuntimeTest() {
    config_.postgres = testing::SharedPostgres::CreateDatabase();
    config_.redis = testing::SharedRedis::Address();
    config_.listen = "unix:" + (directory_.path() / "s").string();
    config_.admin_listen = "127.0.0.1:0";
    spec_.name = "echo";
    config_.service_key = (directory_.path() / "service.key").string();
    config_.operator_public_key = (directory_.path() / "operator.pub").string();
    EXPECT_OK(authentication::MakePrivateKey(config_.service_key));
    EXPECT_OK(authentication::MakePrivateKey(operator_key_));
    EXPECT_OK(authentication::WritePublicKeyOf(operator_key_, config_.operator_public_key));
    spec_.migrations = {messaging::Migrations(), authentication::Migrations()};
    spec_.subscribers = {"echo"};
    spec_.start = [this](Runtime& runtime) {
      runtime.Serve(runtime.Own<Echo>(runtime));
      runtime.Subscribe("echo", messaging::Type<CountsContributed>(),
                        [this](pg::Transaction&, std::span<const messaging::Fact> facts) -> absl::Status {
                          for (const messaging::Fact& fact : facts) {
                            DONDOC_ASSIGN_OR_RETURN(const auto counts, messaging::Decode<CountsContributed>(fact));
                            received_.Add(counts.contributions(0).directive_id());
                          }
                          return absl::OkStatus();
                        });
      runtime.Loop("idle", [this](std::stop_token stop) {
        std::unique_lock lock(mutex_);
        stopped_.wait(lock, stop, [] { return false; });
        loop_ended_ = true;
      });
      return absl::OkStatus();
    };
  }

  void Migrate() {
    const auto connection = pg::Connection::Open(config_.postgres).value();
    ASSERT_OK(pg::Migrate(*connection, spec_.migrations, StartOf(*ParseDay("2026-11-21"))).status());
  }

  Topology All() { return ParseTopology(config_.levels, config_.cell, config_.cells).value(); }

  testing::TempDir directory_;
  const std::string operator_key_ = (directory_.path() / "operator.key").string();
  CommonConfig config_;
  Spec spec_;
  Received received_;
  std::mutex mutex_;
  std::condition_variable_any stopped_;
  bool loop_ended_ = false;
};

TEST_F(RuntimeTest, RefusesASchemaThatIsTooOld) {
  RunningService service(spec_, config_, All());
  EXPECT_THAT(service.Start(), HasReason(absl::StatusCode::kFailedPrecondition, "SCHEMA_TOO_OLD"));
}

// A process may serve less than its cell keeps; what is not its cell's is kept elsewhere.
TEST_F(RuntimeTest, KnowsTheLevelsOfItsCellAndAllCellsOfOthers) {
  config_.cell = "upper";
  config_.cells = {"upper:central+province+district", "commune:commune"};
  config_.levels = {"province"};
  config_.assignment = {"unix:/nowhere/upper", "unix:/nowhere/commune"};
  RunningService service(spec_, config_, All());
  EXPECT_TRUE(service.Keeps("district"));
  EXPECT_FALSE(service.Serves("district"));
  EXPECT_FALSE(service.Keeps("commune"));
  EXPECT_EQ(service.Peers("assignment").size(), 2U);
  EXPECT_EQ(service.Peer("assignment"), service.Peers("assignment").front());
  EXPECT_EQ(service.Peers("indicator").size(), 1U) << "where no address is known, a call says so";
}

TEST_F(RuntimeTest, ServesCallsAndFactsUntilItIsStopped) {
  Migrate();
  RunningService service(spec_, config_, All());
  ASSERT_OK(service.Start());
  const auto stub = OrganizationService::NewStub(rpc::OpenChannel(config_.listen));
  const auto own = authentication::OwnTokens::OfOperator(authentication::ReadPrivateKey(operator_key_).value(), "root",
                                                         service.clock());
  std::string token = own->Token();
  const auto ask = [&] {
    return rpc::Invoke<Unit>(*stub, &OrganizationService::Stub::GetUnit, GetUnitRequest(), {.token = token});
  };
  EXPECT_EQ(ask().value().name(), "commune");
  token = "";
  EXPECT_THAT(ask(), HasReason(absl::StatusCode::kUnauthenticated, "NOT_SIGNED_IN"));
  token = own->Token() + "A";
  EXPECT_THAT(ask(), HasReason(absl::StatusCode::kUnauthenticated, "TOKEN_SIGNATURE_WRONG"));

  CountsContributed counts;
  counts.add_contributions()->set_directive_id("d");
  EXPECT_OK(service.database().Run([&](pg::Transaction& tx) {
    const messaging::OutgoingFact fact =
        messaging::MakeFact(service.ids().NewId(), messaging::Destination::kDistrict, service.clock().Now(), counts);
    return messaging::Append(tx, std::span(&fact, 1));
  }));
  EXPECT_TRUE(received_.WaitFor(1));

  service.Stop();
  EXPECT_TRUE(loop_ended_);
  EXPECT_THAT(ask().status(), HasReason(absl::StatusCode::kUnavailable, "SERVICE_UNAVAILABLE"));
}

// One service calls another: by its own name where it says no other.
TEST_F(RuntimeTest, CallsOthersAsItself) {
  Migrate();
  config_.organization = config_.listen;
  RunningService service(spec_, config_, All());
  ASSERT_OK(service.Start());
  const auto stub = OrganizationService::NewStub(service.Peer("organization"));
  const auto ask = [&](const std::string& token) {
    return rpc::Invoke<Unit>(*stub, &OrganizationService::Stub::GetUnit, GetUnitRequest(), {.token = token});
  };
  EXPECT_THAT(ask(""), testing::IsOk());
  EXPECT_THAT(ask("another"), HasReason(absl::StatusCode::kUnauthenticated, "TOKEN_MALFORMED"));
}

// Whether the health service says that the process serves.
bool IsServing(const std::string& address) {
  grpc::GenericStub stub(rpc::OpenChannel(address));
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  grpc::ByteBuffer response;
  grpc::Status status;
  const auto call =
      stub.PrepareUnaryCall(&context, "/grpc.health.v1.Health/Check", grpc::ByteBuffer(nullptr, 0), &queue);
  call->StartCall();
  call->Finish(&response, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  EXPECT_TRUE(status.ok()) << status.error_message();
  std::vector<grpc::Slice> slices;
  if (!response.Dump(&slices).ok()) return false;
  std::string bytes;
  for (const grpc::Slice& slice : slices) bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  return bytes == std::string("\x08\x01", 2);  // HealthCheckResponse{status: SERVING}
}

// What must happen first fails for a while, then is done: until then nothing is served and no fact taken.
TEST_F(RuntimeTest, ServesNothingBeforeWhatIsRequired) {
  Migrate();
  std::atomic<bool> may_pass = false;
  std::atomic<int> tries = 0;
  const auto start = spec_.start;
  spec_.start = [&](Runtime& runtime) {
    runtime.Require("a reason to get up", [&](const std::stop_token&) {
      ++tries;
      return may_pass ? absl::OkStatus() : absl::InternalError("it is early");
    });
    return start(runtime);
  };
  RunningService service(spec_, config_, All());
  ASSERT_OK(service.Start());
  const auto stub = OrganizationService::NewStub(rpc::OpenChannel(config_.listen));
  const auto own = authentication::OwnTokens::OfOperator(authentication::ReadPrivateKey(operator_key_).value(), "root",
                                                         service.clock());
  const auto ask = [&] {
    return rpc::Invoke<Unit>(*stub, &OrganizationService::Stub::GetUnit, GetUnitRequest(), {.token = own->Token()});
  };
  while (tries < 2) std::this_thread::yield();
  EXPECT_FALSE(IsServing(config_.listen));
  const auto refused = ask();
  EXPECT_THAT(refused, HasReason(absl::StatusCode::kUnavailable, "NOT_READY"));
  EXPECT_EQ(refused.status().message(), "the service waits for a reason to get up: it is early");
  CountsContributed counts;
  counts.add_contributions()->set_directive_id("d");
  EXPECT_OK(service.database().Run([&](pg::Transaction& tx) {
    const messaging::OutgoingFact fact =
        messaging::MakeFact(service.ids().NewId(), messaging::Destination::kDistrict, service.clock().Now(), counts);
    return messaging::Append(tx, std::span(&fact, 1));
  }));
  may_pass = true;
  EXPECT_TRUE(received_.WaitFor(1));
  while (!IsServing(config_.listen)) std::this_thread::yield();
  EXPECT_OK(ask());
}

TEST_F(RuntimeTest, StopsWhileItWaitsForWhatIsRequired) {
  Migrate();
  std::atomic<bool> begun = false;
  spec_.start = [&](Runtime& runtime) {
    runtime.Require("the end", [&](const std::stop_token& stop) {
      begun = true;
      while (!stop.stop_requested()) std::this_thread::yield();
      return absl::OkStatus();
    });
    return absl::OkStatus();
  };
  RunningService service(spec_, config_, All());
  ASSERT_OK(service.Start());
  while (!begun) std::this_thread::yield();
  service.Stop();
}

TEST_F(RuntimeTest, AnAddressThatCannotBeHadIsSaid) {
  Migrate();
  config_.listen = "256.0.0.1:1";
  RunningService service(spec_, config_, All());
  EXPECT_THAT(service.Start(), HasReason(absl::StatusCode::kUnavailable, "LISTEN_FAILED"));
}

}  // namespace
}  // namespace dondoc::service
