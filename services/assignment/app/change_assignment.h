// What units and issuers do with one assignment: accept, start, report, return, complete, refuse. One operation,
// because who may do which of them, and when, is the domain's table (domain/state.h), and all the rest is the same.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/access/permit.h"
#include "common/audit/act.h"
#include "services/assignment/app/context.h"
#include "services/assignment/domain/assignment.h"
#include "services/assignment/storage/assignment_storage.h"

namespace dondoc::assignment {

struct ChangeCommand {
  std::string request_id;
  std::string request_hash;  // of everything that the request says
  std::string assignment_id;
  std::optional<std::int64_t> expected_version;  // from the etag
  Act act;                                       // `today` is set by the operation
  std::vector<std::string> caller_units;         // that the caller is a member of
  access::Permit permit;                         // asked before anything else
  std::string user;
  std::string trace;
  std::string method;  // of the RPC, for the audit
  audit::Caller caller = {};
};

// The bytes that answer the request; kept with it, so that the same request has the same answer.
using Answer = std::function<std::string(const AssignmentView& view, Day today)>;

// Does it, once for each request_id, in one transaction: state, transition, counts, the facts AssignmentChanged and
// CountsContributed, and the answer. Errors, besides those of Perform:
//   NOT_FOUND         ASSIGNMENT_NOT_FOUND
//   whatever `permit` says, before anything is told of the assignment
//   ABORTED           STALE_ETAG
//   INVALID_ARGUMENT  REQUEST_ID_REUSED  the id is of another request
absl::StatusOr<std::string> ChangeAssignment(const Context& context, const ChangeCommand& command,
                                             const Answer& answer);

}  // namespace dondoc::assignment
