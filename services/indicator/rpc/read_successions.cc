#include "services/indicator/rpc/read_successions.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "common/status/status.h"
#include "services/indicator/rpc/validate.h"
#include "services/indicator/storage/succession_storage.h"
#include "services/organization/replica/replica.h"
#include "services/organization/replica/succession.h"

namespace dondoc::indicator {
namespace {

using organization::replica::Succession;

constexpr int kMostUses = 20;

absl::StatusOr<Succession> FindKnown(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Succession> all, organization::replica::ListSuccessions(tx));
  const auto found = std::find_if(all.begin(), all.end(), [&](const Succession& one) { return one.id == id; });
  if (found != all.end()) return *found;
  return Error(absl::StatusCode::kNotFound, "SUCCESSION_NOT_FOUND", "no plan of a succession '" + id + "' is here",
               {{"field", "succession_id"}});
}

}  // namespace

absl::StatusOr<v1::NumbersPreview> Answer(app::Context& context, const v1::GetNumbersPreviewRequest& request,
                                          const rpc::Call& call) {
  DONDOC_RETURN_IF_ERROR(CheckId("succession_id", request.succession_id()));
  return context.database.Run(
      {.timeout = call.time_left, .read_only = true}, [&](pg::Transaction& tx) -> absl::StatusOr<v1::NumbersPreview> {
        // It counts what is of all units.
        DONDOC_RETURN_IF_ERROR(organization::replica::PermitCountry(tx, call.Permits()));
        const absl::StatusOr<Succession> found = FindKnown(tx, request.succession_id());
        // Whoever names a version has seen it: it is on its way.
        const bool is_behind = absl::IsNotFound(found.status()) || (found.ok() && found->version < request.version());
        if (request.version() > 0 && is_behind) {
          return Unavailable("PLAN_BEHIND",
                             "version " + std::to_string(request.version()) + " of the plan has not arrived yet");
        }
        DONDOC_ASSIGN_OR_RETURN(const Succession succession, found);
        DONDOC_ASSIGN_OR_RETURN(const EndingUnits ending, PreviewSuccession(tx, request.succession_id()));
        v1::NumbersPreview preview;
        preview.set_state(succession.state);
        preview.set_version(succession.version);
        preview.set_units(ending.units);
        preview.set_reports(ending.reports);
        preview.set_values(ending.values);
        preview.set_divided_values(ending.divided_values);
        preview.set_divided_units(ending.divided_units);
        preview.set_targets(ending.targets);
        return preview;
      });
}

absl::StatusOr<v1::GetNumbersUsesResponse> Answer(app::Context& context, const v1::GetNumbersUsesRequest& request,
                                                  const rpc::Call& call) {
  DONDOC_RETURN_IF_ERROR(CheckId("succession_id", request.succession_id()));
  return context.database.Run({.timeout = call.time_left, .read_only = true},
                              [&](pg::Transaction& tx) -> absl::StatusOr<v1::GetNumbersUsesResponse> {
                                DONDOC_RETURN_IF_ERROR(FindKnown(tx, request.succession_id()).status());
                                DONDOC_ASSIGN_OR_RETURN(const auto uses,
                                                        ListSuccessionUses(tx, request.succession_id(), kMostUses));
                                v1::GetNumbersUsesResponse response;
                                response.mutable_uses()->Assign(uses.begin(), uses.end());
                                return response;
                              });
}

absl::StatusOr<v1::GetUnitNumbersResponse> Answer(app::Context& context, const v1::GetUnitNumbersRequest& request,
                                                  const rpc::Call& call) {
  DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
  const std::optional<Day> day = ParseDay(request.date());
  if (!day) return InvalidField("date", "INVALID_DATE", "'" + request.date() + "' is not a date YYYY-MM-DD");
  return context.database.Run({.timeout = call.time_left, .read_only = true},
                              [&](pg::Transaction& tx) -> absl::StatusOr<v1::GetUnitNumbersResponse> {
                                DONDOC_ASSIGN_OR_RETURN(const auto uses, ListUnitUses(tx, request.unit_id(), *day));
                                v1::GetUnitNumbersResponse response;
                                response.mutable_uses()->Assign(uses.begin(), uses.end());
                                return response;
                              });
}

}  // namespace dondoc::indicator
