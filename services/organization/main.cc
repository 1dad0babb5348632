// dondoc-organization: territories and bodies, the names they go by, and the facts that keep the copies of the tree.
#include <chrono>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "common/audit/audit.h"
#include "common/audit/rpc/audit_service.h"
#include "common/idempotency/idempotency.h"
#include "common/messaging/outbox.h"
#include "common/rpc/explain/access_service.h"
#include "common/service/service.h"
#include "common/status/status.h"
#include "services/organization/app/announce_turns.h"
#include "services/organization/app/context.h"
#include "services/organization/data.h"
#include "services/organization/domain/equipment.h"
#include "services/organization/domain/name_resolution/vocabulary.h"
#include "services/organization/migrations.h"
#include "services/organization/rpc/ask_who_may.h"
#include "services/organization/rpc/find_parties.h"
#include "services/organization/rpc/group_service.h"
#include "services/organization/rpc/organization_service.h"
#include "services/organization/rpc/succession_peers.h"
#include "services/organization/rpc/succession_service.h"
#include "services/organization/storage/tree.h"

namespace dondoc::organization {
namespace {

absl::Status Start(service::Runtime& runtime) {
  DONDOC_ASSIGN_OR_RETURN(std::vector<TemplateRow> rows, ReadTemplate(data::kEquipment));
  auto& equipment = runtime.Own<std::vector<TemplateRow>>(std::move(rows));
  DONDOC_ASSIGN_OR_RETURN(Vocabulary words, Vocabulary::Create(data::kAbbreviations, data::kGroupTerms, equipment));
  auto& vocabulary = runtime.Own<Vocabulary>(std::move(words));
  auto& context =
      runtime.Own<Context>(Context{runtime.database(), runtime.clock(), runtime.ids(), vocabulary, equipment});
  auto& environment = runtime.Own<rpc::Environment>(runtime.rpc());
  auto& questions =
      runtime.Own<pg::Database>(pg::DatabaseOptions{.conninfo = runtime.config().postgres, .max_connections = 2});
  environment.within = WithinTables(questions, runtime.clock());
  environment.tree_change = [&context] { return context.database.Run(GetTreeChange); };
  runtime.Serve(runtime.Own<OrganizationService>(context, environment));
  runtime.Serve(runtime.Own<GroupService>(context, environment));
  runtime.Loop("turns",
               [&context](const std::stop_token& stop) { AnnounceTurnsUntil(stop, context, std::chrono::minutes(1)); });
  runtime.Serve(runtime.Own<audit::AuditServiceImpl>("organization", runtime.database(), environment));
  runtime.Serve(runtime.Own<rpc::AccessServiceImpl>(
      environment, *v1::GetUnitRequest::descriptor()->file(),
      [&context](const std::string& object, const std::vector<std::string>& unit_ids) {
        return FindParties(context, object, unit_ids);
      }));
  const auto& uses = runtime.Own<AskForUses>(AskAssignment(runtime.Peer("assignment")));
  runtime.Serve(runtime.Own<SuccessionService>(context, environment, uses));
  runtime.Loop("successions",
               [&context](const std::stop_token& stop) { RunEnactDue(context, stop, std::chrono::seconds(1)); });
  return absl::OkStatus();
}

}  // namespace
}  // namespace dondoc::organization

int main(int argc, char** argv) {
  using namespace dondoc;  // NOLINT(google-build-using-namespace): a list of names of the whole project
  return service::Run(argc, argv,
                      {.name = "organization",
                       .migrations = {messaging::Migrations(), idempotency::Migrations(), audit::Migrations(),
                                      pg::MigrationSet::Of("organization", organization::migrations::kFiles)},
                       .subscribers = {"assignment", "directive", "indicator", "notification"},
                       .configure = nullptr,
                       .start = organization::Start});
}
