#include "tools/dondoc/identity_commands.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "common/status/status.h"
#include "dondoc/organization/v1/identity_service.grpc.pb.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/read_password.h"

namespace dondoc::cli {
namespace {

namespace org = organization::v1;
using Stub = org::IdentityService::Stub;

constexpr const char* kService = "organization";

absl::Status SignIn(Session& session, const std::string& login, const std::string& password_file,
                    const std::string& code) {
  DONDOC_ASSIGN_OR_RETURN(const std::string password, ReadPassword(password_file, "password of " + login + ": "));
  Credentials& credentials = session.credentials();
  DONDOC_ASSIGN_OR_RETURN(const SessionFile::Lock lock, credentials.file().Take());
  DONDOC_ASSIGN_OR_RETURN(v1::StoredSession stored, credentials.file().Read());
  org::SignInRequest request;
  request.set_request_id(session.RequestId());
  request.set_login(login);
  request.set_password(password);
  if (const auto known = stored.device_tokens().find(login); known != stored.device_tokens().end())
    request.set_device_token(known->second);
  if (!code.empty()) request.set_device_token(code);
  DONDOC_ASSIGN_OR_RETURN(const org::SignInResponse response, session.CallAsNobody(kService, &Stub::SignIn, request));
  stored.set_login(login);
  (*stored.mutable_device_tokens())[login] = response.device_token();
  DONDOC_RETURN_IF_ERROR(credentials.Keep(stored, response.access_token(), response.access_expires_at().seconds(),
                                          response.refresh_token()));
  session.out() << "signed in as " << response.name() << " (" << login << ")\n";
  if (response.must_change_password())
    session.out() << "Choose a password of your own before anything else: dondoc password\n";
  return absl::OkStatus();
}

absl::Status SignOut(Session& session) {
  Credentials& credentials = session.credentials();
  DONDOC_ASSIGN_OR_RETURN(const SessionFile::Lock lock, credentials.file().Take());
  DONDOC_ASSIGN_OR_RETURN(v1::StoredSession stored, credentials.file().Read());
  if (stored.refresh_token().empty()) {
    session.out() << "nobody is signed in\n";
    return absl::OkStatus();
  }
  org::SignOutRequest request;
  request.set_request_id(session.RequestId());
  request.set_refresh_token(stored.refresh_token());
  const absl::Status ended = session.CallAsNobody(kService, &Stub::SignOut, request).status();
  const auto device_tokens = stored.device_tokens();
  const std::string login = stored.login();
  v1::StoredSession empty;
  empty.set_system(stored.system());
  *empty.mutable_device_tokens() = device_tokens;
  DONDOC_RETURN_IF_ERROR(credentials.file().Write(empty));
  // Here it is over in any case; whether the service knows is said.
  DONDOC_RETURN_IF_ERROR(ended);
  session.out() << login << " is signed out\n";
  return absl::OkStatus();
}

absl::Status WhoAmI(Session& session) {
  DONDOC_ASSIGN_OR_RETURN(const org::Caller caller, session.Call(kService, &Stub::GetCaller, org::GetCallerRequest()));
  if (session.json()) return session.PrintJson(caller);
  session.out() << caller.name() << " (" << caller.subject() << ")\n";
  Table table({"UNIT", "NAME", "ROLES"});
  for (const org::UnitRoles& unit : caller.units()) {
    std::string roles;
    for (const int role : unit.roles())
      roles += (roles.empty() ? "" : " ") + common::v1::Role_Name(static_cast<common::v1::Role>(role));
    const auto found = session.FindUnit(unit.unit_id());
    table.Add({unit.unit_id(), found.ok() ? found->name() : "", roles});
  }
  return table.empty() ? absl::OkStatus() : session.Print(table);
}

absl::Status ChangePassword(Session& session, const std::string& old_file, const std::string& new_file) {
  DONDOC_ASSIGN_OR_RETURN(const std::string before, ReadPassword(old_file, "password until now: "));
  DONDOC_ASSIGN_OR_RETURN(const std::string after, ReadNewPassword(new_file, "password from now on: "));
  Credentials& credentials = session.credentials();
  org::ChangePasswordRequest request;
  request.set_request_id(session.RequestId());
  request.set_old_password(before);
  request.set_new_password(after);
  DONDOC_RETURN_IF_ERROR(credentials.Token().status());  // refreshes what has to be, before the session is named
  DONDOC_ASSIGN_OR_RETURN(v1::StoredSession stored, credentials.file().Read());
  request.set_refresh_token(stored.refresh_token());
  DONDOC_RETURN_IF_ERROR(session.Call(kService, &Stub::ChangePassword, request).status());
  // The next command gets a token that says for whom the person acts.
  DONDOC_ASSIGN_OR_RETURN(const SessionFile::Lock lock, credentials.file().Take());
  DONDOC_ASSIGN_OR_RETURN(stored, credentials.file().Read());
  stored.clear_access_token();
  DONDOC_RETURN_IF_ERROR(credentials.file().Write(stored));
  session.out() << "the password is changed; other sessions have ended\n";
  return absl::OkStatus();
}

absl::Status MakeSignInCode(Session& session) {
  org::CreateOwnSignInCodeRequest request;
  request.set_request_id(session.RequestId());
  DONDOC_ASSIGN_OR_RETURN(const org::SignInCode code, session.Call(kService, &Stub::CreateOwnSignInCode, request));
  DONDOC_ASSIGN_OR_RETURN(const v1::StoredSession stored, session.credentials().file().Read());
  return PrintSignInCode(session, stored.login(), code);
}

absl::Status ListSessions(Session& session) {
  DONDOC_ASSIGN_OR_RETURN(const org::ListSessionsResponse response,
                          session.Call(kService, &Stub::ListSessions, org::ListSessionsRequest()));
  if (session.json()) return session.PrintJson(response);
  Table table({"ID", "BEGAN", "LAST USED", "FROM"});
  for (const org::UserSession& each : response.sessions())
    table.Add({each.id(), LocalTime(each.created_at()), LocalTime(each.last_used_at()), each.address()});
  return session.Print(table);
}

absl::Status RevokeSession(Session& session, const std::string& id) {
  org::RevokeSessionRequest request;
  request.set_request_id(session.RequestId());
  request.set_session_id(id);
  return session.Call(kService, &Stub::RevokeSession, request).status();
}

}  // namespace

absl::Status PrintSignInCode(Session& session, const std::string& login, const organization::v1::SignInCode& code) {
  if (session.json()) return session.PrintJson(code);
  session.out() << code.code() << "  good once, until " << LocalTime(code.expires_at()) << ": dondoc sign-in " << login
                << " --code " << code.code() << "\n";
  return absl::OkStatus();
}

void RegisterIdentity(CLI::App& app, Session& session) {
  auto login = std::make_shared<std::string>();
  auto file = std::make_shared<std::string>();
  auto code = std::make_shared<std::string>();
  CLI::App* sign_in = app.add_subcommand("sign-in", "Sign in; the following commands are then yours");
  // One of the two: required() would call both of them REQUIRED in the help.
  sign_in->add_option("LOGIN,--user", *login, "The login, as an argument or an option");
  sign_in->add_option("--password-file", *file, "A file whose first line is the password; - for standard input");
  sign_in->add_option("--code", *code,
                      "A sign-in code: where others have failed too often in your name, and this device is new");
  sign_in->callback([&session, login, file, code] {
    if (login->empty()) throw CLI::RequiredError("LOGIN");
    session.Run([&] { return SignIn(session, *login, *file, *code); });
  });

  app.add_subcommand("sign-out", "Sign out; whoever runs the system is then its operator again")->callback([&session] {
    session.Run([&] { return SignOut(session); });
  });
  app.add_subcommand("whoami", "Say who the system takes you for, for which units and in which roles")
      ->callback([&session] { session.Run([&] { return WhoAmI(session); }); });

  auto old_file = std::make_shared<std::string>();
  auto new_file = std::make_shared<std::string>();
  CLI::App* password = app.add_subcommand("password", "Change your password; your other sessions end");
  password->add_option("--old-password-file", *old_file, "A file with the password until now");
  password->add_option("--new-password-file", *new_file, "A file with the password from now on");
  password->callback(
      [&session, old_file, new_file] { session.Run([&] { return ChangePassword(session, *old_file, *new_file); }); });

  app.add_subcommand("sign-in-code",
                     "Make a code with which you sign in once on another device, whatever others do in your name")
      ->callback([&session] { session.Run([&] { return MakeSignInCode(session); }); });

  CLI::App* sessions = app.add_subcommand("sessions", "Your sessions, on this device and on others");
  sessions->require_subcommand(1);
  sessions->add_subcommand("list", "List those that have not ended")->callback([&session] {
    session.Run([&] { return ListSessions(session); });
  });
  auto id = std::make_shared<std::string>();
  CLI::App* revoke = sessions->add_subcommand("revoke", "End one");
  revoke->add_option("SESSION", *id, "Its id")->required();
  revoke->callback([&session, id] { session.Run([&] { return RevokeSession(session, *id); }); });
}

void RegisterKeys(CLI::App& app, Session& session) {
  CLI::App* keys = app.add_subcommand("keys", "The keys that access tokens are signed with");
  keys->require_subcommand(1);
  keys->add_subcommand("list", "List them, removed ones too")->callback([&session] {
    session.Run([&]() -> absl::Status {
      DONDOC_ASSIGN_OR_RETURN(const org::ListSigningKeysResponse response,
                              session.Call(kService, &Stub::ListSigningKeys, org::ListSigningKeysRequest()));
      if (session.json()) return session.PrintJson(response);
      Table table({"ID", "MADE", "SIGNS FROM", "REMOVED"});
      for (const org::SigningKey& key : response.keys())
        table.Add({key.id(), LocalTime(key.created_at()), LocalTime(key.signs_from()),
                   key.has_removed_at() ? LocalTime(key.removed_at()) : ""});
      return session.Print(table);
    });
  });
  const auto print = [&session](const absl::StatusOr<org::SigningKey>& key) -> absl::Status {
    if (!key.ok()) return key.status();
    if (session.json()) return session.PrintJson(*key);
    session.out() << key->id() << "\n";
    return absl::OkStatus();
  };
  keys->add_subcommand("rotate", "Make the next one; it signs in some seconds")->callback([&session, print] {
    session.Run([&] {
      org::RotateSigningKeyRequest request;
      request.set_request_id(session.RequestId());
      return print(session.Call(kService, &Stub::RotateSigningKey, request));
    });
  });
  auto id = std::make_shared<std::string>();
  CLI::App* remove =
      keys->add_subcommand("remove", "Remove one at once: tokens that it signed are not believed any more");
  remove->add_option("KEY", *id, "Its id")->required();
  remove->callback([&session, id, print] {
    session.Run([&] {
      org::RemoveSigningKeyRequest request;
      request.set_request_id(session.RequestId());
      request.set_key_id(*id);
      return print(session.Call(kService, &Stub::RemoveSigningKey, request));
    });
  });
}

}  // namespace dondoc::cli
