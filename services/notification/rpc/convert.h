// Messages to values and back; the only file of this room that knows the fields of both. Pure, thread-safe.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "dondoc/notification/v1/notification_service.pb.h"
#include "services/notification/app/set_rule.h"
#include "services/notification/app/urge.h"
#include "services/notification/storage/delivery_storage.h"
#include "services/notification/storage/message_storage.h"
#include "services/notification/storage/rule_storage.h"

namespace dondoc::notification {

v1::InboxMessage ToProto(const InboxMessage& message);
v1::Reminder ToProto(const RecordedStep& step);
v1::ReminderRule ToProto(const StoredRule& stored);
v1::Delivery ToProto(const ListedDelivery& delivery);

// A step that is still to come.
v1::Reminder PlannedToProto(const std::string& assignment_id, const std::string& unit_id, const Occurrence& occurrence);

// Of a validated request.
UrgeCommand ToCommand(const v1::UrgeRequest& request, const std::string& caller_unit_id);

// INVALID_ARGUMENT BAD_REQUEST_ID, BAD_ID, MISSING_FIELD (rule), BAD_TIME (rule.time_of_day), BAD_ETAG (rule.etag).
// Whether the rule makes sense is decided by the domain.
absl::StatusOr<SetRuleCommand> ToCommand(const v1::SetRuleRequest& request);

}  // namespace dondoc::notification
