// AuditService: reading the records of this service. Served by every process; thread-safe.
#pragma once

#include <string>

#include "common/postgres/database.h"
#include "common/rpc/unary.h"
#include "common/time/clock.h"
#include "dondoc/common/v1/audit_service.grpc.pb.h"

namespace dondoc::audit {

class AuditServiceImpl final : public common::v1::AuditService::Service {
 public:
  // `database` has the records and, in the same schema, the tree that says what is below the caller's units on the day
  // of `clock`: a table unit_state (unit_id, valid_from, valid_to, superior_ids) with one row of a unit for each day.
  // What it refers to must outlive it.
  AuditServiceImpl(std::string service, pg::Database& database, const Clock& clock,
                   const rpc::Environment& environment);

  grpc::Status ListAuditRecords(grpc::ServerContext* context, const common::v1::ListAuditRecordsRequest* request,
                                common::v1::ListAuditRecordsResponse* response) override;

 private:
  absl::StatusOr<common::v1::ListAuditRecordsResponse> List(const common::v1::ListAuditRecordsRequest& request,
                                                            const rpc::Call& call);

  const std::string service_;
  pg::Database& database_;
  const Clock& clock_;
  const rpc::Environment& environment_;
};

}  // namespace dondoc::audit
