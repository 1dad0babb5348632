#include "services/notification/rpc/explain_access.h"

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/notification/v1/notification_service.pb.h"
#include "services/notification/app/urge.h"
#include "services/notification/storage/pending_storage.h"
#include "services/organization/replica/replica.h"

namespace dondoc::notification {
namespace {

absl::StatusOr<access::Parties> FindParties(const Context& context, const rpc::AccessQuestion& question) {
  if (!IsUuid(question.object)) return NoSuchAssignment();
  return context.database.Run({.read_only = true}, [&](pg::Transaction& tx) -> absl::StatusOr<access::Parties> {
    DONDOC_ASSIGN_OR_RETURN(const auto pending, FindPending(tx, question.object));
    if (pending.has_value()) return access::Parties{.unit = pending->unit_id, .issuer = pending->issuer_unit_id};
    DONDOC_ASSIGN_OR_RETURN(const auto unit, organization::replica::FindUnit(tx, question.object));
    if (!unit.has_value()) return NoSuchAssignment();
    return access::Parties{.unit = unit->id};
  });
}

}  // namespace

std::vector<rpc::Explained> ContractsOf(const Context& context) {
  return {{v1::ListInboxRequest::descriptor()->file(),
           [&context](const rpc::AccessQuestion& question, const access::Permit& permit) -> absl::Status {
             if (question.object.empty()) return absl::OkStatus();
             DONDOC_ASSIGN_OR_RETURN(const access::Parties parties, FindParties(context, question));
             return permit(parties);
           }}};
}

}  // namespace dondoc::notification
