// A write that is done once for each request id.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "common/idempotency/idempotency.h"
#include "common/status/status.h"
#include "services/organization/app/context.h"

namespace dondoc::organization {

// Says which request it is: of everything that it says besides its id, a hash.
struct RequestKey {
  std::string id;
  std::string hash;
  std::string trace;
};

// Runs `body` in one transaction and keeps the answer that it returns; the same request again gets the same answer and
// has no effect. INVALID_ARGUMENT (REQUEST_ID_REUSED) where the id is of another request.
inline absl::StatusOr<std::string> Once(const Context& context, std::string_view method, const RequestKey& request,
                                        TimePoint now,
                                        const std::function<absl::StatusOr<std::string>(pg::Transaction&)>& body) {
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<std::string> {
    DONDOC_ASSIGN_OR_RETURN(std::optional<std::string> before,
                            idempotency::Begin(tx, request.id, method, request.hash, now));
    if (before) return *std::move(before);
    DONDOC_ASSIGN_OR_RETURN(std::string answer, body(tx));
    DONDOC_RETURN_IF_ERROR(idempotency::Finish(tx, request.id, answer));
    return answer;
  });
}

}  // namespace dondoc::organization
