// The subcommands of `dondoc assignment`: list, show, accept, start, report, return, complete, refuse, counts.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

class Session;

void RegisterAssignment(CLI::App& app, Session& session);

}  // namespace dondoc::cli
