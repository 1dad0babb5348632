// The subcommands about the system as a whole: up, down, status.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

class Session;

void RegisterSystem(CLI::App& app, Session& session);

}  // namespace dondoc::cli
