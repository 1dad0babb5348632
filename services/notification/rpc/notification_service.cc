#include "services/notification/rpc/notification_service.h"

#include "common/audit/rpc/caller.h"
#include "common/status/status.h"
#include "services/notification/app/mark_read.h"
#include "services/notification/rpc/convert.h"
#include "services/notification/rpc/read_lists.h"
#include "services/notification/rpc/validate.h"

namespace dondoc::notification {

grpc::Status NotificationServiceImpl::ListInbox(grpc::ServerContext* context, const v1::ListInboxRequest* request,
                                                v1::ListInboxResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) { return ReadInbox(context_, *request, call); });
}

grpc::Status NotificationServiceImpl::MarkRead(grpc::ServerContext* context, const v1::MarkReadRequest* request,
                                               v1::MarkReadResponse* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::MarkReadResponse> {
        DONDOC_RETURN_IF_ERROR(Validate(*request));
        DONDOC_RETURN_IF_ERROR(call.Permit({.unit = request->unit_id()}));
        DONDOC_ASSIGN_OR_RETURN(
            const std::int64_t newly_read,
            MarkMessagesRead(context_, request->unit_id(),
                             {request->message_ids().begin(), request->message_ids().end()}, audit::CallerOf(call)));
        v1::MarkReadResponse answer;
        answer.set_newly_read(static_cast<std::int32_t>(newly_read));
        return answer;
      });
}

grpc::Status NotificationServiceImpl::Urge(grpc::ServerContext* context, const v1::UrgeRequest* request,
                                           v1::InboxMessage* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::InboxMessage> {
        DONDOC_RETURN_IF_ERROR(Validate(*request));
        UrgeCommand command = ToCommand(*request, call.caller.unit_id);
        command.caller = audit::CallerOf(call);
        command.permit = call.Permits(command.assignment_id.empty() ? absl::OkStatus() : NoSuchAssignment());
        DONDOC_ASSIGN_OR_RETURN(const InboxMessage message, notification::Urge(context_, command));
        return ToProto(message);
      });
}

grpc::Status NotificationServiceImpl::ListReminders(grpc::ServerContext* context,
                                                    const v1::ListRemindersRequest* request,
                                                    v1::ListRemindersResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) { return ReadReminders(context_, *request, call); });
}

grpc::Status NotificationServiceImpl::ListRules(grpc::ServerContext* context, const v1::ListRulesRequest* request,
                                                v1::ListRulesResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call&) { return ReadRules(context_, *request); });
}

grpc::Status NotificationServiceImpl::SetRule(grpc::ServerContext* context, const v1::SetRuleRequest* request,
                                              v1::ReminderRule* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::ReminderRule> {
                      DONDOC_ASSIGN_OR_RETURN(SetRuleCommand command, ToCommand(*request));
                      command.caller = audit::CallerOf(call);
                      // The default rule is of no unit: whoever runs the installation sets it.
                      DONDOC_RETURN_IF_ERROR(call.Permit({.unit = command.issuer_unit_id.value_or("")}));
                      DONDOC_ASSIGN_OR_RETURN(const StoredRule stored, notification::SetRule(context_, command));
                      return ToProto(stored);
                    });
}

grpc::Status NotificationServiceImpl::ListDeliveries(grpc::ServerContext* context,
                                                     const v1::ListDeliveriesRequest* request,
                                                     v1::ListDeliveriesResponse* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) { return ReadDeliveries(context_, *request, call); });
}

}  // namespace dondoc::notification
