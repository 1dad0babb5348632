#include "common/service/runtime.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/server_builder.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "common/audit/audit.h"
#include "common/authentication/key_files.h"
#include "common/idempotency/idempotency.h"
#include "common/log/log.h"
#include "common/messaging/backoff.h"
#include "common/rpc/client.h"
#include "common/rpc/tls/server_credentials.h"
#include "common/status/status.h"

namespace dondoc::service {
namespace {

// Calls in flight at a stop get this long; the caller's retry with the same request_id does the rest.
constexpr std::chrono::seconds kDrain{5};

// Between tries of what is required: organization is seldom away for long at the start of a whole system.
constexpr std::chrono::milliseconds kFirstTry{100};
constexpr std::chrono::milliseconds kLongestPause{5000};

// A caller that repeats a request does so within minutes; a week is generous, and keeps the table small.
constexpr std::chrono::hours kKeysKept{24 * 7};
constexpr std::chrono::hours kPruneEvery{1};
constexpr int kPrunedAtOnce = 10000;

// Forgets old request ids now and then, in small transactions, until asked to stop.
void PruneKeys(pg::Database& database, const Clock& clock, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    const auto pruned = database.Run(
        [&](pg::Transaction& tx) { return idempotency::Prune(tx, clock.Now() - kKeysKept, kPrunedAtOnce); });
    if (!pruned.ok()) log::Warning("request ids not pruned", {{"cause", pruned.status().ToString()}});
    if (pruned.ok() && *pruned == kPrunedAtOnce) continue;
    stopped.wait_for(lock, stop, kPruneEvery, [] { return false; });
  }
}

std::unique_ptr<Clock> MakeClock(const CommonConfig& config) {
  if (!config.development_clock.empty()) return std::make_unique<DevelopmentClock>(config.development_clock);
  return std::make_unique<SystemClock>();
}

void LogMessaging(std::string_view what, const absl::Status& cause) {
  if (cause.ok()) {
    log::Info("messaging", {{"what", what}});
  } else {
    log::Warning("messaging", {{"what", what}, {"cause", cause.ToString()}});
  }
}

void LogAudit(std::string_view what, const absl::Status& cause) {
  // A lease that another took is the order of things.
  const auto line = cause.code() == absl::StatusCode::kDataLoss ? &log::Error : &log::Warning;
  line("audit", {{"what", what}, {"cause", cause.ToString()}});
}

redis::Options RedisOptions(const CommonConfig& config, std::string_view service, std::string_view part) {
  redis::Options options;
  options.address = config.redis;
  options.client_name = std::string(service).append("-").append(part).append("-").append(config.replica);
  return options;
}

}  // namespace

RunningService::RunningService(const Spec& spec, CommonConfig config, Topology topology)
    : spec_(spec),
      config_(std::move(config)),
      topology_(std::move(topology)),
      clock_(MakeClock(config_)),
      ids_(*clock_),
      metrics_(spec.name),
      database_({.conninfo = config_.postgres, .max_connections = config_.database_connections}),
      trust_(spec_.name, config_, database_, *clock_),
      rpc_{.authenticate = [this](const grpc::ServerContext& context) { return trust_.Authenticate(context); },
           .new_trace = [this] { return ids_.NewId(); },
           .observe = [this](std::string_view method, std::string_view code,
                             double seconds) { metrics_.ObserveRpc(method, code, seconds); },
           .ready = [this] { return Ready(); }},
      clock_service_(rpc_, *clock_, config_.development_clock,
                     [this](const audit::Act& act, const std::function<absl::Status()>& change) {
                       return RunRecorded(act, change);
                     }) {}

RunningService::~RunningService() {
  Stop();
  // Reverse order of making: what was made later may refer to what was made before.
  while (!owned_.empty()) owned_.pop_back();
}

bool RunningService::Serves(std::string_view level) const {
  const auto parsed = messaging::ParseDestination(level);
  return parsed.has_value() && topology_.levels.contains(*parsed);
}

bool RunningService::Keeps(std::string_view level) const {
  const auto parsed = messaging::ParseDestination(level);
  return parsed.has_value() && topology_.cells.at(config_.cell).contains(*parsed);
}

std::shared_ptr<grpc::Channel> RunningService::Peer(std::string_view service) { return Peers(service).front(); }

std::vector<std::shared_ptr<grpc::Channel>> RunningService::Peers(std::string_view service) {
  const auto found = peers_.find(service);
  if (found != peers_.end()) return found->second;
  const std::map<std::string_view, std::vector<std::string>> addresses = {{"organization", {config_.organization}},
                                                                          {"directive", config_.directive},
                                                                          {"assignment", config_.assignment},
                                                                          {"indicator", config_.indicator},
                                                                          {"notification", {config_.notification}}};
  std::vector<std::shared_ptr<grpc::Channel>> channels;
  for (const std::string& address : addresses.at(service)) channels.push_back(trust_.OpenChannel(address));
  if (channels.empty()) channels.push_back(trust_.OpenChannel(""));  // calls fail, and say so
  return peers_.emplace(service, std::move(channels)).first->second;
}

void RunningService::Subscribe(std::string_view source, std::string_view type, messaging::Handler handler) {
  for (std::string& stream : topology_.StreamsOf(source)) {
    if (std::find(streams_.begin(), streams_.end(), stream) == streams_.end()) streams_.push_back(std::move(stream));
  }
  subscriptions_.push_back({std::string(type), std::move(handler)});
}

void RunningService::Require(std::string name, std::function<absl::Status(const std::stop_token&)> step) {
  requirements_.emplace_back(std::move(name), std::move(step));
}

void RunningService::Loop(std::string name, std::function<void(std::stop_token)> body) {
  loop_bodies_.emplace_back(std::move(name), std::move(body));
}

absl::Status RunningService::CheckSchema() {
  DONDOC_ASSIGN_OR_RETURN(const auto connection, pg::Connection::Open(config_.postgres));
  return pg::CheckSchema(*connection, spec_.migrations);
}

void RunningService::WatchMessaging() {
  const auto watch = [this](std::string name, std::string help, const std::atomic<std::int64_t>& value) {
    metrics_.Watch(std::move(name), std::move(help), [&value] { return static_cast<double>(value.load()); });
  };
  metrics_.Watch("ready", "Whether calls and facts are taken: what the service waits for is in its log",
                 [this] { return ready_ ? 1.0 : 0.0; });
  watch("facts_published_total", "Facts added to streams, again after a repair included", stats_.published);
  watch("facts_unpublished", "Facts numbered and not yet in Redis", stats_.unpublished);
  watch("facts_unconfirmed", "Facts not yet confirmed by all consumers: the lag of the slowest", stats_.unconfirmed);
  watch("streams_repaired_total", "Streams made anew because something had been lost", stats_.repaired);
  watch("facts_consumed_total", "Facts that took effect here", stats_.consumed);
  watch("facts_duplicate_total", "Facts received again, without effect", stats_.duplicates);
  watch("fact_batches_retried_total", "Batches put off for an error that passes by itself", stats_.retried);
  watch("facts_failed_total", "Failed attempts at single facts", stats_.failed_attempts);
  watch("facts_dead_lettered_total", "Facts given up after all attempts", stats_.dead_lettered);
  watch("facts_skipped_total", "Facts that the sender no longer has and this consumer never had", stats_.skipped);
  watch("relay_active", "Whether this process publishes the facts of its service", stats_.active);
  watch("facts_swept_total", "Facts read again because the consumer group had lost them", stats_.swept);
  watch("facts_claimed_total", "Facts taken over from a replica that is gone", stats_.claimed);
  watch("facts_replayed_total", "Dead letters that took effect after all", stats_.replayed);
  watch("redis_errors_total", "Errors met in talking to Redis", stats_.redis_errors);
}

bool RunningService::HasAudit() const {
  return std::any_of(spec_.migrations.begin(), spec_.migrations.end(),
                     [](const pg::MigrationSet& set) { return set.name == audit::Migrations().name; });
}

absl::Status RunningService::RunRecorded(const audit::Act& act, const std::function<absl::Status()>& change) {
  if (!HasAudit()) return change();
  return database_.Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(audit::Append(tx, act));
    return change();
  });
}

absl::Status RunningService::StartSealer() {
  if (!HasAudit()) return absl::OkStatus();
  audit::SealerOptions options{.service = spec_.name,
                               .cell = config_.cell,
                               .replica = config_.replica,
                               .checkpoint_file = config_.audit_checkpoints};
  if (config_.audit_key.empty()) {
    log::Warning("the audit's checkpoints are not signed", {{"cause", "DONDOC_AUDIT_KEY is empty"}});
  } else {
    DONDOC_ASSIGN_OR_RETURN(auto key, authentication::ReadPrivateKey(config_.audit_key));
    options.key = std::make_shared<const tokens::SigningKey>(std::move(key));
  }
  metrics_.Watch("audit_sealed_total", "Records of the audit that this process has sealed",
                 [this] { return static_cast<double>(sealer_stats_.sealed.load()); });
  metrics_.Watch("audit_checkpoints_total", "Checkpoints of the audit that this process has signed",
                 [this] { return static_cast<double>(sealer_stats_.checkpoints.load()); });
  metrics_.Watch("audit_sealer_active", "Whether this process seals the audit of its service",
                 [this] { return static_cast<double>(sealer_stats_.active.load()); });
  metrics_.Watch("audit_chain_broken", "Whether the audit's chain is not what was signed: run `dondoc audit verify`",
                 [this] { return static_cast<double>(sealer_stats_.broken.load()); });
  sealer_ = std::make_unique<audit::Sealer>(std::move(options), database_, real_clock_, sealer_stats_, LogAudit);
  sealer_thread_ = std::jthread([this](std::stop_token stop) { sealer_->Run(stop); });
  return absl::OkStatus();
}

void RunningService::StartRelay() {
  relay_ = std::make_unique<messaging::Relay>(
      messaging::RelayOptions{.service = spec_.name,
                              .cell = config_.cell,
                              .replica = config_.replica,
                              .redis = RedisOptions(config_, spec_.name, "relay"),
                              .required_consumers = topology_.RequiredConsumers(spec_.subscribers)},
      database_, stats_, LogMessaging);
  relay_thread_ = std::jthread([this](std::stop_token stop) { relay_->Run(stop); });
}

absl::Status RunningService::StartServer() {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  // Two processes on one port would each get part of the calls: the second one must fail instead.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 10000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.SetMaxReceiveMessageSize(rpc::kMaxMessageBytes);
  // One completion queue and a bound on threads: what is too much is refused at once with RESOURCE_EXHAUSTED.
  builder.SetSyncServerOption(grpc::ServerBuilder::NUM_CQS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::MIN_POLLERS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::MAX_POLLERS, config_.threads);
  grpc::ResourceQuota quota(spec_.name);
  quota.SetMaxThreads(config_.threads + 4);
  builder.SetResourceQuota(quota);
  std::shared_ptr<grpc::ServerCredentials> credentials = grpc::InsecureServerCredentials();
  if (!config_.tls_certificate.empty() || !config_.tls_key.empty()) {
    DONDOC_ASSIGN_OR_RETURN(credentials, rpc::TlsServerCredentials(config_.tls_certificate, config_.tls_key));
  }
  builder.AddListeningPort(config_.listen, credentials);
  builder.RegisterService(&clock_service_);
  for (grpc::Service* service : services_) builder.RegisterService(service);
  server_ = builder.BuildAndStart();
  if (server_ == nullptr) return Unavailable("LISTEN_FAILED", "cannot listen at " + config_.listen);
  server_->GetHealthCheckService()->SetServingStatus(false);
  return absl::OkStatus();
}

absl::Status RunningService::Ready() {
  if (ready_) return absl::OkStatus();
  const std::lock_guard lock(mutex_);
  return not_ready_.ok() ? Unavailable("NOT_READY", "the service is starting") : not_ready_;
}

void RunningService::SayNotReady(std::string_view name, const absl::Status& cause) {
  const absl::Status why =
      Unavailable("NOT_READY", "the service waits for " + std::string(name) + ": " + std::string(cause.message()));
  {
    const std::lock_guard lock(mutex_);
    if (why == not_ready_) return;  // said already
    not_ready_ = why;
  }
  log::Warning("not ready", {{"waits_for", name}, {"cause", cause.ToString()}});
}

void RunningService::Prepare(const std::stop_token& stop) {
  for (const auto& [name, step] : requirements_) {
    messaging::Backoff backoff(kFirstTry, kLongestPause);
    for (absl::Status done = step(stop); !done.ok(); done = step(stop)) {
      if (stop.stop_requested()) return;
      SayNotReady(name, done);
      messaging::WaitFor(stop, backoff.Next());
      if (stop.stop_requested()) return;
    }
  }
  if (!stop.stop_requested()) Begin();
}

// Facts, loops, and only then calls.
void RunningService::Begin() {
  if (!subscriptions_.empty()) {
    consumer_ = std::make_unique<messaging::Consumer>(
        messaging::ConsumerOptions{.consumer = ConsumerName(spec_.name, config_.cell),
                                   .replica = config_.replica,
                                   .streams = streams_,
                                   .redis = RedisOptions(config_, spec_.name, "consumer"),
                                   .committed = [this] { relay_->Notify(); }},
        database_, *clock_, stats_, LogMessaging);
    for (Subscription& subscription : subscriptions_) consumer_->Subscribe(subscription.type, subscription.handler);
    consumer_thread_ = std::jthread([this](std::stop_token stop) { consumer_->Run(stop); });
  }
  for (auto& [name, body] : loop_bodies_) {
    log::Debug("loop", {{"name", name}});
    loops_.emplace_back([&run = body](std::stop_token stop) { run(stop); });
  }
  ready_ = true;
  server_->GetHealthCheckService()->SetServingStatus(true);
  log::Info("serving", {{"listen", config_.listen}, {"admin_port", metrics_.port()}, {"replica", config_.replica}});
}

absl::Status RunningService::Start() {
  DONDOC_RETURN_IF_ERROR(CheckSchema());
  DONDOC_RETURN_IF_ERROR(trust_.Load());
  Loop("keys", [this](std::stop_token stop) { trust_.Follow(stop); });
  DONDOC_RETURN_IF_ERROR(spec_.start(*this));
  for (const pg::MigrationSet& set : spec_.migrations) {
    if (set.name != idempotency::Migrations().name) continue;
    Loop("request ids", [this](std::stop_token stop) { PruneKeys(database_, *clock_, stop); });
  }
  WatchMessaging();
  if (!config_.admin_listen.empty()) DONDOC_RETURN_IF_ERROR(metrics_.Expose(config_.admin_listen));
  DONDOC_RETURN_IF_ERROR(StartSealer());
  StartRelay();
  DONDOC_RETURN_IF_ERROR(StartServer());
  if (requirements_.empty()) {
    Begin();
  } else {
    preparation_ = std::jthread([this](const std::stop_token& stop) { Prepare(stop); });
  }
  return absl::OkStatus();
}

void RunningService::Stop() {
  // First, as it may be about to begin what is ended below.
  preparation_.request_stop();
  if (preparation_.joinable()) preparation_.join();
  if (server_ != nullptr) {
    server_->GetHealthCheckService()->SetServingStatus(false);
    server_->Shutdown(std::chrono::system_clock::now() + kDrain);
    server_->Wait();
    server_.reset();
  }
  for (std::jthread& loop : loops_) loop.request_stop();
  consumer_thread_.request_stop();
  loops_.clear();
  if (consumer_thread_.joinable()) consumer_thread_.join();
  // The relay last: it still sends out what the last calls and facts have written.
  relay_thread_.request_stop();
  if (relay_thread_.joinable()) relay_thread_.join();
  sealer_thread_.request_stop();
  if (sealer_thread_.joinable()) sealer_thread_.join();
}

}  // namespace dondoc::service
