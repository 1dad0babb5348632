// Đôn đốc by hand: one message to a unit about an assignment, or about all open ones that it has from a directive.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/access/permit.h"
#include "common/audit/act.h"
#include "services/notification/app/context.h"
#include "services/notification/storage/message_storage.h"

namespace dondoc::notification {

// What is answered of an assignment that is not there, or that must not be known.
absl::Status NoSuchAssignment();

struct UrgeCommand {
  std::string request_id;
  std::string request_hash;
  std::string assignment_id;  // or both of the following
  std::string unit_id;
  std::string directive_id;
  std::string words;
  Grade grade = Grade::kBlue;
  std::string caller_unit_id;  // empty where the caller does not say
  access::Permit permit;       // asked before anything is told or done
  audit::Caller caller = {};
};

// The message, which is in the inbox and on its way. Idempotent by request_id.
// NOT_FOUND ASSIGNMENT_NOT_FOUND, NOTHING_OPEN; FAILED_PRECONDITION ASSIGNMENT_NOT_OPEN; what `permit` says;
// UNAVAILABLE TREE_BEHIND where the copy of the tree lacks the unit.
absl::StatusOr<InboxMessage> Urge(const Context& context, const UrgeCommand& command);

}  // namespace dondoc::notification
