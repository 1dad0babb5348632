// NotificationService: each method is one rpc::Unary call. Thread-safe; what it refers to must outlive it.
#pragma once

#include "common/rpc/unary.h"
#include "dondoc/notification/v1/notification_service.grpc.pb.h"
#include "services/notification/app/context.h"

namespace dondoc::notification {

class NotificationServiceImpl final : public v1::NotificationService::Service {
 public:
  NotificationServiceImpl(const Context& context, const rpc::Environment& environment)
      : context_(context), environment_(environment) {}

  grpc::Status ListInbox(grpc::ServerContext* context, const v1::ListInboxRequest* request,
                         v1::ListInboxResponse* response) override;
  grpc::Status MarkRead(grpc::ServerContext* context, const v1::MarkReadRequest* request,
                        v1::MarkReadResponse* response) override;
  grpc::Status Urge(grpc::ServerContext* context, const v1::UrgeRequest* request, v1::InboxMessage* response) override;
  grpc::Status ListReminders(grpc::ServerContext* context, const v1::ListRemindersRequest* request,
                             v1::ListRemindersResponse* response) override;
  grpc::Status ListRules(grpc::ServerContext* context, const v1::ListRulesRequest* request,
                         v1::ListRulesResponse* response) override;
  grpc::Status SetRule(grpc::ServerContext* context, const v1::SetRuleRequest* request,
                       v1::ReminderRule* response) override;
  grpc::Status ListDeliveries(grpc::ServerContext* context, const v1::ListDeliveriesRequest* request,
                              v1::ListDeliveriesResponse* response) override;

 private:
  const Context& context_;
  const rpc::Environment& environment_;
};

}  // namespace dondoc::notification
