// The runtime behind service::Run (service.h): what the wiring of a service asked for, brought up and taken down in
// order. Not for services to use directly. Start and Stop from one thread.
#pragma once

#include <grpcpp/server.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "common/audit/sealer.h"
#include "common/messaging/consumer.h"
#include "common/messaging/relay.h"
#include "common/metrics/metrics.h"
#include "common/service/clock_service.h"
#include "common/service/service.h"
#include "common/service/topology.h"
#include "common/service/trust.h"

namespace dondoc::service {

class RunningService final : public Runtime {
 public:
  RunningService(const Spec& spec, CommonConfig config, Topology topology);
  ~RunningService() override;

  // Everything up, in order: schema check, wiring, metrics, relay, server, then, once what is required has happened,
  // consumer and loops. Where something is required this goes on after Start has returned.
  absl::Status Start();
  // Everything down, in the order that loses nothing.
  void Stop();

  const CommonConfig& config() const override { return config_; }
  const Clock& clock() const override { return *clock_; }
  IdGenerator& ids() override { return ids_; }
  pg::Database& database() override { return database_; }
  const rpc::Environment& rpc() const override { return rpc_; }
  bool Serves(std::string_view level) const override;
  bool Keeps(std::string_view level) const override;
  std::shared_ptr<grpc::Channel> Peer(std::string_view service) override;
  std::vector<std::shared_ptr<grpc::Channel>> Peers(std::string_view service) override;
  void Serve(grpc::Service& service) override { services_.push_back(&service); }
  void Subscribe(std::string_view source, std::string_view type, messaging::Handler handler) override;
  void Require(std::string name, std::function<absl::Status(const std::stop_token&)> step) override;
  void Loop(std::string name, std::function<void(std::stop_token)> body) override;

 protected:
  void Keep(std::shared_ptr<void> owned) override { owned_.push_back(std::move(owned)); }

 private:
  struct Subscription {
    std::string type;
    messaging::Handler handler;
  };

  absl::Status CheckSchema();
  bool HasAudit() const;
  // No change without a record that was written first; where its COMMIT fails the change stays without one.
  absl::Status RunRecorded(const audit::Act& act, const std::function<absl::Status()>& change);
  absl::Status StartSealer();
  void StartRelay();
  absl::Status StartServer();
  void Prepare(const std::stop_token& stop);
  void Begin();
  absl::Status Ready();
  void SayNotReady(std::string_view name, const absl::Status& cause);
  void WatchMessaging();

  const Spec& spec_;
  const CommonConfig config_;
  const Topology topology_;
  const std::unique_ptr<Clock> clock_;
  const SystemClock real_clock_;
  UuidGenerator ids_;
  metrics::Registry metrics_;
  messaging::MessagingStats stats_;
  audit::SealerStats sealer_stats_;
  pg::Database database_;
  Trust trust_;
  const rpc::Environment rpc_;
  ClockServiceImpl clock_service_;
  std::map<std::string, std::vector<std::shared_ptr<grpc::Channel>>, std::less<>> peers_;
  std::vector<std::shared_ptr<void>> owned_;
  std::vector<grpc::Service*> services_;
  std::vector<std::string> streams_;
  std::vector<Subscription> subscriptions_;
  std::vector<std::pair<std::string, std::function<absl::Status(const std::stop_token&)>>> requirements_;
  std::vector<std::pair<std::string, std::function<void(std::stop_token)>>> loop_bodies_;
  std::atomic<bool> ready_ = false;
  std::mutex mutex_;        // guards not_ready_
  absl::Status not_ready_;  // why not
  std::unique_ptr<audit::Sealer> sealer_;
  std::unique_ptr<messaging::Relay> relay_;
  std::unique_ptr<messaging::Consumer> consumer_;
  std::unique_ptr<grpc::Server> server_;
  std::jthread preparation_;
  std::vector<std::jthread> loops_;
  std::jthread consumer_thread_;
  std::jthread relay_thread_;
  std::jthread sealer_thread_;
};

}  // namespace dondoc::service
