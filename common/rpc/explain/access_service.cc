#include "common/rpc/explain/access_service.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/common/v1/access.pb.h"
#include "dondoc/common/v1/audit_service.pb.h"
#include "dondoc/common/v1/clock_service.pb.h"

namespace dondoc::rpc {
namespace {

using common::v1::AccessExplanation;
using common::v1::ExplainAccessRequest;
using google::protobuf::MethodDescriptor;

constexpr char kNotPermitted[] = "NOT_PERMITTED";

// A record of the audit is its unit's.
absl::Status AskAboutUnit(const AccessQuestion& question, const access::Permit& permit) {
  if (question.object.empty()) return absl::OkStatus();
  if (!IsUuid(question.object)) return NotFound("UNIT_NOT_FOUND", "'" + question.object + "' is no unit's id");
  return permit({.unit = question.object});
}

absl::StatusOr<access::Caller> CallerOf(const ExplainAccessRequest& request) {
  access::Caller caller{.subject = request.signed_out() ? ""
                                   : request.system()   ? "client:asked"
                                                        : "user:asked",
                        .scopes = {request.scopes().begin(), request.scopes().end()},
                        .client = request.system()};
  for (const common::v1::UnitRoles& said : request.memberships()) {
    if (!IsUuid(said.unit_id())) return InvalidField("memberships.unit_id", "BAD_ID", "not the id of a unit");
    access::Membership& membership = caller.memberships.emplace_back();
    membership.unit_id = said.unit_id();
    for (const int role : said.roles()) {
      if (role == common::v1::ROLE_UNSPECIFIED || !common::v1::Role_IsValid(role))
        return InvalidField("memberships.roles", "BAD_ROLE", "there is no such role");
      membership.roles.Add(static_cast<access::Role>(role));
    }
  }
  if (caller.memberships.size() == 1) caller.unit_id = caller.memberships.front().unit_id;
  return caller;
}

void AddParty(AccessExplanation& explanation, common::v1::Relation relation, const std::string& unit_id) {
  if (unit_id.empty()) return;
  for (const common::v1::ObjectParty& said : explanation.parties()) {
    if (said.relation() == relation && said.unit_id() == unit_id) return;
  }
  common::v1::ObjectParty& party = *explanation.add_parties();
  party.set_relation(relation);
  party.set_unit_id(unit_id);
}

void AddParties(AccessExplanation& explanation, const access::Parties& parties) {
  AddParty(explanation, common::v1::OWN, parties.unit);
  AddParty(explanation, common::v1::ISSUER, parties.issuer);
  for (const std::string& unit : parties.leads) AddParty(explanation, common::v1::LEAD, unit);
  for (const std::string& unit : parties.coordinators) AddParty(explanation, common::v1::COORDINATOR, unit);
  for (const std::string& unit : parties.recipients) AddParty(explanation, common::v1::RECIPIENT, unit);
}

void AddStanding(AccessExplanation& explanation, const access::Membership& membership, access::Relations relations) {
  common::v1::Standing& standing = *explanation.add_standings();
  standing.set_unit_id(membership.unit_id);
  for (const access::Role role : access::kAllRoles) {
    if (membership.roles.Has(role)) standing.add_roles(static_cast<common::v1::Role>(role));
  }
  for (const access::Relation relation : access::kAllRelations) {
    if (relation != access::Relation::kAny && relations.Has(relation))
      standing.add_relations(static_cast<common::v1::Relation>(relation));
  }
}

// What an operation asks for somebody who does not call: the same decision, and what it was about is kept.
class Trial {
 public:
  Trial(const MethodRules& rules, const access::Caller& caller, const access::Within& within)
      : rules_(rules), caller_(caller), within_(within) {}

  absl::Status Permit(const access::Parties& parties) {
    asked_.push_back(parties);
    decision_ = access::Decide(rules_.rule, caller_, parties, within_);
    return decision_.allowed ? absl::OkStatus()
                             : Error(absl::StatusCode::kPermissionDenied, kNotPermitted, decision_.why);
  }

  const std::vector<access::Parties>& asked() const { return asked_; }
  // Whether the object is the unit that was asked about itself.
  bool IsAbout(const std::string& object) const {
    return std::any_of(asked_.begin(), asked_.end(),
                       [&](const access::Parties& parties) { return parties.unit == object; });
  }
  const std::string& why() const { return decision_.why; }

  // Whether who is not permitted may not even know that the object is there.
  bool Hides() const {
    return rules_.visible != nullptr && access::Admit(rules_.rule, caller_).allowed &&
           std::none_of(asked_.begin(), asked_.end(), [&](const access::Parties& parties) {
             return access::Decide(*rules_.visible, caller_, parties, within_).allowed;
           });
  }

  access::Relations RelationsOf(const std::string& unit_id) const {
    access::Relations all;
    for (const access::Parties& parties : asked_) all = all | access::RelationsOf(unit_id, parties, within_);
    return all;
  }

 private:
  const MethodRules& rules_;
  const access::Caller& caller_;
  const access::Within& within_;
  std::vector<access::Parties> asked_;
  access::Decision decision_;
};

// What can be said without an object: whether there are objects for which it would be allowed. A list is answered with
// those.
void SayWithoutObject(const access::Rule& rule, const access::Caller& caller, AccessExplanation& explanation) {
  const access::Admission admission = access::Admit(rule, caller);
  explanation.set_allowed(admission.allowed);
  explanation.set_depends_on_object(admission.allowed);
  explanation.set_why(admission.allowed ? "where the object stands so to the caller's unit: " + rule.method +
                                              " is for " + access::DescribeGrants(rule)
                                        : admission.why);
}

}  // namespace

AccessServiceImpl::AccessServiceImpl(const Environment& environment, std::vector<Explained> contracts)
    : environment_(environment), contracts_(std::move(contracts)) {
  contracts_.push_back({common::v1::ListAuditRecordsRequest::descriptor()->file(), AskAboutUnit});
  contracts_.push_back({common::v1::GetClockRequest::descriptor()->file()});
  contracts_.push_back({ExplainAccessRequest::descriptor()->file()});
}

absl::Status AccessServiceImpl::RequireUnit(const std::string& unit_id) const {
  if (!environment_.unit_name) return absl::OkStatus();
  DONDOC_ASSIGN_OR_RETURN(const std::string name, environment_.unit_name(unit_id));
  return name.empty() ? NotFound("UNIT_NOT_FOUND", "there is no unit " + unit_id) : absl::OkStatus();
}

absl::StatusOr<AccessExplanation> AccessServiceImpl::Explain(const ExplainAccessRequest& request) const {
  const MethodDescriptor* method = nullptr;
  const AskAbout* ask = nullptr;
  for (const Explained& contract : contracts_) {
    for (int s = 0; s < contract.file->service_count() && method == nullptr; ++s) {
      method = contract.file->service(s)->FindMethodByName(request.rpc());
      ask = &contract.ask;
    }
  }
  if (method == nullptr) return NotFound("RPC_NOT_FOUND", "this process has no RPC '" + request.rpc() + "'");
  DONDOC_ASSIGN_OR_RETURN(access::Caller caller, CallerOf(request));
  DONDOC_RETURN_IF_ERROR(MarkEnded(environment_, caller));
  NameUnits(environment_, caller);
  const MethodRules& rules = RulesOf(*method->input_type());
  AccessQuestion question{.rpc = request.rpc(), .object = request.object(), .unit_ids = {}};
  for (const access::Membership& membership : caller.memberships) question.unit_ids.push_back(membership.unit_id);
  AccessExplanation explanation;
  explanation.set_rpc(method->name());
  *explanation.mutable_rule() = method->options().GetExtension(common::v1::access);
  Trial trial(rules, caller, environment_.within);
  if (!rules.rule.relational()) {
    const access::Decision decision = access::Decide(rules.rule, caller, {}, environment_.within);
    explanation.set_allowed(decision.allowed);
    explanation.set_why(decision.why);
  } else {
    const access::Permit permit = [&](const access::Parties& parties) { return trial.Permit(parties); };
    const absl::Status answer = *ask ? (*ask)(question, permit) : absl::OkStatus();
    if (!answer.ok() && Reason(answer) != kNotPermitted) return answer;
    if (!request.object().empty() && trial.IsAbout(request.object()))
      DONDOC_RETURN_IF_ERROR(RequireUnit(request.object()));
    if (trial.asked().empty()) {
      SayWithoutObject(rules.rule, caller, explanation);
    } else {
      explanation.set_allowed(answer.ok());
      explanation.set_hidden(!answer.ok() && trial.Hides());
      explanation.set_why(trial.why());
    }
  }
  for (const access::Parties& parties : trial.asked()) AddParties(explanation, parties);
  for (const access::Membership& membership : caller.memberships)
    AddStanding(explanation, membership, trial.RelationsOf(membership.unit_id));
  return explanation;
}

grpc::Status AccessServiceImpl::ExplainAccess(grpc::ServerContext* context, const ExplainAccessRequest* request,
                                              AccessExplanation* response) {
  return Unary(environment_, *context, *request, *response, [&](const Call&) { return Explain(*request); });
}

}  // namespace dondoc::rpc
