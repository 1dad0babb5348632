#include "services/indicator/app/define_indicator.h"

#include "services/indicator/storage/fact_outbox.h"
#include "services/indicator/storage/indicator_storage.h"
#include "services/organization/replica/replica.h"

namespace dondoc::indicator::app {

absl::StatusOr<std::string> DefineIndicator(Context& context, const Request& request, Indicator definition,
                                            const Encode<Indicator>& encode) {
  DONDOC_RETURN_IF_ERROR(CheckDefinition(definition));
  DONDOC_RETURN_IF_ERROR(RequireLevel(context, "CENTRAL"));
  definition.id = context.ids.NewId();
  // The catalogue is the whole country's.
  const auto ask = [&](pg::Transaction& tx) { return organization::replica::PermitCountry(tx, request.permit); };
  return Once(
      context, request, encode, ask,
      [&](pg::Transaction& tx, TimePoint now, audit::Act& act) -> absl::StatusOr<Indicator> {
        Indicator indicator = definition;
        indicator.created_at = now;
        act.object = {"indicator", indicator.id};
        act.changes.Made("code", indicator.code).Made("name", indicator.name).Made("kind", ToString(indicator.kind));
        act.changes.Made("measure", indicator.measure).Made("over_time", ToString(indicator.over_time));
        if (!indicator.description.empty()) act.changes.Made("description", indicator.description);
        DONDOC_RETURN_IF_ERROR(InsertIndicator(tx, indicator));
        DONDOC_RETURN_IF_ERROR(AppendIndicatorDefined(tx, {now, request.trace, context.ids}, indicator));
        return indicator;
      });
}

}  // namespace dondoc::indicator::app
