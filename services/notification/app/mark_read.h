// Marks messages as read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/audit/act.h"
#include "services/notification/app/context.h"

namespace dondoc::notification {

// How many of the unit's messages were not read before. Idempotent by nature. NOT_FOUND MESSAGE_NOT_FOUND where one of
// them is not in the unit's inbox; then none is marked. Who read what first is one record of the audit.
absl::StatusOr<std::int64_t> MarkMessagesRead(const Context& context, const std::string& unit_id,
                                              std::vector<std::string> message_ids, const audit::Caller& caller);

}  // namespace dondoc::notification
