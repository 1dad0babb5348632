#include "services/indicator/app/change_targets.h"

#include <vector>

#include "services/indicator/domain/reporting.h"
#include "services/indicator/storage/indicator_storage.h"
#include "services/indicator/storage/target_storage.h"
#include "services/indicator/storage/unit_storage.h"

namespace dondoc::indicator::app {

absl::StatusOr<std::string> AddTarget(Context& context, const Request& request, Target target,
                                      const std::string& indicator, const Encode<Target>& encode) {
  DONDOC_RETURN_IF_ERROR(CheckNewTarget(target));
  target.id = context.ids.NewId();
  const auto ask = [&](pg::Transaction&) { return access::Ask(request.permit, {.unit = target.unit_id}); };
  return Once(
      context, request, encode, ask,
      [&](pg::Transaction& tx, TimePoint now, audit::Act& act) -> absl::StatusOr<Target> {
        DONDOC_ASSIGN_OR_RETURN(const ReportingUnit unit, GetReportingUnit(tx, target.unit_id));
        DONDOC_RETURN_IF_ERROR(RequireLevel(context, unit.level));
        DONDOC_ASSIGN_OR_RETURN(const Indicator found, dondoc::indicator::GetIndicator(tx, indicator));
        Target added = target;
        added.measure = found.kind == IndicatorKind::kRatio ? "%" : found.measure;
        DONDOC_RETURN_IF_ERROR(CheckLink(added, found));
        added.indicator_id = found.id;
        added.indicator_code = found.code;
        act.object = {"target", added.id, added.unit_id};
        act.changes.Made("unit_id", added.unit_id).Made("indicator", added.indicator_code).Made("text", added.text);
        act.changes.Made("comparator", ToString(added.comparator)).Made("value", added.value);
        act.changes.Made("measure", added.measure);
        act.changes.Made("from_year", added.from_year).Made("to_year", added.to_year);
        DONDOC_RETURN_IF_ERROR(InsertTargets(tx, std::vector<Target>{added}, now));
        return added;
      });
}

absl::StatusOr<std::string> LinkTarget(Context& context, const Request& request, const std::string& target_id,
                                       const std::optional<std::string>& indicator, std::optional<std::int64_t> version,
                                       const Encode<Target>& encode) {
  const auto ask = [&](pg::Transaction& tx) -> absl::Status {
    DONDOC_ASSIGN_OR_RETURN(const Target target, LockTarget(tx, target_id));
    return access::Ask(request.permit, {.unit = target.unit_id});
  };
  return Once(context, request, encode, ask,
              [&](pg::Transaction& tx, TimePoint, audit::Act& act) -> absl::StatusOr<Target> {
                DONDOC_ASSIGN_OR_RETURN(Target target, LockTarget(tx, target_id));
                if (version && target.version != *version)
                  return StaleEtag("the target has changed since it was read; read it again");
                const std::string before = target.indicator_code;
                target.indicator_id.reset();
                target.indicator_code.clear();
                if (indicator) {
                  DONDOC_ASSIGN_OR_RETURN(const Indicator found, dondoc::indicator::GetIndicator(tx, *indicator));
                  DONDOC_RETURN_IF_ERROR(CheckLink(target, found));
                  target.indicator_id = found.id;
                  target.indicator_code = found.code;
                }
                act.object = {"target", target.id, target.unit_id};
                act.changes.Set("indicator", before, target.indicator_code);
                DONDOC_RETURN_IF_ERROR(dondoc::indicator::LinkTarget(tx, target.id, target.indicator_id));
                ++target.version;
                return target;
              });
}

}  // namespace dondoc::indicator::app
