#include "services/directive/app/issue_directive.h"

#include <string>
#include <vector>

#include "common/status/status.h"
#include "services/directive/app/correct_directive.h"
#include "services/directive/app/naming.h"
#include "services/directive/domain/document_number.h"
#include "services/directive/domain/issue.h"

namespace dondoc::directive::app {
namespace {

std::vector<Correction> GivenAtIssue(const IssueCommand& command, const Directive& draft) {
  std::vector<Correction> corrections;
  if (!command.number.empty()) {
    corrections.emplace_back(Edit{"number", CompleteNumber(draft.number, command.number)});
  }
  if (!command.issued_on.empty()) {
    corrections.emplace_back(Edit{"issued_on", command.issued_on});
  }
  if (!command.issuer_unit_id.empty()) {
    corrections.emplace_back(SetIssuer{command.issuer_unit_id});
  }
  return corrections;
}

// `before` is the draft as it was, and `heir` the unit that continues what its issuer had, or that issuer.
absl::Status CheckCaller(const Request& request, const Directive& before, const std::string& heir,
                         const Directive& draft) {
  const NamedBody* issuer = IssuerUnit(draft);
  if (request.unit_id.empty() || issuer == nullptr || issuer->meaning.unit_id == request.unit_id) {
    return absl::OkStatus();
  }
  const NamedBody* was = IssuerUnit(before);
  if (was != nullptr && was->meaning.unit_id == issuer->meaning.unit_id && heir == request.unit_id) {
    return absl::OkStatus();
  }
  return Error(absl::StatusCode::kPermissionDenied, "NOT_THE_ISSUER",
               "only " + issuer->name + " (" + issuer->meaning.unit_id + ") issues this directive");
}

// Nothing is given to a unit that does not exist on the day of issue, nor to a group that nobody is of on that day: it
// would be nobody's. Nor does such a unit issue anything: its heir may issue what it had dated and signed, what comes
// later is the heir's own.
absl::Status RequireExisting(UnitDirectory& units, const Directive& directive) {
  std::vector<NamedBody> bodies;
  if (const NamedBody* issuer = IssuerUnit(directive)) bodies.push_back(*issuer);
  for (const std::string& name : NamesThatMustBeKnown(directive)) {
    const NamedBody* body = FindName(directive.names, name);
    if (name != directive.issuer && body != nullptr && body->meaning.known()) bodies.push_back(*body);
  }
  return units.RequireExisting(bodies, *IssueDay(directive));
}

}  // namespace

absl::StatusOr<std::string> IssueDirective(Context& context, const IssueCommand& command) {
  // Who took the draft in may say with the issue that its own unit is the issuer; nobody else may by saying so.
  std::string issuer_now;
  const auto as_asked = [&](access::Parties present) {
    issuer_now = present.issuer;
    if (!command.issuer_unit_id.empty() && present.unit == command.request.unit_id) {
      present.issuer = command.issuer_unit_id;
    }
    return present;
  };
  return ChangeDirective(
      context, command.request, "IssueDirective", command.target,
      [&](const Directive& draft, TimePoint now) -> absl::StatusOr<Changed> {
        DONDOC_ASSIGN_OR_RETURN(Changed changed,
                                ApplyCorrections(context, command.request, draft, GivenAtIssue(command, draft)));
        if (!UnresolvedNames(changed.directive).empty()) {
          // Units may have been added since the draft was read.
          DONDOC_RETURN_IF_ERROR(TryResolveNames(context.units, command.request.unit_id, changed.directive));
        }
        DONDOC_RETURN_IF_ERROR(CheckIssue(changed.directive));
        DONDOC_RETURN_IF_ERROR(CheckCaller(command.request, draft, issuer_now, changed.directive));
        DONDOC_RETURN_IF_ERROR(RequireExisting(context.units, changed.directive));
        changed.directive = Issued(std::move(changed.directive), now);
        return changed;
      },
      as_asked);
}

}  // namespace dondoc::directive::app
