// An assignment is given to another unit: where a unit ended without an heir, or because its issuer decides so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/audit/act.h"
#include "services/assignment/app/change_assignment.h"
#include "services/assignment/app/context.h"

namespace dondoc::assignment {

struct TransferCommand {
  std::string request_id;
  std::string request_hash;
  std::string assignment_id;
  std::optional<std::int64_t> expected_version;
  std::string to_unit_id;
  std::string reason;
  std::string actor_unit_id;
  std::vector<std::string> caller_units;  // that the caller is a member of
  access::Permit permit;                  // asked before anything else
  std::string user;
  std::string trace;
  audit::Caller caller = {};
};

// Does it, once for each request_id, in one transaction; the answer is the other unit's assignment. A recurring duty
// goes along. Asked are the parties of the assignment that is there; it may go to any unit that exists. Errors,
// besides those of CheckTransfer (domain/takeover.h) and of ChangeAssignment:
//   NOT_FOUND            UNIT_NOT_FOUND  the copy of the tree has no such unit
//   FAILED_PRECONDITION  UNIT_ENDED      it does not exist today
absl::StatusOr<std::string> TransferAssignment(const Context& context, const TransferCommand& command,
                                               const Answer& answer);

}  // namespace dondoc::assignment
