// dondoc-directive: documents as they came in, what was read from them, corrected, issued, linked and found again.
#include "common/audit/audit.h"
#include "common/audit/rpc/audit_service.h"
#include "common/idempotency/idempotency.h"
#include "common/messaging/outbox.h"
#include "common/service/service.h"
#include "services/directive/rpc/directive_service.h"
#include "services/directive/rpc/organization_directory.h"
#include "services/directive/storage/directive_storage.h"

int main(int argc, char** argv) {
  using namespace dondoc;  // NOLINT(google-build-using-namespace): a list of names of the whole project
  return service::Run(
      argc, argv,
      {.name = "directive",
       .migrations = {messaging::Migrations(), idempotency::Migrations(), audit::Migrations(), directive::Migrations()},
       .subscribers = {"assignment", "indicator"},
       .configure = [](config::Reader&) {},
       .start = [](service::Runtime& runtime) -> absl::Status {
         auto& units = runtime.Own<directive::OrganizationDirectory>(runtime.Peer("organization"));
         auto& context = runtime.Own<directive::app::Context>(
             directive::app::Context{runtime.database(), runtime.clock(), runtime.ids(), units});
         runtime.Serve(runtime.Own<directive::DirectiveService>(context, runtime.rpc()));
         runtime.Serve(runtime.Own<audit::AuditServiceImpl>("directive", runtime.database(), runtime.rpc()));
         return absl::OkStatus();
       }});
}
