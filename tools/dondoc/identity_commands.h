// `dondoc sign-in`, `sign-out`, `whoami`, `password`, `sessions`, `user`, `client` and `keys`: accounts and sessions.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

class Session;

// sign-in, sign-out, whoami, password, sessions list, sessions revoke.
void RegisterIdentity(CLI::App& app, Session& session);
// user add, list, show, disable, enable, grant, end, reset-password; client add, list, revoke.
void RegisterUsers(CLI::App& app, Session& session);
// keys list, rotate, remove.
void RegisterKeys(CLI::App& app, Session& session);

}  // namespace dondoc::cli
