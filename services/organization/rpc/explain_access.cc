#include "services/organization/rpc/explain_access.h"

#include <string>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/organization/v1/group_service.pb.h"
#include "dondoc/organization/v1/organization_service.pb.h"
#include "dondoc/organization/v1/succession_service.pb.h"
#include "dondoc/organization/v1/tree_service.pb.h"
#include "services/organization/rpc/ask_who_may.h"
#include "services/organization/storage/group_storage.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

absl::Status AskAboutUnit(const Context& context, const rpc::AccessQuestion& question, const access::Permit& permit) {
  if (question.object.empty()) return absl::OkStatus();
  if (!IsUuid(question.object)) return NotFound("UNIT_NOT_FOUND", "'" + question.object + "' is no unit's id");
  const Day today = DayOf(context.clock.Now());
  const absl::StatusOr<Unit> unit = context.database.Run(
      {.read_only = true}, [&](pg::Transaction& tx) { return GetUnit(tx, question.object, today); });
  return unit.ok() ? permit({.unit = unit->id}) : unit.status();
}

absl::Status AskAboutGroup(const Context& context, const rpc::AccessQuestion& question, const access::Permit& permit) {
  if (question.object.empty()) return absl::OkStatus();
  if (!IsUuid(question.object)) return NotFound("GROUP_NOT_FOUND", "'" + question.object + "' is no group's id");
  const absl::StatusOr<NamedGroup> group =
      context.database.Run({.read_only = true}, [&](pg::Transaction& tx) { return GetGroup(tx, question.object); });
  return group.ok() ? permit({.unit = group->owner_id}) : group.status();
}

}  // namespace

std::vector<rpc::Explained> ContractsOf(const Context& context) {
  const rpc::AskAbout about_country = [&context](const rpc::AccessQuestion&, const access::Permit& permit) {
    return PermitCountry(context, permit);
  };
  const rpc::AskAbout about_unit = [&context, about_country](const rpc::AccessQuestion& question,
                                                             const access::Permit& permit) {
    return question.rpc == "ImportUnits" || question.rpc == "DiscardList" ? about_country(question, permit)
                                                                          : AskAboutUnit(context, question, permit);
  };
  const rpc::AskAbout about_group = [&context](const rpc::AccessQuestion& question, const access::Permit& permit) {
    return question.rpc == "EndGroup" ? AskAboutGroup(context, question, permit)
                                      : AskAboutUnit(context, question, permit);
  };
  return {{v1::GetUnitRequest::descriptor()->file(), about_unit},
          {v1::DefineGroupRequest::descriptor()->file(), about_group},
          {v1::PlanSuccessionRequest::descriptor()->file(), about_country},
          {v1::GetTreeRequest::descriptor()->file()}};
}

}  // namespace dondoc::organization
