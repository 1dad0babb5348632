#include "tools/dondoc/access_commands.h"

#include <CLI/CLI.hpp>
#include <cctype>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/common/v1/access_service.grpc.pb.h"
#include "dondoc/organization/v1/user_service.grpc.pb.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/find_assignment.h"
#include "tools/dondoc/system_paths.h"

namespace dondoc::cli {
namespace {

using common::v1::AccessExplanation;
using common::v1::ExplainAccessRequest;
using common::v1::Role;
using Stub = common::v1::AccessService::Stub;
using UserStub = organization::v1::UserService::Stub;

constexpr char kOrganization[] = "organization";

struct Question {
  std::string who;
  std::string rpc;
  std::string object;
};

std::vector<std::string> Split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

void AddMembership(const std::string& unit_id, Role role, ExplainAccessRequest& request) {
  common::v1::UnitRoles* unit = nullptr;
  for (common::v1::UnitRoles& known : *request.mutable_memberships()) {
    if (known.unit_id() == unit_id) unit = &known;
  }
  if (unit == nullptr) {
    unit = request.add_memberships();
    unit->set_unit_id(unit_id);
  }
  unit->add_roles(role);
}

// What an account is today, and where. Whoever has yet to choose a password is nothing anywhere.
std::string Read(const organization::v1::User& user, ExplainAccessRequest& request) {
  request.set_signed_out(user.disabled());
  if (user.disabled()) return "The account is disabled: nobody signs in to it.";
  if (user.must_change_password()) return "The account's owner has yet to choose a password.";
  for (const auto& membership : user.memberships()) AddMembership(membership.unit_id(), membership.role(), request);
  return "";
}

// The same of a system.
std::string Read(const organization::v1::ApiClient& client, ExplainAccessRequest& request) {
  request.set_system(true);
  request.set_signed_out(client.revoked());
  if (client.revoked()) return "The system was revoked: it gets no more tokens.";
  *request.mutable_scopes() = client.scopes();
  for (const int role : client.roles()) AddMembership(client.unit_id(), static_cast<Role>(role), request);
  return "";
}

absl::StatusOr<std::optional<organization::v1::ApiClient>> FindSystem(Session& session, const std::string& id) {
  organization::v1::ListApiClientsRequest request;
  request.set_page_size(1000);
  do {
    DONDOC_ASSIGN_OR_RETURN(const auto page, session.Call(kOrganization, &UserStub::ListApiClients, request));
    for (const auto& client : page.clients()) {
      if (client.id() == id) return std::optional(client);
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return std::optional<organization::v1::ApiClient>();
}

// Fills in what the account with this login, or else the system with this id, is; returns what else is to be said of
// it.
absl::StatusOr<std::string> ReadName(Session& session, const std::string& name, ExplainAccessRequest& request) {
  organization::v1::GetUserRequest get;
  get.set_login(name);
  const absl::StatusOr<organization::v1::User> user = session.Call(kOrganization, &UserStub::GetUser, get);
  if (user.ok()) return Read(*user, request);
  if (!absl::IsNotFound(user.status())) return user.status();
  DONDOC_ASSIGN_OR_RETURN(const auto system, FindSystem(session, name));
  if (system) return Read(*system, request);
  return Error(absl::StatusCode::kNotFound, "USER_NOT_FOUND",
               "there is no account with the login '" + name + "', and no system with this id", {{"field", "WHO"}});
}

std::string InCapitals(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

// "LEADER,OFFICER@981+CLERK@98101": what somebody is where. Without @ it is a login, or the id of a system.
absl::StatusOr<std::string> ReadWho(Session& session, const std::string& who, ExplainAccessRequest& request) {
  if (who.find('@') == std::string::npos) return ReadName(session, who, request);
  for (const std::string& part : Split(who, '+')) {
    const std::size_t at = part.find('@');
    if (at == std::string::npos) {
      return InvalidField("WHO", "BAD_ROLE", "'" + part + "' is not written as ROLE@UNIT, like LEADER@981");
    }
    DONDOC_ASSIGN_OR_RETURN(const std::string unit_id, session.FindUnitId(part.substr(at + 1), "WHO"));
    for (const std::string& name : Split(part.substr(0, at), ',')) {
      Role role = common::v1::ROLE_UNSPECIFIED;
      if (!common::v1::Role_Parse(InCapitals(name), &role) || role == common::v1::ROLE_UNSPECIFIED) {
        return InvalidField("WHO", "BAD_ROLE",
                            "there is no role '" + name + "': OFFICER, CLERK, LEADER, ADMINISTRATOR, AUDITOR");
      }
      AddMembership(unit_id, role, request);
    }
  }
  return "";
}

// What the argument names in the eyes of a service, where its own words (an id, a login, the number of a directive) do
// not: an assignment by how its id begins; a unit by its code or name.
absl::StatusOr<std::string> ObjectId(Session& session, std::string_view service, const std::string& object) {
  absl::StatusOr<std::string> unit = session.FindUnitId(object, "OBJECT");
  if (unit.ok() || !absl::IsNotFound(unit.status())) return unit;
  if (service == "directive") return object;
  if (service == "assignment" || service == "notification") return FindAssignmentId(session, object);
  return unit;
}

absl::StatusOr<AccessExplanation> Ask(Session& session, const Question& question, ExplainAccessRequest& request) {
  for (const std::string_view service : kServices) {
    // First whether it is this one's at all: an object is looked for in the words of the service.
    request.clear_object();
    auto explained = session.CallWhereItIs(service, &Stub::ExplainAccess, request);
    if (Reason(explained.status()) == "RPC_NOT_FOUND") continue;
    DONDOC_RETURN_IF_ERROR(explained.status());
    if (question.object.empty()) return explained;
    request.set_object(question.object);
    // A short number may be a directive's as well as a territory's, and is most often the latter.
    const bool own_word = service != "directive" || question.object.find('/') != std::string::npos;
    if (own_word || IsUuid(question.object)) {
      explained = session.CallWhereItIs(service, &Stub::ExplainAccess, request);
      if (IsUuid(question.object) || !absl::IsNotFound(explained.status())) return explained;
    }
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_object(), ObjectId(session, service, question.object));
    return session.CallWhereItIs(service, &Stub::ExplainAccess, request);
  }
  return NotFound("RPC_NOT_FOUND",
                  "no service has an RPC '" + request.rpc() + "'; docs/reference/access.md lists them");
}

template <typename Names>
std::string Join(const Names& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

template <typename Values>
std::vector<std::string> RoleNames(const Values& roles) {
  std::vector<std::string> names;
  for (const int role : roles) names.push_back(common::v1::Role_Name(role));
  return names;
}

template <typename Values>
std::vector<std::string> RelationNames(const Values& relations) {
  std::vector<std::string> names;
  for (const int relation : relations) names.push_back(common::v1::Relation_Name(relation));
  return names;
}

void Print(Session& session, const AccessExplanation& explanation) {
  std::ostream& out = session.out();
  out << explanation.rpc() << ": " << (explanation.allowed() ? "allowed" : "denied")
      << (explanation.depends_on_object() ? ", for some objects" : "") << "\n  " << explanation.why() << "\n";
  if (explanation.hidden()) out << "  The object would be NOT_FOUND: not even that it is there may be known.\n";
  out << "rule\n  for " << common::v1::Audience_Name(explanation.rule().audience());
  if (!explanation.rule().scope().empty()) out << ", systems with " << explanation.rule().scope();
  out << "\n";
  for (const common::v1::Grant& grant : explanation.rule().grants()) {
    out << "  " << Join(RoleNames(grant.roles())) << " of a unit that is " << Join(RelationNames(grant.relations()))
        << "\n";
  }
  if (explanation.parties_size() > 0) out << "the object's units\n";
  for (const common::v1::ObjectParty& party : explanation.parties()) {
    out << "  " << common::v1::Relation_Name(party.relation()) << " " << party.unit_id() << "\n";
  }
  out << "the caller\n";
  for (const common::v1::Standing& standing : explanation.standings()) {
    const std::string relations = Join(RelationNames(standing.relations()));
    out << "  " << Join(RoleNames(standing.roles())) << " of " << standing.unit_id();
    if (explanation.parties_size() > 0)
      out << ", which is " << (relations.empty() ? "nothing to the object" : relations);
    out << "\n";
  }
}

}  // namespace

void RegisterAccess(CLI::App& app, Session& session) {
  CLI::App* access = app.add_subcommand("access", "Who may do what");
  access->require_subcommand(1);
  auto question = std::make_shared<Question>();
  CLI::App* explain = access->add_subcommand("explain", "Say why somebody may call an RPC on an object, or not");
  explain
      ->add_option("WHO", question->who,
                   "A login, the id of a system, or roles and units: LEADER@981, OFFICER,CLERK@98101+LEADER@981")
      ->required();
  explain->add_option("RPC", question->rpc, "The RPC: CompleteAssignment, or AssignmentService.CompleteAssignment")
      ->required();
  explain->add_option("OBJECT", question->object,
                      "An assignment by id or how that begins, a directive by id or number, an account by id or login, "
                      "a unit by id, code "
                      "or name; anything else by its id");
  explain->callback([&session, question] {
    session.Run([&]() -> absl::Status {
      ExplainAccessRequest request;
      // "AssignmentService.GetCounts" and "dondoc.assignment.v1.AssignmentService/GetCounts" are understood, too.
      request.set_rpc(question->rpc.substr(question->rpc.find_last_of("./") + 1));
      DONDOC_ASSIGN_OR_RETURN(const std::string said, ReadWho(session, question->who, request));
      DONDOC_ASSIGN_OR_RETURN(AccessExplanation explanation, Ask(session, *question, request));
      if (!said.empty()) explanation.set_why(said + " " + explanation.why());
      if (session.json()) return session.PrintJson(explanation);
      Print(session, explanation);
      return absl::OkStatus();
    });
  });
}

}  // namespace dondoc::cli
