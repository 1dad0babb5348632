#include "services/directive/rpc/organization_directory.h"

#include <algorithm>
#include <map>
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
using organization::v1::GetUnitsRequest;
using organization::v1::GetUnitsResponse;
using organization::v1::OrganizationService;
using organization::v1::Resolution;
using organization::v1::ResolveNamesRequest;
using organization::v1::ResolveNamesResponse;
using organization::v1::Unit;

constexpr std::chrono::milliseconds kTimeout{8000};
// Names in one question; a directive seldom has more.
constexpr size_t kBatch = 100;
// Units in one question: as many as may be asked for.
constexpr int kUnits = 1000;

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

// What a document calls each of the things that it means, as corrections name it: one thing may have several names.
using NamesOf = std::map<std::string, std::vector<std::string>>;

std::string Quoted(const std::vector<std::string>& names) { return "\"" + absl::StrJoin(names, "\", \"") + "\""; }

// Whether a unit is there on a day; dates in this form are in the order of their letters.
bool Exists(const Unit& unit, const std::string& date) {
  return (unit.valid_from().empty() || unit.valid_from() <= date) &&
         (unit.valid_to().empty() || date < unit.valid_to());
}

// Of units by their ids those that do not exist on the day, each with what the tree calls it.
absl::StatusOr<std::set<std::string>> FindEnded(OrganizationService::Stub& organization, const NamesOf& units,
                                                const std::string& date) {
  std::set<std::string> ended;
  for (auto at = units.begin(); at != units.end();) {
    GetUnitsRequest request;
    request.set_date(date);
    for (; at != units.end() && request.unit_ids_size() < kUnits; ++at) request.add_unit_ids(at->first);
    DONDOC_ASSIGN_OR_RETURN(const GetUnitsResponse response,
                            rpc::Invoke<GetUnitsResponse>(organization, &OrganizationService::Stub::GetUnits, request,
                                                          {.timeout = kTimeout}));
    if (response.units_size() != request.unit_ids_size()) {
      return Internal("the organization service answered another number of units than was asked");
    }
    for (const Unit& unit : response.units()) {
      const auto names = units.find(unit.id());
      if (names == units.end()) return Internal("the organization service answered a unit that was not asked for");
      if (Exists(unit, date)) continue;
      const std::string code = unit.territory_code().empty() ? "" : ", " + unit.territory_code();
      ended.insert(Quoted(names->second) + " (" + unit.name() + code + ")");
    }
  }
  return ended;
}

// Whether a group has no member on the day. A document has a handful of groups: each is asked about, and answers all
// of its members.
absl::StatusOr<bool> IsEmpty(OrganizationService::Stub& organization, const NamedBody& body, const std::string& date) {
  ExpandGroupRequest request;
  *request.mutable_group() = ToProto(body).group();
  request.set_date(date);
  const auto members = rpc::Invoke<ExpandGroupResponse>(organization, &OrganizationService::Stub::ExpandGroup, request,
                                                        {.timeout = kTimeout});
  if (!members.ok() && Reason(members.status()) != "UNIT_ENDED") return members.status();
  return !members.ok() || members->units().empty();
}

// Of groups those that nobody belongs to on the day.
absl::StatusOr<std::set<std::string>> FindEmpty(OrganizationService::Stub& organization,
                                                const std::vector<NamedBody>& groups, const std::string& date) {
  std::map<std::string, bool> is_empty;  // by what they mean
  std::set<std::string> empty;
  for (const NamedBody& group : groups) {
    const auto [asked, is_new] = is_empty.try_emplace(EncodeMeaning(group.meaning));
    if (is_new) {
      DONDOC_ASSIGN_OR_RETURN(asked->second, IsEmpty(organization, group, date));
    }
    if (asked->second) empty.insert(Quoted({group.name}));
  }
  return empty;
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
  const std::string date = FormatDay(day);
  NamesOf units;
  std::vector<NamedBody> groups;
  for (const NamedBody& body : bodies) {
    if (body.meaning.group.has_value()) {
      groups.push_back(body);
    } else {
      units[body.meaning.unit_id].push_back(body.name);
    }
  }
  DONDOC_ASSIGN_OR_RETURN(const std::set<std::string> ended, FindEnded(*stub_, units, date));
  DONDOC_ASSIGN_OR_RETURN(const std::set<std::string> empty, FindEmpty(*stub_, groups, date));
  if (ended.empty() && empty.empty()) return absl::OkStatus();
  std::string message = "on " + date + " nothing is issued by, or given to, who is not there";
  if (!ended.empty()) message += "\nhas ended, or not begun: " + absl::StrJoin(ended, "; ");
  if (!empty.empty()) message += "\nnobody belongs to: " + absl::StrJoin(empty, "; ");
  message +=
      "\nsay who does it instead (dondoc directive correct DRAFT --resolve \"NAME\"=UNIT, or --task N --units \"A; "
      "B\"), or what day it is of (--set issued_on=YYYY-MM-DD)";
  return FailedPrecondition("UNIT_ENDED", message);
}

}  // namespace dondoc::directive
