#include "services/notification/app/put_into_inboxes.h"

#include "common/status/status.h"
#include "services/notification/storage/delivery_storage.h"

namespace dondoc::notification {

absl::Status PutIntoInboxes(pg::Transaction& tx, IdGenerator& ids, const std::vector<OutgoingMessage>& messages,
                            TimePoint now) {
  if (messages.empty()) return absl::OkStatus();
  std::vector<InboxMessage> inbox;
  std::vector<NewDelivery> deliveries;
  for (const auto& [message, addresses] : messages) {
    inbox.push_back(message);
    for (const std::string& address : addresses)
      deliveries.push_back({ids.NewId(), message.message_id, message.unit_id, address});
  }
  DONDOC_RETURN_IF_ERROR(InsertMessages(tx, inbox, now));
  return deliveries.empty() ? absl::OkStatus() : InsertDeliveries(tx, deliveries, now);
}

}  // namespace dondoc::notification
