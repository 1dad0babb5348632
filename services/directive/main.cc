// dondoc-directive: documents as they came in, what was read from them, corrected, issued, linked and found again.
#include <string>
#include <vector>

#include "common/audit/audit.h"
#include "common/audit/rpc/audit_service.h"
#include "common/idempotency/idempotency.h"
#include "common/messaging/fact.h"
#include "common/messaging/outbox.h"
#include "common/rpc/explain/access_service.h"
#include "common/service/service.h"
#include "common/status/status.h"
#include "services/directive/rpc/directive_service.h"
#include "services/directive/rpc/explain_access.h"
#include "services/directive/rpc/organization_directory.h"
#include "services/directive/storage/directive_storage.h"
#include "services/organization/replica/keep_copy.h"
#include "services/organization/replica/know_tree.h"
#include "services/organization/replica/replica.h"

namespace dondoc::directive {
namespace {

absl::Status Start(service::Runtime& runtime) {
  auto& units = runtime.Own<OrganizationDirectory>(runtime.Peer("organization"));
  auto& context = runtime.Own<app::Context>(app::Context{runtime.database(), runtime.clock(), runtime.ids(), units});
  auto& tree = runtime.Own<organization::replica::TreeCache>(runtime.database());
  organization::replica::KeepCopy(runtime, [&tree] { return tree.Refresh(); });
  runtime.Loop("tree", [&tree](const std::stop_token& stop) { tree.Follow(stop); });
  // Names are asked of the organization service itself: a copy that is behind keeps no call away.
  auto& environment =
      runtime.Own<rpc::Environment>(organization::replica::KnowTree(runtime.rpc(), tree, runtime.clock()));
  environment.admit = nullptr;
  runtime.Serve(runtime.Own<DirectiveService>(context, environment));
  runtime.Serve(runtime.Own<audit::AuditServiceImpl>("directive", runtime.database(), runtime.clock(), environment));
  runtime.Serve(runtime.Own<rpc::AccessServiceImpl>(environment, ContractsOf(context)));
  return absl::OkStatus();
}

}  // namespace
}  // namespace dondoc::directive

int main(int argc, char** argv) {
  using namespace dondoc;  // NOLINT(google-build-using-namespace): a list of names of the whole project
  return service::Run(argc, argv,
                      {.name = "directive",
                       .migrations = {messaging::Migrations(), idempotency::Migrations(), audit::Migrations(),
                                      organization::replica::Migrations(), directive::Migrations()},
                       .subscribers = {"assignment", "indicator"},
                       .configure = [](config::Reader&) {},
                       .start = directive::Start});
}
