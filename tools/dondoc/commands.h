// The subcommands of `dondoc`: one function and one file (register_<name>.cc) each, one line each in main.cc.
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
