#include "common/rpc/client.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>
#include <grpcpp/support/client_interceptor.h>

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/rpc/status_mapping.h"
#include "common/status/status.h"

namespace dondoc::rpc {

namespace {

constexpr char kAuthorization[] = "authorization";

class AddToken final : public grpc::experimental::Interceptor {
 public:
  explicit AddToken(const std::function<std::string()>& token) : token_(token) {}

  void Intercept(grpc::experimental::InterceptorBatchMethods* methods) override {
    using grpc::experimental::InterceptionHookPoints;
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_INITIAL_METADATA)) {
      auto* metadata = methods->GetSendInitialMetadata();
      if (!metadata->contains(kAuthorization)) metadata->emplace(kAuthorization, "Bearer " + token_());
    }
    methods->Proceed();
  }

 private:
  const std::function<std::string()>& token_;
};

class AddTokenToEach final : public grpc::experimental::ClientInterceptorFactoryInterface {
 public:
  explicit AddTokenToEach(std::function<std::string()> token) : token_(std::move(token)) {}
  grpc::experimental::Interceptor* CreateClientInterceptor(grpc::experimental::ClientRpcInfo* /*info*/) override {
    return new AddToken(token_);  // gRPC deletes it
  }

 private:
  const std::function<std::string()> token_;
};

grpc::ChannelArguments Arguments() {
  grpc::ChannelArguments arguments;
  // Keepalive that notices a frozen peer even on an idle connection; gRPC 1.51 stops pinging after two pings without
  // data unless the limit is lifted. The server side (common/service) allows it.
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 20000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 5000);
  arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 50);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 50);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  arguments.SetMaxReceiveMessageSize(kMaxMessageBytes);
  arguments.SetMaxSendMessageSize(kMaxMessageBytes);
  return arguments;
}

struct Target {
  std::string address;
  std::shared_ptr<grpc::ChannelCredentials> credentials;
};

Target TargetOf(const std::string& address) {
  constexpr std::string_view kTls = "tls:";
  if (address.starts_with(kTls)) return {address.substr(kTls.size()), grpc::SslCredentials({})};
  return {address, grpc::InsecureChannelCredentials()};
}

}  // namespace

std::shared_ptr<grpc::Channel> OpenChannel(const std::string& address) {
  const Target target = TargetOf(address);
  return grpc::CreateCustomChannel(target.address, target.credentials, Arguments());
}

std::shared_ptr<grpc::Channel> OpenChannel(const std::string& address, std::function<std::string()> token) {
  std::vector<std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>> interceptors;
  interceptors.push_back(std::make_unique<AddTokenToEach>(std::move(token)));
  const Target target = TargetOf(address);
  return grpc::experimental::CreateCustomChannelWithInterceptors(target.address, target.credentials, Arguments(),
                                                                 std::move(interceptors));
}

bool MayPass(const absl::Status& status) {
  return status.code() == absl::StatusCode::kUnavailable || status.code() == absl::StatusCode::kResourceExhausted ||
         (status.code() == absl::StatusCode::kAborted && Reason(status) != "STALE_ETAG");
}

namespace internal {
namespace {

using std::chrono::milliseconds;
using std::chrono::system_clock;

void Prepare(grpc::ClientContext& context, const InvokeOptions& options, system_clock::time_point deadline) {
  context.set_deadline(deadline);
  if (!options.token.empty()) context.AddMetadata(kAuthorization, "Bearer " + options.token);
  if (!options.unit_id.empty()) context.AddMetadata("x-dondoc-unit", options.unit_id);
  if (!options.user.empty()) context.AddMetadata("x-dondoc-user", options.user);
  if (!options.trace.empty()) context.AddMetadata("x-dondoc-trace", options.trace);
  if (options.tree_change != nullptr && *options.tree_change > 0)
    context.AddMetadata(kTreeChangeKey, std::to_string(*options.tree_change));
}

void TakeTreeChange(const grpc::ClientContext& context, std::atomic<std::int64_t>& newest) {
  const auto& trailer = context.GetServerTrailingMetadata();
  const auto found = trailer.find(kTreeChangeKey);
  if (found == trailer.end()) return;
  std::int64_t change = 0;
  std::from_chars(found->second.data(), found->second.data() + found->second.size(), change);
  for (std::int64_t known = newest; known < change && !newest.compare_exchange_weak(known, change);) {
  }
}

// Returns early when asked to stop.
void Pause(const std::stop_token& stop, milliseconds time) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  stopped.wait_for(lock, stop, time, [] { return false; });
}

absl::Status Stopped() { return absl::CancelledError("asked to stop"); }

// What the status says itself ("retry_after", in seconds), or else `usual`.
milliseconds PauseAfter(const absl::Status& status, milliseconds usual) {
  const auto metadata = Metadata(status);
  const auto told = metadata.find("retry_after");
  if (told == metadata.end()) return usual;
  std::int64_t seconds = 0;
  std::from_chars(told->second.data(), told->second.data() + told->second.size(), seconds);
  return std::max(usual, milliseconds(std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, 86400))));
}

}  // namespace

absl::Status Invoke(const InvokeOptions& options, const std::function<grpc::Status(grpc::ClientContext&)>& attempt) {
  constexpr milliseconds kLongestPause(250);
  const system_clock::time_point deadline = system_clock::now() + options.timeout;
  absl::Status before;
  for (milliseconds pause(20);; pause = std::min(2 * pause, kLongestPause)) {
    grpc::ClientContext context;
    Prepare(context, options, deadline);
    // A further try goes out as soon as there is a connection again.
    context.set_wait_for_ready(options.wait_for_ready || !before.ok());
    const std::stop_callback cancel(options.stop, [&context] { context.TryCancel(); });
    absl::Status status = FromGrpc(attempt(context));
    if (status.ok()) {
      if (options.tree_change != nullptr) TakeTreeChange(context, *options.tree_change);
      return status;
    }
    if (options.stop.stop_requested()) return Stopped();
    // Why nothing came in time says more than that nothing did.
    if (status.code() == absl::StatusCode::kDeadlineExceeded && !before.ok()) return before;
    const milliseconds wait = PauseAfter(status, pause);
    if (!options.on_retry || !MayPass(status) || system_clock::now() + wait >= deadline) return status;
    options.on_retry(status);
    before = std::move(status);
    Pause(options.stop, wait);
    if (options.stop.stop_requested()) return Stopped();
  }
}

}  // namespace internal

}  // namespace dondoc::rpc
