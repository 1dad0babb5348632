// Calling another service: channels with keepalive, every call with a deadline, errors as absl::Status with their
// reasons.
//
//   auto channel = rpc::OpenChannel("unix:var/run/organization.sock");
//   auto stub = OrganizationService::NewStub(channel);
//   absl::StatusOr<Unit> unit = rpc::Invoke<Unit>(*stub, &OrganizationService::Stub::GetUnit, request, {.timeout =
//   2s});
//
// Thread-safe.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "common/rpc/status_mapping.h"

namespace dondoc::rpc {

// What a message may have, in both directions: the largest file that is taken in, 64 MiB, and what is around it.
inline constexpr int kMaxMessageBytes = 65 * 1024 * 1024;

// A channel to "unix:/path", "host:port" or "tls:host:port" (tls/server_credentials.h). It reconnects by itself.
std::shared_ptr<grpc::Channel> OpenChannel(const std::string& address);

// The same; a call that does not say who calls says what `token` returns, an access token of this process' own.
// `token` must be thread-safe.
std::shared_ptr<grpc::Channel> OpenChannel(const std::string& address, std::function<std::string()> token);

// Metadata of calls and answers: the newest change of the unit tree (organization.v1) that a caller has seen. Services
// with a copy of the tree that is not yet there answer UNAVAILABLE, reason TREE_BEHIND, instead of denying a unit.
inline constexpr char kTreeChangeKey[] = "x-dondoc-tree-change";

struct InvokeOptions {
  std::chrono::milliseconds timeout{5000};
  std::string token;    // who calls: an access token (common/tokens); empty for nobody
  std::string unit_id;  // the unit that the call is made for
  std::string user;     // for tests of handlers (testing/trust_metadata.h): nothing that serves believes it
  std::string trace;
  // Waits for the service to come up, within the timeout, instead of failing at once.
  bool wait_for_ready = false;
  // Where set, what may pass (MayPass) is tried again within the timeout; called with the error before each further
  // try. Only for calls that are harmless to repeat: reads, and writes with a request id.
  std::function<void(const absl::Status&)> on_retry;
  // Ends the call, and the pause before a further try, with CANCELLED: for loops that are asked to stop. A token that
  // nobody stops by default.
  std::stop_token stop = {};
  // The newest change of the tree that the caller has seen: sent with the call, raised by the answer. Must outlive the
  // call; null for a caller that does not care.
  std::atomic<std::int64_t>* tree_change = nullptr;
};

// Whether the same call may succeed later: UNAVAILABLE, RESOURCE_EXHAUSTED, ABORTED but for a stale etag.
bool MayPass(const absl::Status& status);

namespace internal {
// Calls `attempt` with a context for each try.
absl::Status Invoke(const InvokeOptions& options, const std::function<grpc::Status(grpc::ClientContext&)>& attempt);
}  // namespace internal

template <typename Response, typename Stub, typename Method, typename Request>
absl::StatusOr<Response> Invoke(Stub& stub, Method method, const Request& request, const InvokeOptions& options = {}) {
  Response response;
  const absl::Status status = internal::Invoke(
      options, [&](grpc::ClientContext& context) { return (stub.*method)(&context, request, &response); });
  if (!status.ok()) return status;
  return response;
}

// An answer that comes as a stream: `take(part)` for each part in turn, each before the next is asked for. Its first
// error ends the call and is returned. What was taken before an error was not all. Not to be used with on_retry.
template <typename Part, typename Stub, typename Method, typename Request, typename Take>
absl::Status Read(Stub& stub, Method method, const Request& request, const InvokeOptions& options, Take&& take) {
  absl::Status taken;
  const absl::Status status = internal::Invoke(options, [&](grpc::ClientContext& context) {
    const auto reader = (stub.*method)(&context, request);
    Part part;
    while (taken.ok() && reader->Read(&part)) taken = take(std::as_const(part));
    if (!taken.ok()) context.TryCancel();
    return reader->Finish();
  });
  return taken.ok() ? status : taken;
}

}  // namespace dondoc::rpc
