// dondoc-indicator: what is measured, the numbers that units report, and what they add up to.
#include <string>
#include <string_view>
#include <vector>

#include "common/audit/rpc/audit_service.h"
#include "common/rpc/explain/access_service.h"
#include "common/service/service.h"
#include "dondoc/directive/v1/directive_events.pb.h"
#include "dondoc/indicator/v1/indicator_events.pb.h"
#include "services/indicator/app/context.h"
#include "services/indicator/events/consumers.h"
#include "services/indicator/rpc/explain_access.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/schema.h"
#include "services/organization/replica/cover_cache.h"
#include "services/organization/replica/keep_copy.h"
#include "services/organization/replica/know_tree.h"
#include "services/organization/replica/replica.h"

namespace dondoc::indicator {
namespace {

std::string LowerCase(std::string level) {
  for (char& c : level) c = static_cast<char>(c | 0x20);  // "COMMUNE", letters only
  return level;
}

absl::Status Start(service::Runtime& runtime) {
  auto& tree = runtime.Own<organization::replica::TreeCache>(runtime.database());
  auto& covers = runtime.Own<organization::replica::CoverCache>(tree, runtime.database());
  organization::replica::KeepCopy(runtime, [&covers] { return covers.Refresh(); });
  runtime.Loop("covers", [&covers](const std::stop_token& stop) { covers.Follow(stop); });
  auto& context = runtime.Own<app::Context>(
      app::Context{runtime.database(), runtime.clock(), runtime.ids(), covers,
                   [&runtime](const std::string& level) { return runtime.Serves(LowerCase(level)); }});
  const auto& environment =
      runtime.Own<rpc::Environment>(organization::replica::KnowTree(runtime.rpc(), tree, runtime.clock()));
  runtime.Serve(runtime.Own<IndicatorService>(context, environment));
  runtime.Serve(runtime.Own<audit::AuditServiceImpl>("indicator", runtime.database(), runtime.clock(), environment));
  runtime.Serve(runtime.Own<rpc::AccessServiceImpl>(environment, ContractsOf(context)));
  runtime.Subscribe("directive", messaging::Type<directive::v1::DirectiveIssued>(), events::OnDirectiveIssued(context));
  runtime.Subscribe("indicator", messaging::Type<v1::ContributionsChanged>(), events::OnContributionsChanged(context));
  runtime.Subscribe("indicator", messaging::Type<v1::IndicatorDefined>(), events::OnIndicatorDefined(context));
  return absl::OkStatus();
}

}  // namespace
}  // namespace dondoc::indicator

int main(int argc, char** argv) {
  using namespace dondoc;  // NOLINT(google-build-using-namespace): a list of names of the whole project
  return service::Run(argc, argv,
                      {.name = "indicator",
                       .migrations = indicator::Schema(),
                       .subscribers = {"indicator"},
                       .configure = nullptr,
                       .start = indicator::Start});
}
