#include "services/indicator/rpc/explain_access.h"

#include <optional>
#include <string>

#include "common/access/ask_for_one.h"
#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/indicator/v1/indicator_service.pb.h"
#include "services/indicator/rpc/tree_question.h"
#include "services/indicator/storage/target_storage.h"
#include "services/indicator/storage/unit_storage.h"
#include "services/organization/replica/replica.h"

namespace dondoc::indicator {
namespace {

// The unit of a target, or the unit itself.
absl::StatusOr<std::string> FindUnit(app::Context& context, const std::string& object) {
  if (!IsUuid(object)) return NotFound("UNIT_NOT_FOUND", "'" + object + "' is no unit's id");
  return context.database.Run({.read_only = true}, [&](pg::Transaction& tx) -> absl::StatusOr<std::string> {
    DONDOC_ASSIGN_OR_RETURN(const std::optional<std::string> of_target, FindTargetUnit(tx, object));
    if (of_target) return *of_target;
    DONDOC_ASSIGN_OR_RETURN(const ReportingUnit unit, GetReportingUnit(tx, object));
    return unit.id;
  });
}

absl::Status Ask(app::Context& context, const rpc::AccessQuestion& question, const access::Permit& permit) {
  if (question.rpc == "DefineIndicator" || question.rpc == "GetNumbersPreview") {
    return context.database.Run({.read_only = true},
                                [&](pg::Transaction& tx) { return organization::replica::PermitCountry(tx, permit); });
  }
  if (question.object.empty()) return absl::OkStatus();
  DONDOC_ASSIGN_OR_RETURN(const std::string unit_id, FindUnit(context, question.object));
  // A target is set by the unit's own; its numbers are of whoever speaks for it now.
  if (question.rpc.ends_with("Target")) return permit({.unit = unit_id});
  DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> speakers, WhoSpeaksFor(context, unit_id));
  return access::AskForOne(permit, speakers);
}

}  // namespace

std::vector<rpc::Explained> ContractsOf(app::Context& context) {
  return {{v1::GetIndicatorRequest::descriptor()->file(),
           [&context](const rpc::AccessQuestion& question, const access::Permit& permit) {
             return Ask(context, question, permit);
           }}};
}

}  // namespace dondoc::indicator
