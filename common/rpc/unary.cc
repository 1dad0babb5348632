#include "common/rpc/unary.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <algorithm>
#include <charconv>
#include <exception>
#include <iterator>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/log/log.h"
#include "common/rpc/client.h"
#include "common/rpc/status_mapping.h"
#include "common/rpc/this_call.h"
#include "common/status/status.h"

namespace dondoc::rpc {
namespace {

// The proof of the call that this thread serves; none outside of calls.
thread_local std::string authorization_of_this_call;

absl::Status NotPermitted(const std::string& why) {
  return Error(absl::StatusCode::kPermissionDenied, "NOT_PERMITTED", why);
}

class Serving {
 public:
  explicit Serving(std::string authorization) { authorization_of_this_call = std::move(authorization); }
  ~Serving() { authorization_of_this_call.clear(); }
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;
};

}  // namespace

std::string TokenOfThisCall() {
  constexpr std::string_view kScheme = "Bearer ";
  const std::string& said = authorization_of_this_call;
  return said.size() > kScheme.size() ? said.substr(kScheme.size()) : std::string();
}

std::string Metadatum(const grpc::ServerContext& context, std::string_view key) {
  const auto found = context.client_metadata().find(grpc::string_ref(key.data(), key.size()));
  return found == context.client_metadata().end() ? std::string()
                                                  : std::string(found->second.data(), found->second.size());
}

absl::Status Call::Permit(const access::Parties& parties, const absl::Status& unseen) const {
  asked = true;
  const access::Decision decision = access::Decide(rules->rule, caller, parties, within);
  if (decision.allowed) return absl::OkStatus();
  if (!unseen.ok() && rules->visible != nullptr && !access::Decide(*rules->visible, caller, parties, within).allowed) {
    return unseen;
  }
  refused = parties;
  return NotPermitted(decision.why);
}

access::Permit Call::Permits(absl::Status unseen) const {
  return [this, unseen = std::move(unseen)](const access::Parties& parties) { return Permit(parties, unseen); };
}

std::vector<std::string> Call::Units() const {
  std::vector<std::string> units;
  for (const access::Membership& membership : caller.memberships) {
    if (IsUuid(membership.unit_id)) units.push_back(membership.unit_id);
  }
  return units;
}

access::Filter Call::Sees() const {
  asked = true;
  return access::FilterOf(rules->rule, caller);
}

access::Filter Call::SeesOf(const google::protobuf::Descriptor& request) const {
  return access::FilterOf(RulesOf(request).rule, caller);
}

absl::Status MarkEnded(const Environment& environment, Caller& caller) {
  if (!environment.ended) return absl::OkStatus();
  for (access::Membership& membership : caller.memberships) {
    DONDOC_ASSIGN_OR_RETURN(membership.ended, environment.ended(membership.unit_id));
  }
  return absl::OkStatus();
}

void NameUnits(const Environment& environment, Caller& caller) {
  if (!environment.unit_name) return;
  const auto name_of = [&](const std::string& unit_id) {
    return unit_id.empty() ? std::string() : environment.unit_name(unit_id).value_or("");
  };
  caller.unit_name = name_of(caller.unit_id);
  for (access::Membership& membership : caller.memberships) membership.unit_name = name_of(membership.unit_id);
}

namespace internal {
namespace {

// "GetUnit" of the request "dondoc.organization.v1.GetUnitRequest": every RPC has a request message of its own, named
// after it.
std::string MethodOf(const google::protobuf::Message& request) {
  std::string name = request.GetDescriptor()->name();
  if (name.ends_with("Request")) name.resize(name.size() - 7);
  return name;
}

Call MakeCall(const Environment& environment, const grpc::ServerContext& context) {
  Call call;
  call.within = environment.within;
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

// Whoever is in one unit acts for that one; of what writes, in one that exists.
void ActForTheOnlyOne(Caller& caller) {
  if (!caller.unit_id.empty() || caller.all || caller.memberships.empty()) return;
  const auto ends = [](const access::Membership& membership) { return membership.ended; };
  std::vector<access::Membership>& memberships = caller.memberships;
  if (std::count_if(memberships.begin(), memberships.end(), ends) + 1 == std::ssize(memberships)) {
    std::erase_if(memberships, ends);
  }
  if (memberships.size() == 1) caller.unit_id = memberships.front().unit_id;
}

// Who calls. What is for anyone is for those as well whose proof is no longer good: they come to sign in again.
absl::StatusOr<Caller> Authenticate(const Environment& environment, const grpc::ServerContext& context,
                                    const access::Rule& rule) {
  if (!environment.authenticate) {
    return Error(absl::StatusCode::kUnauthenticated, "NO_AUTHENTICATOR", "this process knows nobody");
  }
  absl::StatusOr<Caller> caller = environment.authenticate(context);
  if (!caller.ok()) return rule.audience == access::Audience::kAnyone ? Caller() : caller;
  if (rule.write && rule.audience == access::Audience::kMember) {
    DONDOC_RETURN_IF_ERROR(MarkEnded(environment, *caller));
  }
  ActForTheOnlyOne(*caller);
  return caller;
}

// What can be said before the object is known.
absl::Status CheckRule(const access::Rule& rule, const Caller& caller) {
  if (const access::Admission admission = access::Admit(rule, caller); !admission.allowed) {
    if (!admission.known) return Error(absl::StatusCode::kUnauthenticated, "NOT_SIGNED_IN", admission.why);
    return NotPermitted(admission.why);
  }
  if (rule.write && rule.audience == access::Audience::kMember && caller.unit_id.empty() && !caller.all) {
    return Error(absl::StatusCode::kInvalidArgument, "UNIT_NOT_SAID",
                 "say for which of your units you do this (x-dondoc-unit, --as)", {{"field", "x-dondoc-unit"}});
  }
  return absl::OkStatus();
}

absl::Status CheckAsked(const Call& call) {
  if (call.asked || !call.rules->rule.relational()) return absl::OkStatus();
  return Internal(call.rules->rule.method + " was answered without asking whether the caller may");
}

// The same refusal with the names of units in place of ids. Only here, where no operation holds a connection while
// another one is asked for, and only for those who are refused.
absl::Status WithNames(const Environment& environment, const Call& call, const absl::Status& refusal) {
  if (!environment.unit_name || Reason(refusal) != "NOT_PERMITTED") return refusal;
  const access::Rule& rule = call.rules->rule;
  Caller named = call.caller;
  NameUnits(environment, named);
  const std::string why =
      call.refused ? access::Decide(rule, named, *call.refused, call.within).why : access::Admit(rule, named).why;
  return why.empty() ? refusal : NotPermitted(why);  // empty: another service's refusal, passed on
}

absl::Status RunAdmitted(const Environment& environment, grpc::ServerContext& context,
                         const std::function<absl::Status(const Call&)>& body, Call& call) {
  if (environment.ready) DONDOC_RETURN_IF_ERROR(environment.ready());
  DONDOC_ASSIGN_OR_RETURN(call.caller, Authenticate(environment, context, call.rules->rule));
  DONDOC_RETURN_IF_ERROR(CheckRule(call.rules->rule, call.caller));
  const Serving serving(call.caller.subject.empty() ? std::string() : Metadatum(context, "authorization"));
  if (environment.admit) DONDOC_RETURN_IF_ERROR(environment.admit(call));
  DONDOC_RETURN_IF_ERROR(body(call));
  DONDOC_RETURN_IF_ERROR(CheckAsked(call));
  if (environment.tree_change) {
    // The body is done: an answer without the number is better than none.
    if (const auto change = environment.tree_change(); change.ok())
      context.AddTrailingMetadata(kTreeChangeKey, std::to_string(*change));
  }
  return absl::OkStatus();
}

absl::Status RunGuarded(const Environment& environment, grpc::ServerContext& context,
                        const std::function<absl::Status(const Call&)>& body, Call& call) {
  if (call.time_left.count() <= 0)
    return Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED", "the deadline has passed");
  try {
    return WithNames(environment, call, RunAdmitted(environment, context, body, call));
  } catch (const std::exception& exception) {
    return Internal(exception.what());
  }
}

}  // namespace

absl::Status CallerGone() {
  return Error(absl::StatusCode::kCancelled, "CALLER_GONE", "the caller does not read the answer any more");
}

grpc::Status Run(const Environment& environment, grpc::ServerContext& context, const google::protobuf::Message& request,
                 const std::function<absl::Status(const Call&)>& body) {
  const auto start = std::chrono::steady_clock::now();
  const std::string method = MethodOf(request);
  Call call = MakeCall(environment, context);
  call.rules = &RulesOf(*request.GetDescriptor());
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
               {"subject", call.caller.subject},
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

}  // namespace internal

}  // namespace dondoc::rpc
