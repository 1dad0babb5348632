#include "services/notification/app/mark_read.h"

#include <algorithm>

#include "common/audit/audit.h"
#include "common/status/status.h"
#include "services/notification/storage/message_storage.h"

namespace dondoc::notification {

absl::StatusOr<std::int64_t> MarkMessagesRead(const Context& context, const std::string& unit_id,
                                              std::vector<std::string> message_ids, const audit::Caller& caller) {
  std::sort(message_ids.begin(), message_ids.end());
  message_ids.erase(std::unique(message_ids.begin(), message_ids.end()), message_ids.end());
  const TimePoint now = context.clock.Now();
  return context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<std::int64_t> {
    DONDOC_ASSIGN_OR_RETURN(const std::int64_t found, CountMessages(tx, unit_id, message_ids));
    if (found != static_cast<std::int64_t>(message_ids.size())) {
      return WithMetadata(NotFound("MESSAGE_NOT_FOUND", "the unit's inbox does not have all of these messages"),
                          "field", "message_ids");
    }
    DONDOC_ASSIGN_OR_RETURN(const std::int64_t read, MarkRead(tx, unit_id, message_ids, now));
    if (read == 0) return 0;
    audit::Act act{.caller = caller, .method = "MarkRead", .at = now, .object = {"inbox", unit_id, unit_id}};
    act.changes.Made("read", read).Made("message_ids", message_ids);
    DONDOC_RETURN_IF_ERROR(audit::Append(tx, act));
    return read;
  });
}

}  // namespace dondoc::notification
