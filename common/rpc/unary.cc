#include "common/rpc/unary.h"

#include <google/protobuf/message.h>

#include <algorithm>
#include <charconv>
#include <exception>

#include "common/log/log.h"
#include "common/rpc/client.h"
#include "common/rpc/status_mapping.h"
#include "common/status/status.h"

namespace dondoc::rpc::internal {
namespace {

std::string Metadatum(const grpc::ServerContext& context, const char* key) {
  const auto found = context.client_metadata().find(key);
  return found == context.client_metadata().end() ? std::string()
                                                  : std::string(found->second.data(), found->second.size());
}

// "GetUnit" of the request "dondoc.organization.v1.GetUnitRequest": every RPC has a request message of its own, named
// after it.
std::string MethodOf(const google::protobuf::Message& request) {
  std::string name = request.GetDescriptor()->name();
  if (name.ends_with("Request")) name.resize(name.size() - 7);
  return name;
}

Call MakeCall(const Environment& environment, const grpc::ServerContext& context) {
  Call call;
  call.caller.unit_id = Metadatum(context, "x-dondoc-unit");
  call.caller.user = Metadatum(context, "x-dondoc-user");
  call.trace = Metadatum(context, "x-dondoc-trace");
  if (call.trace.empty()) call.trace = environment.new_trace();
  const std::string change = Metadatum(context, kTreeChangeKey);
  std::from_chars(change.data(), change.data() + change.size(), call.tree_change);  // what is no number is none
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(context.deadline() - std::chrono::system_clock::now());
  call.time_left = std::clamp(left, std::chrono::milliseconds(0), environment.longest_call);
  call.caller_waits = std::clamp(left, std::chrono::milliseconds(0), environment.longest_wait);
  return call;
}

absl::Status RunGuarded(const Environment& environment, grpc::ServerContext& context,
                        const std::function<absl::Status(const Call&)>& body, const Call& call) {
  if (call.time_left.count() <= 0)
    return Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED", "the deadline has passed");
  try {
    if (environment.admit) DONDOC_RETURN_IF_ERROR(environment.admit(call));
    DONDOC_RETURN_IF_ERROR(body(call));
    if (environment.tree_change) {
      // The body is done: an answer without the number is better than none.
      if (const auto change = environment.tree_change(); change.ok())
        context.AddTrailingMetadata(kTreeChangeKey, std::to_string(*change));
    }
    return absl::OkStatus();
  } catch (const std::exception& exception) {
    return Internal(exception.what());
  }
}

}  // namespace

grpc::Status Run(const Environment& environment, grpc::ServerContext& context, const google::protobuf::Message& request,
                 const std::function<absl::Status(const Call&)>& body) {
  const auto start = std::chrono::steady_clock::now();
  const std::string method = MethodOf(request);
  const Call call = MakeCall(environment, context);
  absl::Status status = RunGuarded(environment, context, body, call);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const std::string code = absl::StatusCodeToString(status.code());
  if (environment.observe) environment.observe(method, code, seconds);
  const bool ours = status.code() == absl::StatusCode::kInternal || status.code() == absl::StatusCode::kUnknown ||
                    status.code() == absl::StatusCode::kDataLoss;
  const auto line = ours ? &log::Error : &log::Info;
  line("rpc", {{"method", method},
               {"code", code},
               {"reason", Reason(status)},
               {"seconds", seconds},
               {"trace", call.trace},
               {"unit", call.caller.unit_id},
               {"detail", ours ? std::string(status.message()) : std::string()}});
  // What went wrong inside is for the log; the caller gets the trace to ask with.
  if (ours) {
    status =
        WithMetadata(Error(status.code(), "INTERNAL", "an internal error; the log has it under trace " + call.trace),
                     "trace", call.trace);
  }
  return ToGrpc(status);
}

}  // namespace dondoc::rpc::internal
