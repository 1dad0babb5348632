#include "services/directive/app/naming.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/status/status.h"

namespace dondoc::directive::app {
namespace {

// Puts what was found into the draft.
void Take(Directive& draft, ResolvedNames resolved) {
  draft.tree_change = std::max(draft.tree_change, resolved.tree_change);
  for (NamedBody& body : resolved.bodies) {
    body.chosen = false;
    PutName(draft.names, std::move(body));
  }
}

std::vector<std::string> NotKnownYet(const Directive& draft) {
  std::vector<std::string> names;
  const auto add = [&](const std::vector<std::string>& wanted) {
    for (const std::string& name : wanted) {
      const NamedBody* body = FindName(draft.names, name);
      const bool known = body != nullptr && body->meaning.known();
      if (!known && name != draft.issuer && std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(name);
      }
    }
  };
  add(NamesThatMustBeKnown(draft));
  add(NamesGoodToKnow(draft));
  return names;
}

absl::Status UnknownName(const std::string& means, const std::string& field, const std::vector<Candidate>& candidates) {
  std::string message = "nobody is known by \"" + means + "\"";
  for (const Candidate& candidate : candidates) {
    message +=
        (&candidate == &candidates.front() ? "; it may be " : ", ") + candidate.name + " (" + candidate.unit_id + ")";
  }
  return InvalidField(field, "UNIT_NOT_FOUND", message);
}

}  // namespace

absl::Status ResolveNames(UnitDirectory& units, const std::string& caller_unit, Directive& draft) {
  const std::optional<Day> day = IssueDay(draft);
  if (IssuerUnit(draft) == nullptr && !draft.issuer.empty()) {
    DONDOC_ASSIGN_OR_RETURN(ResolvedNames issuer, units.Resolve({draft.issuer}, caller_unit, day));
    Take(draft, std::move(issuer));
  }
  const NamedBody* issuer = IssuerUnit(draft);
  const std::vector<std::string> names = NotKnownYet(draft);
  if (issuer == nullptr || names.empty()) {
    return absl::OkStatus();
  }
  DONDOC_ASSIGN_OR_RETURN(ResolvedNames resolved, units.Resolve(names, issuer->meaning.unit_id, day));
  Take(draft, std::move(resolved));
  return absl::OkStatus();
}

absl::Status TryResolveNames(UnitDirectory& units, const std::string& caller_unit, Directive& draft) {
  const absl::Status status = ResolveNames(units, caller_unit, draft);
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) ? absl::OkStatus() : status;
}

absl::StatusOr<NamedBody> FindMeaning(UnitDirectory& units, Directive& draft, const std::string& means,
                                      const std::string& field) {
  if (IsUuid(means)) {
    const absl::StatusOr<KnownUnit> unit = units.FindUnit(means);
    if (absl::IsNotFound(unit.status())) {
      return UnknownName(means, field, {});
    }
    DONDOC_RETURN_IF_ERROR(unit.status());
    draft.tree_change = std::max(draft.tree_change, unit->tree_change);
    return NamedBody{
        .name = unit->name, .meaning = {unit->id, std::nullopt, unit->level}, .chosen = true, .candidates = {}};
  }
  const NamedBody* issuer = IssuerUnit(draft);
  DONDOC_ASSIGN_OR_RETURN(ResolvedNames resolved,
                          units.Resolve({means}, issuer == nullptr ? "" : issuer->meaning.unit_id, IssueDay(draft)));
  if (resolved.bodies.size() != 1 || !resolved.bodies[0].meaning.known()) {
    return UnknownName(means, field,
                       resolved.bodies.empty() ? std::vector<Candidate>{} : resolved.bodies[0].candidates);
  }
  draft.tree_change = std::max(draft.tree_change, resolved.tree_change);
  resolved.bodies[0].chosen = true;
  return std::move(resolved.bodies[0]);
}

}  // namespace dondoc::directive::app
