#include "services/directive/rpc/organization_directory.h"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "absl/strings/str_join.h"
#include "common/rpc/client.h"
#include "common/rpc/this_call.h"
#include "common/status/status.h"
#include "services/directive/rpc/convert_directive.h"

namespace dondoc::directive {
namespace {

using organization::v1::ExpandGroupRequest;
using organization::v1::ExpandGroupResponse;
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

// As the document has it: what it is called in corrections.
std::string Quoted(const NamedBody& body) { return "\"" + body.name + "\""; }

// What is to be said of a unit that does not exist on the day; empty where it does.
absl::StatusOr<std::string> FindEnded(OrganizationService::Stub& organization, const NamedBody& body, Day day) {
  const std::string date = FormatDay(day);
  GetUnitRequest request;
  request.set_unit_id(body.meaning.unit_id);
  request.set_date(date);
  DONDOC_ASSIGN_OR_RETURN(const Unit unit, rpc::Invoke<Unit>(organization, &OrganizationService::Stub::GetUnit, request,
                                                             {.timeout = kTimeout}));
  // Dates in this form are in the order of their letters.
  const bool exists =
      (unit.valid_from().empty() || unit.valid_from() <= date) && (unit.valid_to().empty() || date < unit.valid_to());
  return exists ? "" : Quoted(body) + " (" + unit.name() + ", " + unit.territory_code() + ")";
}

// The same of a group that has no member on it.
absl::StatusOr<std::string> FindEmpty(OrganizationService::Stub& organization, const NamedBody& body, Day day) {
  ExpandGroupRequest request;
  *request.mutable_group() = ToProto(body).group();
  request.set_date(FormatDay(day));
  const auto members = rpc::Invoke<ExpandGroupResponse>(organization, &OrganizationService::Stub::ExpandGroup, request,
                                                        {.timeout = kTimeout});
  if (!members.ok() && Reason(members.status()) != "UNIT_ENDED") return members.status();
  return members.ok() && members->units_size() > 0 ? "" : "anybody of " + Quoted(body);
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

absl::Status OrganizationDirectory::RequireExisting(const std::vector<NamedBody>& bodies, Day day) {
  std::set<std::string> missing;
  for (const NamedBody& body : bodies) {
    DONDOC_ASSIGN_OR_RETURN(std::string ended, body.meaning.group.has_value() ? FindEmpty(*stub_, body, day)
                                                                              : FindEnded(*stub_, body, day));
    if (!ended.empty()) missing.insert(std::move(ended));
  }
  if (missing.empty()) return absl::OkStatus();
  return FailedPrecondition("UNIT_ENDED",
                            "who does not exist on " + FormatDay(day) +
                                " issues nothing and is given nothing: " + absl::StrJoin(missing, ", ") +
                                "; say who does it instead (dondoc directive correct DRAFT --resolve \"NAME\"=UNIT, or "
                                "--task N --units \"A; B\"), or what day it is of (--set issued_on=YYYY-MM-DD)");
}

}  // namespace dondoc::directive
