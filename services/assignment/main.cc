// dondoc-assignment: what was given to whom, what became of it, and how much of it is done.
#include <chrono>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/audit/audit.h"
#include "common/audit/rpc/audit_service.h"
#include "common/idempotency/idempotency.h"
#include "common/messaging/fact.h"
#include "common/messaging/outbox.h"
#include "common/rpc/explain/access_service.h"
#include "common/service/service.h"
#include "dondoc/assignment/v1/assignment_events.pb.h"
#include "dondoc/directive/v1/directive_events.pb.h"
#include "services/assignment/app/context.h"
#include "services/assignment/events/counts_contributed.h"
#include "services/assignment/events/directive_issued.h"
#include "services/assignment/events/duty_tick.h"
#include "services/assignment/events/handed_over.h"
#include "services/assignment/events/succession_tick.h"
#include "services/assignment/migrations.h"
#include "services/assignment/rpc/assignment_service.h"
#include "services/assignment/rpc/explain_access.h"
#include "services/organization/replica/cover_cache.h"
#include "services/organization/replica/keep_copy.h"
#include "services/organization/replica/know_tree.h"
#include "services/organization/replica/replica.h"

namespace dondoc::assignment {
namespace {

std::vector<std::string> LevelsOf(const service::Runtime& runtime) {
  std::vector<std::string> levels;
  if (runtime.Serves("central")) levels.emplace_back("CENTRAL");
  if (runtime.Serves("province")) levels.emplace_back("PROVINCE");
  if (runtime.Serves("district")) levels.emplace_back("DISTRICT");
  if (runtime.Serves("commune")) levels.emplace_back("COMMUNE");
  return levels;
}

// Those that have their rows in this process's database.
std::set<std::string> LevelsOfCell(const service::Runtime& runtime) {
  std::set<std::string> levels;
  for (const auto& [name, level] : {std::pair("central", "CENTRAL"), std::pair("province", "PROVINCE"),
                                    std::pair("district", "DISTRICT"), std::pair("commune", "COMMUNE")}) {
    if (runtime.Keeps(name)) levels.insert(level);
  }
  return levels;
}

absl::Status Start(service::Runtime& runtime) {
  auto& context =
      runtime.Own<Context>(Context{runtime.database(), runtime.clock(), runtime.ids(), LevelsOfCell(runtime)});
  auto& duties = runtime.Own<DutyTick>(context, LevelsOf(runtime));
  auto& tree = runtime.Own<organization::replica::TreeCache>(runtime.database());
  auto& covers = runtime.Own<organization::replica::CoverCache>(tree, runtime.database());
  organization::replica::KeepCopy(
      runtime, [&covers] { return covers.Refresh(); }, QueueEnacted(), QueueUndone());
  runtime.Loop("covers", [&covers](const std::stop_token& stop) { covers.Follow(stop); });
  const auto& environment =
      runtime.Own<rpc::Environment>(organization::replica::KnowTree(runtime.rpc(), tree, runtime.clock()));
  runtime.Serve(runtime.Own<AssignmentService>(context, covers, environment));
  runtime.Serve(runtime.Own<audit::AuditServiceImpl>("assignment", runtime.database(), runtime.clock(), environment));
  runtime.Serve(runtime.Own<rpc::AccessServiceImpl>(environment, ContractsOf(context, covers)));
  runtime.Subscribe("directive", messaging::Type<directive::v1::DirectiveIssued>(), OnDirectiveIssued(context));
  runtime.Subscribe("assignment", messaging::Type<v1::CountsContributed>(), OnCountsContributed(context));
  runtime.Subscribe("assignment", messaging::Type<v1::AssignmentsHandedOver>(), OnAssignmentsHandedOver(context));
  runtime.Loop("duties", [&duties](std::stop_token stop) { duties.Run(stop, std::chrono::seconds(1)); });
  auto& successions = runtime.Own<SuccessionTick>(context);
  runtime.Loop("successions", [&successions](std::stop_token stop) { successions.Run(stop, std::chrono::seconds(1)); });
  return absl::OkStatus();
}

}  // namespace
}  // namespace dondoc::assignment

int main(int argc, char** argv) {
  using namespace dondoc;  // NOLINT(google-build-using-namespace): a list of names of the whole project
  return service::Run(argc, argv,
                      {.name = "assignment",
                       .migrations = {messaging::Migrations(), idempotency::Migrations(), audit::Migrations(),
                                      organization::replica::Migrations(),
                                      pg::MigrationSet::Of("assignment", assignment::migrations::kFiles)},
                       .subscribers = {"assignment", "notification"},
                       .configure = nullptr,
                       .start = assignment::Start});
}
