#include "tools/dondoc/unit_names.h"

#include <fmt/core.h>

#include "common/status/status.h"
#include "dondoc/organization/v1/organization_service.grpc.pb.h"
#include "tools/dondoc/cli_support.h"

namespace dondoc::cli {

absl::StatusOr<std::map<std::string, std::string>> UnitNames(Session& session, const std::set<std::string>& ids) {
  std::map<std::string, std::string> names;
  for (const std::string& id : ids) names[id] = id;
  organization::v1::GetUnitsRequest request;
  for (auto id = ids.begin(); id != ids.end();) {
    request.clear_unit_ids();
    for (; id != ids.end() && request.unit_ids_size() < 1000; ++id) request.add_unit_ids(*id);
    DONDOC_ASSIGN_OR_RETURN(
        const auto units,
        session.Call("organization", &organization::v1::OrganizationService::Stub::GetUnits, request));
    for (const auto& unit : units.units())
      names[unit.id()] = fmt::format("{} ({})", unit.name(), unit.territory_code());
  }
  return names;
}

absl::Status PrintLeftOut(Session& session, const google::protobuf::RepeatedPtrField<std::string>& ids) {
  if (ids.empty()) return absl::OkStatus();
  DONDOC_ASSIGN_OR_RETURN(const auto names, UnitNames(session, {ids.begin(), ids.end()}));
  session.out() << "not counted: these are below other units today, and you may not read what is theirs:";
  for (const std::string& id : ids) session.out() << "\n  " << names.at(id);
  constexpr int kMostSaid = 100;  // as the services' contracts say
  session.out() << (ids.size() < kMostSaid ? "\n" : "\n  and perhaps more\n");
  return absl::OkStatus();
}

}  // namespace dondoc::cli
