// AuditService: reading the records of this service. Served by every process; thread-safe.
#pragma once

#include <string>

#include "common/postgres/database.h"
#include "common/rpc/unary.h"
#include "dondoc/common/v1/audit_service.grpc.pb.h"

namespace dondoc::audit {

class AuditServiceImpl final : public common::v1::AuditService::Service {
 public:
  // `environment` has the tree, which says what is below the caller's units. What it refers to must outlive it.
  AuditServiceImpl(std::string service, pg::Database& database, const rpc::Environment& environment);

  grpc::Status ListAuditRecords(grpc::ServerContext* context, const common::v1::ListAuditRecordsRequest* request,
                                common::v1::ListAuditRecordsResponse* response) override;

 private:
  absl::StatusOr<common::v1::ListAuditRecordsResponse> List(const common::v1::ListAuditRecordsRequest& request,
                                                            const rpc::Call& call);

  const std::string service_;
  pg::Database& database_;
  const rpc::Environment& environment_;
};

}  // namespace dondoc::audit
