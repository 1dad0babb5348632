#include "tests/access/matrix.h"

#include <google/protobuf/descriptor.h>

#include <iterator>

#include "common/status/status_matchers.h"

namespace dondoc::access_test {

std::vector<Position> PositionsFor(const Country& country, About about) {
  if (about == About::kCountry) {
    return {{"own", country.government, {"OWN"}}, {"below", country.above_issuer, {}}, {"far below", country.own, {}}};
  }
  std::vector<Position> positions = {{"own", country.own, {"OWN"}},
                                     {"above", country.above, {"ABOVE"}},
                                     {"top", country.government, {"ABOVE"}},
                                     {"sibling", country.sibling, {}},
                                     {"below", country.below, {}},
                                     {"issuer", country.issuer, {}},
                                     {"above issuer", country.above_issuer, {}},
                                     {"lead", country.lead, {}},
                                     {"coordinator", country.coordinator, {}},
                                     {"member of a group that helps", country.helper, {}},
                                     {"recipient", country.recipient, {}},
                                     {"stranger", country.stranger, {}}};
  for (Position& position : positions) {
    if (about == About::kNothing) position.relations = {"OWN"};
    if (about == About::kDirective) {
      const std::set<std::string> doing = {country.own, country.lead, country.coordinator, country.helper};
      position.relations.clear();
      if (doing.contains(position.unit_id)) position.relations = {"RECIPIENT"};
      if (position.name == "top") position.relations = {"ABOVE_ISSUER"};
    }
    if (about == About::kUnit || about == About::kNothing) continue;
    if (position.name == "issuer") position.relations = {"ISSUER"};
    if (position.name == "above issuer") position.relations = {"ABOVE_ISSUER"};
    if (position.name == "top" && about != About::kDirective) position.relations = {"ABOVE", "ABOVE_ISSUER"};
    if (about == About::kGiven && position.name == "lead") position.relations = {"LEAD"};
    if (about == About::kGiven && (position.unit_id == country.coordinator || position.unit_id == country.helper))
      position.relations = {"COORDINATOR"};
    if (about == About::kIssued && position.name == "recipient") position.relations = {"RECIPIENT"};
  }
  return positions;
}

std::vector<Subject> AllSubjects() {
  std::vector<Subject> all;
  for (std::vector<Subject> (*some)() :
       {AssignmentSubjects, DirectiveSubjects, IndicatorSubjects, NotificationSubjects, OrganizationSubjects,
        GroupSubjects, IdentitySubjects, CallerSubjects, SuccessionSubjects, TransferSubjects, TreeSubjects,
        ClockSubjects, AuditSubjects, AccessSubjects}) {
    std::vector<Subject> subjects = some();
    all.insert(all.end(), std::make_move_iterator(subjects.begin()), std::make_move_iterator(subjects.end()));
  }
  return all;
}

absl::StatusCode Expected(const Table& table, const Subject& subject, const std::string& role,
                          const std::set<std::string>& relations) {
  const TableRow& row = table.at(subject.rpc);
  if (row.audience == "ANYONE" || row.audience == "SIGNED_IN") return absl::StatusCode::kOk;
  if (row.audience != "MEMBER") return absl::StatusCode::kPermissionDenied;
  if (!row.HasGrants() || row.Allows(role, relations)) return absl::StatusCode::kOk;
  if (!row.Names(role)) return absl::StatusCode::kPermissionDenied;
  if (subject.is_list) return absl::StatusCode::kNotFound;
  const bool hidden = !row.hidden_unless.empty() && !table.at(row.hidden_unless).Allows(role, relations);
  return hidden ? absl::StatusCode::kNotFound : absl::StatusCode::kPermissionDenied;
}

bool IsWrite(const std::string& rpc) {
  for (const char* package : {"assignment", "common", "directive", "indicator", "notification", "organization"}) {
    const auto* request = google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
        std::string("dondoc.") + package + ".v1." + rpc + "Request");
    if (request != nullptr) return request->FindFieldByName("request_id") != nullptr;
  }
  ADD_FAILURE() << rpc << " has no request";
  return false;
}

common::v1::AccessExplanation Explain(Country& country, const std::string& rpc, const std::string& object,
                                      const Position& position, access::Role role) {
  common::v1::ExplainAccessRequest request;
  request.set_rpc(rpc);
  request.set_object(object);
  common::v1::UnitRoles& membership = *request.add_memberships();
  membership.set_unit_id(position.unit_id);
  membership.add_roles(static_cast<common::v1::Role>(role));
  auto said = country.Explain(request);
  EXPECT_OK(said) << rpc << " on '" << object << "'";
  return said.value_or(common::v1::AccessExplanation());
}

absl::Status MatrixTest::Answer(const Subject& subject, const access::Caller& caller, absl::StatusCode expected,
                                const std::string& who) {
  country().caller = caller;
  absl::Status status = subject.call(country());
  country().believed_ended.clear();
  ++cells_;
  EXPECT_EQ(absl::StatusCodeToString(status.code()), absl::StatusCodeToString(expected))
      << subject.rpc << " by " << who << ": " << status.message();
  if (status.ok()) subject.prepare(country());
  return status;
}

Country& MatrixTest::country() {
  static Country& one = *new Country();
  return one;
}

}  // namespace dondoc::access_test
