// The one path that every RPC takes: deadline, who calls, whether they may, admission, log line, metrics, status
// mapping, exception barrier.
//
//   grpc::Status AcceptAssignment(grpc::ServerContext* context, const AcceptAssignmentRequest* request, Assignment*
//   response) override {
//     return rpc::Unary(environment_, *context, *request, *response, [&](const rpc::Call& call) ->
//     absl::StatusOr<Assignment> {
//       DONDOC_RETURN_IF_ERROR(Validate(*request));
//       DONDOC_ASSIGN_OR_RETURN(auto accepted, app::AcceptAssignment(context_, ToCommand(*request, call)));
//       return ToProto(accepted);
//     });
//   }
//
// Who may is said in the proto, beside the RPC (access.proto). What can be decided before the object is known is
// decided before the body runs: audience, scope, role. Where the rule names relations, the body must ask: Call::Permit
// with the units of the object as it is in the operation's transaction, or Call::Sees, the filter for a list. A body
// that succeeds without having asked is answered INTERNAL and its answer is thrown away: a forgotten question shows in
// the first test, not in the first leak.
//
// Thread-safe.
#pragma once

#include <grpcpp/server_context.h>
#include <grpcpp/support/status.h>
#include <grpcpp/support/sync_stream.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/access/access.h"
#include "common/access/permit.h"
#include "common/rpc/rules.h"
#include "common/time/clock.h"

namespace google::protobuf {
class Descriptor;
class Message;
}  // namespace google::protobuf

namespace dondoc::rpc {

// Who calls, as Environment::authenticate found.
using Caller = access::Caller;

struct Call {
  Caller caller;
  std::string trace;                    // x-dondoc-trace, or a new id
  std::int64_t tree_change = 0;         // x-dondoc-tree-change: the newest change of the unit tree the caller has seen
  std::chrono::milliseconds time_left;  // until the caller's deadline; at most Environment::longest_call
  // The same for the few calls that are known to take minutes: at most Environment::longest_wait.
  std::chrono::milliseconds caller_waits;

  // Whether the caller may do this to an object of these units. PERMISSION_DENIED (NOT_PERMITTED) with the reason in
  // words; where the rule says hidden_unless and the caller may not even know that the object is there, `unseen`: what
  // is answered where there is none.
  absl::Status Permit(const access::Parties& parties, const absl::Status& unseen = absl::OkStatus()) const;
  // Permit with `unseen`, for operations.
  access::Permit Permits(absl::Status unseen = absl::OkStatus()) const;
  // The units that the caller is a member of, by id.
  std::vector<std::string> Units() const;
  // What of a list the caller may see.
  access::Filter Sees() const;
  // What of other objects, of the RPC with this request, the caller may see: of what an answer mentions besides its
  // object. Does not count as having asked.
  access::Filter SeesOf(const google::protobuf::Descriptor& request) const;

  // For Unary.
  const MethodRules* rules = nullptr;
  access::Within within;
  mutable bool asked = false;
  mutable std::optional<access::Parties> refused;  // about what Permit said no the last time
};

// What the path needs. `authenticate` says who calls, by what their channel proves; a process without one answers
// nobody. UNAUTHENTICATED for what is no proof; a caller without a subject where nothing was said. `within` is the tree
// as it is today, which relations are read from; without one, nobody is above anybody. `ended`, where there is one, is
// asked about the units of whoever writes for a unit; its error is the answer. `unit_name`, where there is one, gives
// the units of whoever is refused the names by which the refusal says them; never asked inside an operation. `observe`
// counts and times one finished call (method, code name, seconds). `ready`, where there is one, is asked before
// anything else: its error is the answer. `admit`, where there is one, may refuse a call before its body runs.
// `tree_change`, where there is one, is asked after a body succeeded; its answer goes back as x-dondoc-tree-change.
struct Environment {
  std::function<absl::StatusOr<Caller>(const grpc::ServerContext&)> authenticate;
  std::function<std::string()> new_trace;
  std::function<void(std::string_view method, std::string_view code, double seconds)> observe;
  std::function<absl::Status()> ready;
  std::function<absl::Status(const Call&)> admit;
  std::function<absl::StatusOr<std::int64_t>()> tree_change;
  access::Within within;
  access::Ended ended;
  access::UnitName unit_name;
  std::chrono::milliseconds longest_call{30000};
  std::chrono::milliseconds longest_wait{600000};
};

// Says of each unit that the caller is a member of whether it has ended.
absl::Status MarkEnded(const Environment& environment, Caller& caller);
// Gives the caller's units their names, for messages. A unit whose name cannot be found out keeps its id.
void NameUnits(const Environment& environment, Caller& caller);

// What a call says under a key of its metadata; "" for nothing.
std::string Metadatum(const grpc::ServerContext& context, std::string_view key);

namespace internal {
grpc::Status Run(const Environment& environment, grpc::ServerContext& context, const google::protobuf::Message& request,
                 const std::function<absl::Status(const Call&)>& body);
absl::Status CallerGone();
}  // namespace internal

template <typename Request, typename Response, typename F>
grpc::Status Unary(const Environment& environment, grpc::ServerContext& context, const Request& request,
                   Response& response, F&& function) {
  std::optional<Response> answer;
  const grpc::Status status = internal::Run(environment, context, request, [&](const Call& call) -> absl::Status {
    absl::StatusOr<Response> result = function(call);
    if (!result.ok()) return result.status();
    answer = *std::move(result);
    return absl::OkStatus();
  });
  if (status.ok()) response = *std::move(answer);
  return status;
}

// The same path for an RPC that answers with a stream. `function(call, send)` returns a Status; `send(part)` is an
// error (CANCELLED, CALLER_GONE) once nobody listens any more, and waits while the caller is slow, until the call's
// deadline.
template <typename Request, typename Part, typename F>
grpc::Status Stream(const Environment& environment, grpc::ServerContext& context, const Request& request,
                    grpc::ServerWriter<Part>& writer, F&& function) {
  return internal::Run(environment, context, request, [&](const Call& call) -> absl::Status {
    return function(
        call, [&writer](const Part& part) { return writer.Write(part) ? absl::OkStatus() : internal::CallerGone(); });
  });
}

}  // namespace dondoc::rpc
