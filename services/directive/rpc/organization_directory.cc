#include "services/directive/rpc/organization_directory.h"

#include <algorithm>
#include <span>
#include <utility>

#include "common/rpc/client.h"
#include "common/rpc/this_call.h"
#include "common/status/status.h"
#include "services/directive/rpc/convert_directive.h"

namespace dondoc::directive {
namespace {

using organization::v1::GetUnitRequest;
using organization::v1::OrganizationService;
using organization::v1::Resolution;
using organization::v1::ResolveNamesRequest;
using organization::v1::ResolveNamesResponse;
using organization::v1::Unit;

constexpr std::chrono::milliseconds kTimeout{8000};
// Names in one question; a directive seldom has more.
constexpr size_t kBatch = 100;

NamedBody ToNamedBody(const Resolution& resolution, const std::string& name) {
  NamedBody body{.name = name, .meaning = {}, .candidates = {}};
  if (resolution.has_addressee()) {
    body.meaning = FromProto(resolution.addressee());
    return body;
  }
  for (const Unit& candidate : resolution.candidates()) {
    body.candidates.push_back({candidate.id(), candidate.name()});
  }
  return body;
}

}  // namespace

absl::StatusOr<app::ResolvedNames> OrganizationDirectory::Resolve(const std::vector<std::string>& names,
                                                                  const std::string& seen_from,
                                                                  std::optional<Day> day) {
  app::ResolvedNames resolved;
  for (size_t at = 0; at < names.size(); at += kBatch) {
    const auto batch = std::span(names).subspan(at, std::min(kBatch, names.size() - at));
    ResolveNamesRequest request;
    request.set_context_unit_id(seen_from);
    request.set_date(day.has_value() ? FormatDay(*day) : "");
    for (const std::string& name : batch) {
      request.add_names(name);
    }
    DONDOC_ASSIGN_OR_RETURN(const ResolveNamesResponse response,
                            rpc::Invoke<ResolveNamesResponse>(*stub_, &OrganizationService::Stub::ResolveNames, request,
                                                              {.timeout = kTimeout, .token = rpc::TokenOfThisCall()}));
    if (static_cast<size_t>(response.resolutions_size()) != batch.size()) {
      return Internal("the organization service answered another number of names than was asked");
    }
    for (size_t i = 0; i < batch.size(); ++i) {
      resolved.bodies.push_back(ToNamedBody(response.resolutions(static_cast<int>(i)), batch[i]));
    }
    // What was read from an older tree may be wrong in a newer one, never the other way round.
    resolved.tree_change = std::max(resolved.tree_change, response.tree_change());
  }
  return resolved;
}

absl::StatusOr<app::KnownUnit> OrganizationDirectory::FindUnit(const std::string& id) {
  GetUnitRequest request;
  request.set_unit_id(id);
  DONDOC_ASSIGN_OR_RETURN(const Unit unit, rpc::Invoke<Unit>(*stub_, &OrganizationService::Stub::GetUnit, request,
                                                             {.timeout = kTimeout, .token = rpc::TokenOfThisCall()}));
  // The change of the tree that has this unit is known only to an answer about names.
  DONDOC_ASSIGN_OR_RETURN(const app::ResolvedNames resolved, Resolve({unit.name()}, unit.id(), std::nullopt));
  return app::KnownUnit{unit.id(), unit.name(), LevelFromProto(unit.level()), resolved.tree_change};
}

absl::Status OrganizationDirectory::RequireExisting(const std::vector<std::string>& ids, Day day) {
  const std::string date = FormatDay(day);
  std::string missing;
  for (const std::string& id : ids) {
    GetUnitRequest request;
    request.set_unit_id(id);
    request.set_date(date);
    DONDOC_ASSIGN_OR_RETURN(const Unit unit, rpc::Invoke<Unit>(*stub_, &OrganizationService::Stub::GetUnit, request,
                                                               {.timeout = kTimeout}));
    // Dates in this form are in the order of their letters.
    const bool exists =
        (unit.valid_from().empty() || unit.valid_from() <= date) && (unit.valid_to().empty() || date < unit.valid_to());
    if (!exists) missing += (missing.empty() ? "" : ", ") + unit.name() + " (" + unit.territory_code() + ")";
  }
  if (missing.empty()) return absl::OkStatus();
  return FailedPrecondition("UNIT_ENDED",
                            "who does not exist on " + date + " issues nothing and is given nothing: " + missing);
}

}  // namespace dondoc::directive
