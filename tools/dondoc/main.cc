#include <CLI/CLI.hpp>

#include "tools/dondoc/commands.h"

int main(int argc, char** argv) {
  CLI::App app("Đôn Đốc: from an administrative directive to the work that it asks for", "dondoc");
  app.require_subcommand(1);
  int exit_code = 0;
  dondoc::cli::RegisterParse(app, exit_code);
  CLI11_PARSE(app, argc, argv);
  return exit_code;
}
