// The one path that every unary RPC takes: deadline, caller, admission, log line, metrics, status mapping, exception
// barrier.
//
//   grpc::Status AcceptAssignment(grpc::ServerContext* context, const AcceptAssignmentRequest* request, Assignment*
//   response) override {
//     return rpc::Unary(environment_, *context, *request, *response, [&](const rpc::Call& call) ->
//     absl::StatusOr<Assignment> {
//       DONDOC_RETURN_IF_ERROR(Validate(*request));
//       DONDOC_ASSIGN_OR_RETURN(auto accepted, app::AcceptAssignment(context_, ToCommand(*request, call.caller)));
//       return ToProto(accepted);
//     });
//   }
//
// Thread-safe.
#pragma once

#include <grpcpp/server_context.h>
#include <grpcpp/support/status.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "common/time/clock.h"

namespace google::protobuf {
class Message;
}

namespace dondoc::rpc {

// Who calls, as said by the caller's channel (metadata x-dondoc-unit, x-dondoc-user).
struct Caller {
  std::string unit_id;  // the unit that they act for; empty for none
  std::string user;     // a name for the log and the audit
};

struct Call {
  Caller caller;
  std::string trace;                    // x-dondoc-trace, or a new id
  std::int64_t tree_change = 0;         // x-dondoc-tree-change: the newest change of the unit tree the caller has seen
  std::chrono::milliseconds time_left;  // until the caller's deadline; at most Environment::longest_call
  // The same for the few calls that are known to take minutes: at most Environment::longest_wait.
  std::chrono::milliseconds caller_waits;
};

// What the path needs. `observe` counts and times one finished call (method, code name, seconds). `admit`, where there
// is one, may refuse a call before its body runs. `tree_change`, where there is one, is asked after a body succeeded;
// its answer goes back as x-dondoc-tree-change.
struct Environment {
  std::function<std::string()> new_trace;
  std::function<void(std::string_view method, std::string_view code, double seconds)> observe;
  std::function<absl::Status(const Call&)> admit;
  std::function<absl::StatusOr<std::int64_t>()> tree_change;
  std::chrono::milliseconds longest_call{30000};
  std::chrono::milliseconds longest_wait{600000};
};

namespace internal {
grpc::Status Run(const Environment& environment, grpc::ServerContext& context, const google::protobuf::Message& request,
                 const std::function<absl::Status(const Call&)>& body);
}

template <typename Request, typename Response, typename F>
grpc::Status Unary(const Environment& environment, grpc::ServerContext& context, const Request& request,
                   Response& response, F&& function) {
  return internal::Run(environment, context, request, [&](const Call& call) -> absl::Status {
    absl::StatusOr<Response> result = function(call);
    if (!result.ok()) return result.status();
    response = *std::move(result);
    return absl::OkStatus();
  });
}

}  // namespace dondoc::rpc
