// The lists: queries that need no decision, one page each.
#pragma once

#include "absl/status/statusor.h"
#include "dondoc/notification/v1/notification_service.pb.h"
#include "services/notification/app/context.h"

namespace dondoc::notification {

absl::StatusOr<v1::ListInboxResponse> ReadInbox(const Context& context, const v1::ListInboxRequest& request);
absl::StatusOr<v1::ListRemindersResponse> ReadReminders(const Context& context,
                                                        const v1::ListRemindersRequest& request);
absl::StatusOr<v1::ListRulesResponse> ReadRules(const Context& context, const v1::ListRulesRequest& request);
absl::StatusOr<v1::ListDeliveriesResponse> ReadDeliveries(const Context& context,
                                                          const v1::ListDeliveriesRequest& request);

}  // namespace dondoc::notification
