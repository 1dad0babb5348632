// Puts messages into inboxes, with a delivery for each address of the unit as it is now. Runs inside the caller's
// transaction.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/ids/id_generator.h"
#include "common/postgres/database.h"
#include "services/notification/storage/message_storage.h"

namespace dondoc::notification {

struct OutgoingMessage {
  InboxMessage message;
  std::vector<std::string> addresses;  // doubles are left out
};

absl::Status PutIntoInboxes(pg::Transaction& tx, IdGenerator& ids, const std::vector<OutgoingMessage>& messages,
                            TimePoint now);

}  // namespace dondoc::notification
