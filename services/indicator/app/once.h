// A write that takes effect once for its request_id: the effect, its facts, the key and the answer are one transaction.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "common/audit/audit.h"
#include "common/idempotency/idempotency.h"
#include "services/indicator/app/context.h"

namespace dondoc::indicator::app {

// The answer as it is kept and sent. app/ does not know how answers are written; rpc/ does.
template <typename T>
using Encode = std::function<std::string(const T&)>;

// "SubmitValues" of a request that is named after its message.
inline std::string MethodOf(const Request& request) {
  const std::string_view name = request.method;
  return std::string(name.substr(0, name.ends_with("Request") ? name.size() - 7 : name.size()));
}

// Runs `body` (pg::Transaction&, TimePoint now, audit::Act& -> absl::StatusOr<T>; the act is its to fill in) and keeps
// its encoded answer, or returns the answer that was kept when the same request came before. `ask` (pg::Transaction& ->
// absl::Status) comes before all that: whether the caller may, of which a repeated request must be asked as well. Where
// body fails nothing is kept, and the request may come again; else the audit has a record of it. INVALID_ARGUMENT,
// reason REQUEST_ID_REUSED, for the id of another request.
template <typename T, typename Ask, typename Body>
absl::StatusOr<std::string> Once(Context& context, const Request& request, const Encode<T>& encode, Ask&& ask,
                                 Body&& body) {
  const TimePoint now = context.clock.Now();
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<std::string> {
    DONDOC_RETURN_IF_ERROR(ask(tx));
    DONDOC_ASSIGN_OR_RETURN(auto before, idempotency::Begin(tx, request.id, request.method, request.hash, now));
    if (before.has_value()) return *std::move(before);
    audit::Act act{.caller = request.caller, .method = MethodOf(request), .request_id = request.id, .at = now};
    DONDOC_ASSIGN_OR_RETURN(const T answer, body(tx, now, act));
    DONDOC_RETURN_IF_ERROR(audit::Append(tx, act));
    std::string encoded = encode(answer);
    DONDOC_RETURN_IF_ERROR(idempotency::Finish(tx, request.id, encoded));
    return encoded;
  });
}

}  // namespace dondoc::indicator::app
