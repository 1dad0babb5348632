// A write that is done once for each request id.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "absl/status/statusor.h"
#include "common/audit/audit.h"
#include "common/idempotency/idempotency.h"
#include "common/status/status.h"
#include "services/organization/app/context.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {

// Says which request it is: of everything that it says besides its id, a hash.
struct RequestKey {
  std::string id;
  std::string hash;
  std::string trace;
  audit::Caller caller = {};
};

// What is no unit's, as a succession, is the whole tree's: of who is at its top, where there is one.
inline absl::Status GiveToTheTop(pg::Transaction& tx, Day today, audit::Object& object) {
  if (!object.unit_id.empty()) return absl::OkStatus();
  DONDOC_ASSIGN_OR_RETURN(const std::optional<Unit> top, FindGovernment(tx, today));
  if (top.has_value()) object.unit_id = top->id;
  return absl::OkStatus();
}

// Runs `body` (pg::Transaction& and, where it says what it does to what, audit::Act& -> absl::StatusOr<std::string>) in
// one transaction and keeps the answer that it returns; the same request again gets the same answer and has no effect.
// Whatever it says of itself, the audit has a record of it. INVALID_ARGUMENT (REQUEST_ID_REUSED) where the id is of
// another request.
template <typename Body>
absl::StatusOr<std::string> Once(const Context& context, std::string_view method, const RequestKey& request,
                                 TimePoint now, const Body& body) {
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<std::string> {
    DONDOC_ASSIGN_OR_RETURN(std::optional<std::string> before,
                            idempotency::Begin(tx, request.id, method, request.hash, now));
    if (before) return *std::move(before);
    audit::Act act{.caller = request.caller, .method = std::string(method), .request_id = request.id, .at = now};
    absl::StatusOr<std::string> done;
    if constexpr (std::is_invocable_v<const Body&, pg::Transaction&, audit::Act&>) {
      done = body(tx, act);
    } else {
      done = body(tx);
    }
    DONDOC_ASSIGN_OR_RETURN(std::string answer, std::move(done));
    DONDOC_RETURN_IF_ERROR(GiveToTheTop(tx, DayOf(now), act.object));
    DONDOC_RETURN_IF_ERROR(audit::Append(tx, act));
    DONDOC_RETURN_IF_ERROR(idempotency::Finish(tx, request.id, answer));
    return answer;
  });
}

}  // namespace dondoc::organization
