#include "services/directive/rpc/explain_access.h"

#include <string>

#include "common/access/ask_for_one.h"
#include "common/status/status.h"
#include "dondoc/directive/v1/directive_service.pb.h"
#include "services/directive/storage/directive_storage.h"
#include "services/organization/replica/replica.h"

namespace dondoc::directive {
namespace {

absl::StatusOr<access::Parties> FindParties(app::Context& context, const rpc::AccessQuestion& question) {
  return context.database.Run({.read_only = true}, [&](pg::Transaction& tx) -> absl::StatusOr<access::Parties> {
    const absl::StatusOr<std::string> id = FindNamed(tx, question.object, {.all = true});
    if (id.ok()) {
      return GetParties(tx, *id, question.unit_ids);
    }
    DONDOC_ASSIGN_OR_RETURN(const auto unit, organization::replica::FindUnit(tx, question.object));
    if (unit.has_value()) {
      return access::Parties{.unit = unit->id};
    }
    return id.status();
  });
}

absl::Status Ask(app::Context& context, const rpc::AccessQuestion& question, const access::Permit& permit) {
  // What is taken in becomes the unit's that takes it in.
  if (question.rpc == "IngestDirective" && question.object.empty()) {
    return access::AskForOne(permit, question.unit_ids);
  }
  if (question.rpc == "GetDocumentsPreview") {
    return context.database.Run({.read_only = true},
                                [&](pg::Transaction& tx) { return organization::replica::PermitCountry(tx, permit); });
  }
  if (question.object.empty()) {
    return absl::OkStatus();
  }
  DONDOC_ASSIGN_OR_RETURN(const access::Parties parties, FindParties(context, question));
  return permit(parties);
}

}  // namespace

std::vector<rpc::Explained> ContractsOf(app::Context& context) {
  return {{v1::GetDirectiveRequest::descriptor()->file(),
           [&context](const rpc::AccessQuestion& question, const access::Permit& permit) {
             return Ask(context, question, permit);
           }}};
}

}  // namespace dondoc::directive
