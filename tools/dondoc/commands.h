// The subcommands of `dondoc` that need no service: one function and one file (register_<name>.cc) each, one line each
// in main.cc. Those that call a service are in <service>_commands.h and take the Session (cli_support.h).
//
// A command adds itself to the application and, when it is chosen, runs and leaves its exit code (0, or 1 for an error
// that it has printed to stderr as code, reason and what it was about) in `exit_code`.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

void RegisterParse(CLI::App& app, int& exit_code);

}  // namespace dondoc::cli
