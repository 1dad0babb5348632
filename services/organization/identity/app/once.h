// A write that is done once for each request id, and leaves a record in the audit.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "common/audit/audit.h"
#include "common/idempotency/idempotency.h"
#include "common/status/status.h"
#include "services/organization/identity/app/context.h"

namespace dondoc::identity {

// Says which request it is, whose, and what it says besides its id and its secrets, as a hash.
struct RequestKey {
  std::string id;
  std::string hash;
  audit::Caller caller;
};

// What an operation has done: the answer that is kept with the request (no secret is in it), and what the audit says.
struct Done {
  std::string answer;
  audit::Object object;
  audit::Changes changes;
};

inline audit::Act ActOf(std::string_view method, const RequestKey& request, TimePoint now, audit::Object object,
                        audit::Changes changes) {
  return {.caller = request.caller,
          .method = std::string(method),
          .request_id = request.id,
          .at = now,
          .object = std::move(object),
          .changes = std::move(changes)};
}

// Runs `body` in one transaction; the same request again gets the same answer and has no effect. INVALID_ARGUMENT
// (REQUEST_ID_REUSED) where the id is of another request.
inline absl::StatusOr<std::string> Once(const Context& context, std::string_view method, const RequestKey& request,
                                        TimePoint now,
                                        const std::function<absl::StatusOr<Done>(pg::Transaction&)>& body) {
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<std::string> {
    DONDOC_ASSIGN_OR_RETURN(std::optional<std::string> before,
                            idempotency::Begin(tx, request.id, method, request.hash, now));
    if (before) return *std::move(before);
    DONDOC_ASSIGN_OR_RETURN(Done done, body(tx));
    DONDOC_RETURN_IF_ERROR(
        audit::Append(tx, ActOf(method, request, now, std::move(done.object), std::move(done.changes))));
    DONDOC_RETURN_IF_ERROR(idempotency::Finish(tx, request.id, done.answer));
    return std::move(done.answer);
  });
}

}  // namespace dondoc::identity
