#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/organization/v1/user_service.grpc.pb.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/identity_commands.h"
#include "tools/dondoc/read_password.h"
#include "tools/dondoc/succession_report.h"
#include "tools/dondoc/unit_names.h"

namespace dondoc::cli {
namespace {

namespace org = organization::v1;
using Stub = org::UserService::Stub;

constexpr const char* kService = "organization";
constexpr std::size_t kLongestKey = 4096;

// What any of the commands may be given.
struct Options {
  std::string login, name, unit, succession, role, from, to, date, membership, password_file, client, key_file;
  std::vector<std::string> roles, scopes;
};

absl::StatusOr<common::v1::Role> ReadRole(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::toupper(c); });
  common::v1::Role role = common::v1::ROLE_UNSPECIFIED;
  if (common::v1::Role_Parse(name, &role) && role != common::v1::ROLE_UNSPECIFIED) return role;
  return InvalidField("role", "BAD_ROLE", "'" + name + "' is none of officer, clerk, leader, administrator, auditor");
}

std::string RolesText(const google::protobuf::RepeatedPtrField<org::Membership>& memberships) {
  std::string text;
  for (const org::Membership& membership : memberships)
    text += (text.empty() ? "" : " ") + common::v1::Role_Name(membership.role());
  return text;
}

absl::StatusOr<org::User> FindUser(Session& session, const std::string& login) {
  org::GetUserRequest request;
  if (IsUuid(login)) {
    request.set_user_id(login);
  } else {
    request.set_login(login);
  }
  return session.Call(kService, &Stub::GetUser, request);
}

absl::Status PrintMemberships(Session& session,
                              const google::protobuf::RepeatedPtrField<org::Membership>& memberships) {
  std::set<std::string> ids;
  for (const org::Membership& membership : memberships) ids.insert(membership.unit_id());
  DONDOC_ASSIGN_OR_RETURN(auto names, UnitNames(session, ids));
  Table table({"ID", "LOGIN", "NAME", "ROLE", "UNIT", "FROM", "TO"});
  for (const org::Membership& membership : memberships) {
    table.Add({membership.id(), membership.login(), membership.user_name(), common::v1::Role_Name(membership.role()),
               names[membership.unit_id()], membership.valid_from(), membership.valid_to()});
  }
  return session.Print(table);
}

absl::Status PrintUser(Session& session, const org::User& user) {
  if (session.json()) return session.PrintJson(user);
  const std::string state = user.disabled()               ? "disabled"
                            : user.must_change_password() ? "must change the password"
                                                          : "";
  session.out() << user.id() << "  " << user.login() << "  " << user.name()
                << (state.empty() ? "" : "  (" + state + ")") << "\n";
  return user.memberships().empty() ? absl::OkStatus() : PrintMemberships(session, user.memberships());
}

// The password that somebody is given: from a file, or one that is made. A request that may be a repeated one has it
// from a file: what is made now would be said, and be nobody's.
absl::StatusOr<std::string> GivenPassword(const Session& session, const std::string& file) {
  if (!file.empty()) return ReadPassword(file, "");
  if (!session.options().request_id.empty()) {
    return InvalidField("password-file", "MISSING_PASSWORD_FILE",
                        "with --request-id the password must come from --password-file");
  }
  return MakePassword();
}

// Says one that was made, once, and only where it has become somebody's.
void SayMade(Session& session, const std::string& file, const std::string& password) {
  if (file.empty()) session.err() << "the first password, to be changed at the first sign-in: " << password << "\n";
}

absl::Status Add(Session& session, const Options& options) {
  org::CreateUserRequest request;
  request.set_request_id(session.RequestId());
  request.set_login(options.login);
  request.set_name(options.name);
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit));
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_password(), GivenPassword(session, options.password_file));
  DONDOC_ASSIGN_OR_RETURN(const org::User user, session.Call(kService, &Stub::CreateUser, request));
  SayMade(session, options.password_file, request.password());
  return PrintUser(session, user);
}

absl::Status List(Session& session, const Options& options) {
  org::ListUsersRequest request;
  if (!options.unit.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit, "unit", options.date));
  }
  request.set_date(options.date);
  request.set_page_size(1000);
  Table table({"LOGIN", "NAME", "STATE", "ROLES"});
  do {
    DONDOC_ASSIGN_OR_RETURN(const org::ListUsersResponse response, session.Call(kService, &Stub::ListUsers, request));
    if (session.json()) DONDOC_RETURN_IF_ERROR(session.PrintJson(response));
    for (const org::User& user : response.users())
      table.Add({user.login(), user.name(), user.disabled() ? "disabled" : "", RolesText(user.memberships())});
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return session.json() ? absl::OkStatus() : session.Print(table);
}

absl::Status Show(Session& session, const Options& options) {
  DONDOC_ASSIGN_OR_RETURN(const org::User user, FindUser(session, options.login));
  return PrintUser(session, user);
}

// Those of all days, past and to come.
absl::Status Roles(Session& session, const Options& options) {
  org::ListMembershipsRequest request;
  if (!options.succession.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_succession_id(), FindSuccessionId(session, options.succession));
  } else if (options.login.empty() == options.unit.empty()) {
    return InvalidField("login", "MISSING_FIELD",
                        "name an account, or a unit with --of, or a succession with --succession");
  } else if (!options.login.empty()) {
    DONDOC_ASSIGN_OR_RETURN(const org::User user, FindUser(session, options.login));
    request.set_user_id(user.id());
  } else {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit));
  }
  request.set_page_size(1000);
  org::ListMembershipsResponse all;
  do {
    DONDOC_ASSIGN_OR_RETURN(const org::ListMembershipsResponse page,
                            session.Call(kService, &Stub::ListMemberships, request));
    all.mutable_memberships()->MergeFrom(page.memberships());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return session.json() ? session.PrintJson(all) : PrintMemberships(session, all.memberships());
}

template <typename Request>
absl::Status Change(Session& session, const Options& options,
                    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, org::User*)) {
  DONDOC_ASSIGN_OR_RETURN(const org::User found, FindUser(session, options.login));
  Request request;
  request.set_request_id(session.RequestId());
  request.set_user_id(found.id());
  DONDOC_ASSIGN_OR_RETURN(const org::User user, session.Call(kService, method, request));
  return PrintUser(session, user);
}

absl::Status ResetPassword(Session& session, const Options& options) {
  DONDOC_ASSIGN_OR_RETURN(const org::User found, FindUser(session, options.login));
  org::ResetPasswordRequest request;
  request.set_request_id(session.RequestId());
  request.set_user_id(found.id());
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_password(), GivenPassword(session, options.password_file));
  DONDOC_ASSIGN_OR_RETURN(const org::User user, session.Call(kService, &Stub::ResetPassword, request));
  SayMade(session, options.password_file, request.password());
  return PrintUser(session, user);
}

absl::Status MakeSignInCode(Session& session, const Options& options) {
  DONDOC_ASSIGN_OR_RETURN(const org::User found, FindUser(session, options.login));
  org::CreateSignInCodeRequest request;
  request.set_request_id(session.RequestId());
  request.set_user_id(found.id());
  DONDOC_ASSIGN_OR_RETURN(const org::SignInCode code, session.Call(kService, &Stub::CreateSignInCode, request));
  return PrintSignInCode(session, found.login(), code);
}

absl::Status PrintMembership(Session& session, const org::Membership& membership) {
  if (session.json()) return session.PrintJson(membership);
  google::protobuf::RepeatedPtrField<org::Membership> one;
  *one.Add() = membership;
  return PrintMemberships(session, one);
}

absl::Status Grant(Session& session, const Options& options) {
  DONDOC_ASSIGN_OR_RETURN(const org::User found, FindUser(session, options.login));
  org::GrantMembershipRequest request;
  request.set_request_id(session.RequestId());
  request.set_user_id(found.id());
  DONDOC_ASSIGN_OR_RETURN(const common::v1::Role role, ReadRole(options.role));
  request.set_role(role);
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit, "unit", options.from));
  request.set_valid_from(options.from);
  request.set_valid_to(options.to);
  DONDOC_ASSIGN_OR_RETURN(const org::Membership membership, session.Call(kService, &Stub::GrantMembership, request));
  return PrintMembership(session, membership);
}

absl::Status End(Session& session, const Options& options) {
  org::EndMembershipRequest request;
  request.set_request_id(session.RequestId());
  request.set_membership_id(options.membership);
  request.set_valid_to(options.to);
  DONDOC_ASSIGN_OR_RETURN(const org::Membership membership, session.Call(kService, &Stub::EndMembership, request));
  return PrintMembership(session, membership);
}

absl::Status PrintClient(Session& session, const org::ApiClient& client) {
  if (session.json()) return session.PrintJson(client);
  session.out() << client.id() << "  " << client.name() << (client.revoked() ? "  (revoked)" : "") << "\n";
  return absl::OkStatus();
}

absl::Status AddClient(Session& session, const Options& options) {
  org::CreateApiClientRequest request;
  request.set_request_id(session.RequestId());
  org::ApiClient& client = *request.mutable_client();
  client.set_id(options.client);
  client.set_name(options.name);
  DONDOC_ASSIGN_OR_RETURN(*client.mutable_unit_id(), session.FindUnitId(options.unit));
  for (const std::string& name : options.roles) {
    DONDOC_ASSIGN_OR_RETURN(const common::v1::Role role, ReadRole(name));
    client.add_roles(role);
  }
  for (const std::string& scope : options.scopes) client.add_scopes(scope);
  DONDOC_ASSIGN_OR_RETURN(*client.mutable_public_key(), ReadFile(options.key_file, kLongestKey));
  DONDOC_ASSIGN_OR_RETURN(const org::ApiClient made, session.Call(kService, &Stub::CreateApiClient, request));
  return PrintClient(session, made);
}

absl::Status ListClients(Session& session, const Options& options) {
  org::ListApiClientsRequest request;
  if (!options.unit.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit));
  }
  request.set_page_size(1000);
  DONDOC_ASSIGN_OR_RETURN(const org::ListApiClientsResponse response,
                          session.Call(kService, &Stub::ListApiClients, request));
  if (session.json()) return session.PrintJson(response);
  Table table({"ID", "NAME", "STATE", "SCOPES"});
  for (const org::ApiClient& client : response.clients()) {
    std::string scopes;
    for (const std::string& scope : client.scopes()) scopes += (scopes.empty() ? "" : " ") + scope;
    table.Add({client.id(), client.name(), client.revoked() ? "revoked" : "", scopes});
  }
  return session.Print(table);
}

absl::Status RevokeClient(Session& session, const Options& options) {
  org::RevokeApiClientRequest request;
  request.set_request_id(session.RequestId());
  request.set_client_id(options.client);
  DONDOC_ASSIGN_OR_RETURN(const org::ApiClient client, session.Call(kService, &Stub::RevokeApiClient, request));
  return PrintClient(session, client);
}

using Body = std::function<absl::Status(Session&, const Options&)>;

// A subcommand with options of its own, kept until it runs.
std::pair<CLI::App*, std::shared_ptr<Options>> Command(CLI::App& parent, Session& session, const char* name,
                                                       const char* help, Body body) {
  auto options = std::make_shared<Options>();
  CLI::App* command = parent.add_subcommand(name, help);
  command->callback([&session, options, body] { session.Run([&] { return body(session, *options); }); });
  return {command, options};
}

void RegisterAccounts(CLI::App& user, Session& session) {
  auto [add, a] = Command(user, session, "add", "Make an account; it acts for nobody until it is granted a role", Add);
  add->add_option("LOGIN", a->login, "What the person signs in with: letters a-z, digits and . _ -")->required();
  add->add_option("--name", a->name, "The person's name")->required();
  add->add_option("--unit", a->unit, "The unit that keeps the account")->required();
  add->add_option("--password-file", a->password_file,
                  "A file with the first password (default: one is made and said)");
  auto [roles, of] =
      Command(user, session, "roles", "The roles of an account or of a unit on all days, past and to come", Roles);
  roles->add_option("LOGIN", of->login, "The account");
  roles->add_option("--of", of->unit, "A unit: an id, a territory's code or a name");
  roles
      ->add_option("--succession", of->succession,
                   "A succession, by its id or its decision: the roles that it takes from people, as nobody takes over "
                   "from their units")
      ->excludes("LOGIN", "--of");
  auto [list, l] = Command(user, session, "list", "List the accounts of a unit; without one, all (the operator)", List);
  list->add_option("UNIT,--of", l->unit, "The unit, as an argument or an option");
  list->add_option(
      "--date", l->date,
      "The day on which they act for it, and whose code or name it is given by, YYYY-MM-DD (default: today)");
  auto [show, s] = Command(user, session, "show", "Show an account and for whom it acts today", Show);
  show->add_option("LOGIN", s->login, "Its login or id")->required();
  auto [disable, d] = Command(user, session, "disable", "Nobody signs in with it; its sessions end",
                              [](Session& in, const Options& o) { return Change(in, o, &Stub::DisableUser); });
  disable->add_option("LOGIN", d->login, "Its login or id")->required();
  auto [enable, e] = Command(user, session, "enable", "The contrary",
                             [](Session& in, const Options& o) { return Change(in, o, &Stub::EnableUser); });
  enable->add_option("LOGIN", e->login, "Its login or id")->required();
  auto [reset, r] =
      Command(user, session, "reset-password", "Give it another password; its sessions end", ResetPassword);
  reset->add_option("LOGIN", r->login, "Its login or id")->required();
  reset->add_option("--password-file", r->password_file, "A file with the password (default: one is made and said)");
  auto [code, c] =
      Command(user, session, "sign-in-code",
              "Make a code with which its owner signs in once on a new device, whatever strangers do", MakeSignInCode);
  code->add_option("LOGIN", c->login, "Its login or id")->required();
}

void RegisterMemberships(CLI::App& user, Session& session) {
  auto [grant, g] = Command(user, session, "grant", "Let an account act for a unit in a role", Grant);
  grant->add_option("LOGIN", g->login, "Its login or id")->required();
  grant->add_option("ROLE", g->role, "officer, clerk, leader, administrator or auditor")->required();
  grant->add_option("--unit", g->unit, "The unit")->required();
  grant->add_option("--from", g->from, "First day, YYYY-MM-DD (default: today)");
  grant->add_option("--to", g->to, "The day after the last (default: none)");
  auto [end, e] = Command(user, session, "end", "End a membership", End);
  end->add_option("MEMBERSHIP", e->membership, "Its id (user roles)")->required();
  end->add_option("--on", e->to,
                  "The first day without it, YYYY-MM-DD (default: today); on its own first day it never was");
}

void RegisterClients(CLI::App& client, Session& session) {
  auto [add, a] =
      Command(client, session, "add", "Connect another system, which proves itself with a key of its own", AddClient);
  add->add_option("ID", a->client, "What it calls itself")->required();
  add->add_option("--name", a->name, "What it is")->required();
  add->add_option("--unit", a->unit, "The unit that it acts for")->required();
  add->add_option("--role", a->roles, "A role that it acts in; several may be given")->required();
  add->add_option("--scope", a->scopes, "What it may do: assignments.read; several may be given")->required();
  add->add_option("--key", a->key_file, "Its public key: openssl pkey -in key.pem -pubout")->required();
  auto [list, l] =
      Command(client, session, "list", "List the systems that act for a unit; without one, all", ListClients);
  list->add_option("UNIT", l->unit, "The unit");
  auto [revoke, r] = Command(client, session, "revoke", "It gets no more tokens", RevokeClient);
  revoke->add_option("ID", r->client, "Its id")->required();
}

}  // namespace

void RegisterUsers(CLI::App& app, Session& session) {
  CLI::App* user = app.add_subcommand("user", "Accounts of people, and for whom they act");
  user->require_subcommand(1);
  RegisterAccounts(*user, session);
  RegisterMemberships(*user, session);
  CLI::App* client = app.add_subcommand("client", "Other systems that act for a unit");
  client->require_subcommand(1);
  RegisterClients(*client, session);
}

}  // namespace dondoc::cli
