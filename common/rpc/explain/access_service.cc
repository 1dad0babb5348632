#include "common/rpc/explain/access_service.h"

#include <google/protobuf/descriptor.h>

#include <utility>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/common/v1/access.pb.h"

namespace dondoc::rpc {
namespace {

using common::v1::AccessExplanation;
using common::v1::ExplainAccessRequest;
using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;

const MethodDescriptor* FindMethod(const FileDescriptor& file, const std::string& name) {
  for (int s = 0; s < file.service_count(); ++s) {
    if (const MethodDescriptor* method = file.service(s)->FindMethodByName(name)) return method;
  }
  return nullptr;
}

absl::StatusOr<access::Caller> CallerOf(const ExplainAccessRequest& request) {
  access::Caller caller{.subject = "user:asked"};
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

}  // namespace

absl::StatusOr<AccessExplanation> AccessServiceImpl::Explain(const ExplainAccessRequest& request) const {
  const MethodDescriptor* method = FindMethod(file_, request.rpc());
  if (method == nullptr) return NotFound("RPC_NOT_FOUND", "this service has no RPC '" + request.rpc() + "'");
  DONDOC_ASSIGN_OR_RETURN(access::Caller caller, CallerOf(request));
  DONDOC_RETURN_IF_ERROR(MarkEnded(environment_, caller));
  std::vector<std::string> unit_ids;
  for (const access::Membership& membership : caller.memberships) unit_ids.push_back(membership.unit_id);
  access::Parties parties;
  if (!request.object().empty()) {
    DONDOC_ASSIGN_OR_RETURN(parties, find_parties_(request.object(), unit_ids));
  }
  const MethodRules& rules = RulesOf(*method->input_type());
  const access::Decision decision = access::Decide(rules.rule, caller, parties, environment_.within);
  AccessExplanation explanation;
  explanation.set_rpc(method->name());
  explanation.set_allowed(decision.allowed);
  explanation.set_why(decision.why);
  explanation.set_hidden(!decision.allowed && rules.visible != nullptr && access::Admit(rules.rule, caller).allowed &&
                         !access::Decide(*rules.visible, caller, parties, environment_.within).allowed);
  *explanation.mutable_rule() = method->options().GetExtension(common::v1::access);
  AddParties(explanation, parties);
  for (const access::Membership& membership : caller.memberships) {
    AddStanding(explanation, membership, access::RelationsOf(membership.unit_id, parties, environment_.within));
  }
  return explanation;
}

grpc::Status AccessServiceImpl::ExplainAccess(grpc::ServerContext* context, const ExplainAccessRequest* request,
                                              AccessExplanation* response) {
  return Unary(environment_, *context, *request, *response, [&](const Call&) { return Explain(*request); });
}

}  // namespace dondoc::rpc
