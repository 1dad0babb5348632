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

#include <chrono>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/rpc/status_mapping.h"

namespace dondoc::rpc {

// A channel to "unix:/path" or "host:port". It connects when used and reconnects by itself; messages up to 64 MiB.
std::shared_ptr<grpc::Channel> OpenChannel(const std::string& address);

struct InvokeOptions {
  std::chrono::milliseconds timeout{5000};
  std::string unit_id;  // on whose behalf
  std::string user;
  std::string trace;
  // Waits for the service to come up, within the timeout, instead of failing at once.
  bool wait_for_ready = false;
};

void Prepare(grpc::ClientContext& context, const InvokeOptions& options);

template <typename Response, typename Stub, typename Method, typename Request>
absl::StatusOr<Response> Invoke(Stub& stub, Method method, const Request& request, const InvokeOptions& options = {}) {
  grpc::ClientContext context;
  Prepare(context, options);
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) return FromGrpc(status);
  return response;
}

}  // namespace dondoc::rpc
