// Messages, reminders, rules and deliveries for people to look at. Pure.
#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include <string>

#include "dondoc/notification/v1/notification_service.pb.h"
#include "tools/dondoc/table.h"

namespace dondoc::cli {

Table InboxTable(const google::protobuf::RepeatedPtrField<notification::v1::InboxMessage>& messages);
// One message with its text.
std::string MessageText(const notification::v1::InboxMessage& message);
// What was made and suppressed, then what is planned.
Table RemindersTable(const notification::v1::ListRemindersResponse& response);
Table RulesTable(const google::protobuf::RepeatedPtrField<notification::v1::ReminderRule>& rules);
Table DeliveriesTable(const google::protobuf::RepeatedPtrField<notification::v1::Delivery>& deliveries);

}  // namespace dondoc::cli
