// `dondoc sign-in`, `sign-out`, `sign-in-code`, `whoami`, `password`, `sessions`, `user`, `client` and `keys`: accounts
// and sessions.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace CLI {
class App;
}

namespace dondoc::organization::v1 {
class SignInCode;
}

namespace dondoc::cli {

class Session;

// Says a sign-in code of an account, and what it is good for.
absl::Status PrintSignInCode(Session& session, const std::string& login, const organization::v1::SignInCode& code);

// sign-in, sign-out, sign-in-code, whoami, password, sessions list, sessions revoke.
void RegisterIdentity(CLI::App& app, Session& session);
// user add, list, show, disable, enable, grant, end, reset-password, sign-in-code; client add, list, revoke.
void RegisterUsers(CLI::App& app, Session& session);
// keys list, rotate, remove.
void RegisterKeys(CLI::App& app, Session& session);

}  // namespace dondoc::cli
