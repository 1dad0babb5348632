#include "services/assignment/rpc/explain_access.h"

#include <string>

#include "common/access/ask_for_one.h"
#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/assignment/v1/assignment_service.pb.h"
#include "services/assignment/rpc/read_assignments.h"
#include "services/assignment/storage/assignment_storage.h"
#include "services/assignment/storage/directive_storage.h"
#include "services/organization/replica/replica.h"

namespace dondoc::assignment {
namespace {

// Of an assignment, and of a directive, those that it has to do with. Of a unit none.
absl::StatusOr<access::Parties> FindParties(const Context& context, const rpc::AccessQuestion& question) {
  return context.database.Run({.read_only = true}, [&](pg::Transaction& tx) -> absl::StatusOr<access::Parties> {
    auto parties = GetParties(tx, question.object, question.unit_ids);
    if (!absl::IsNotFound(parties.status())) return parties;
    DONDOC_ASSIGN_OR_RETURN(const auto of_directive, FindDirectiveParties(tx, question.object, question.unit_ids));
    if (of_directive.has_value()) return *of_directive;
    DONDOC_ASSIGN_OR_RETURN(const auto unit, organization::replica::FindUnit(tx, question.object));
    if (unit.has_value()) return access::Parties();
    return parties;
  });
}

absl::Status Ask(const Context& context, organization::replica::CoverCache& covers, const rpc::AccessQuestion& question,
                 const access::Permit& permit) {
  if (question.rpc == "GetSuccessionPreview") {
    return context.database.Run({.read_only = true},
                                [&](pg::Transaction& tx) { return organization::replica::PermitCountry(tx, permit); });
  }
  if (question.object.empty()) return absl::OkStatus();
  if (!IsUuid(question.object)) return NoSuchAssignment(question.object);
  DONDOC_ASSIGN_OR_RETURN(const access::Parties parties, FindParties(context, question));
  if (!parties.unit.empty() || !parties.issuer.empty()) return permit(parties);
  if (question.rpc != "GetCounts") return permit({.unit = question.object});
  DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> speakers,
                          WhoSees(covers, question.object, DayOf(context.clock.Now())));
  return access::AskForOne(permit, speakers);
}

}  // namespace

std::vector<rpc::Explained> ContractsOf(const Context& context, organization::replica::CoverCache& covers) {
  return {{v1::GetAssignmentRequest::descriptor()->file(),
           [&context, &covers](const rpc::AccessQuestion& question, const access::Permit& permit) {
             return Ask(context, covers, question, permit);
           }}};
}

}  // namespace dondoc::assignment
