// The lists: queries that need no decision, one page each, of what `call` may see.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/unary.h"
#include "dondoc/notification/v1/notification_service.pb.h"
#include "services/notification/app/context.h"

namespace dondoc::notification {

absl::StatusOr<v1::ListInboxResponse> ReadInbox(const Context& context, const v1::ListInboxRequest& request,
                                                const rpc::Call& call);
absl::StatusOr<v1::ListRemindersResponse> ReadReminders(const Context& context, const v1::ListRemindersRequest& request,
                                                        const rpc::Call& call);
absl::StatusOr<v1::ListRulesResponse> ReadRules(const Context& context, const v1::ListRulesRequest& request);
absl::StatusOr<v1::ListDeliveriesResponse> ReadDeliveries(const Context& context,
                                                          const v1::ListDeliveriesRequest& request,
                                                          const rpc::Call& call);

}  // namespace dondoc::notification
