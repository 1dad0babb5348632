#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "common/status/status.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/system/running_system.h"
#include "tools/dondoc/system/up.h"
#include "tools/dondoc/system_commands.h"

namespace dondoc::cli {
namespace {

void AddUp(CLI::App& app, Session& session) {
  auto options = std::make_shared<SystemOptions>();
  CLI::App* up =
      app.add_subcommand("up", "Start PostgreSQL, Redis, the services and a mail catcher, and watch over them");
  up->add_option("--levels", options->levels, "Levels to serve: all, or some of central,province,district,commune")
      ->capture_default_str();
  up->add_flag("--development", options->development, "Let `dondoc clock` move \"now\"");
  up->callback(
      [options, &session] { session.Run([&] { return RunUp(session.options().var, *options, session.out()); }); });
}

void AddDown(CLI::App& app, Session& session) {
  auto seconds = std::make_shared<int>(300);
  CLI::App* down =
      app.add_subcommand("down", "Stop the running system in order and wait for its end; the data is kept");
  down->add_option("--wait", *seconds, "Seconds to wait for its end")
      ->check(CLI::Range(1, 86400))
      ->capture_default_str();
  down->callback([seconds, &session] {
    session.Run([&] { return RunDown(session.options().var, std::chrono::seconds(*seconds), session.out()); });
  });
}

void AddStatus(CLI::App& app, Session& session) {
  CLI::App* status = app.add_subcommand("status", "Show each part of the running system; exit code 0 where all serve");
  status->callback([&session] {
    session.Run([&]() -> absl::Status {
      DONDOC_ASSIGN_OR_RETURN(const bool all_well, RunStatus(session.options().var, session.json(), session.out()));
      if (!all_well) session.exit_code() = 1;
      return absl::OkStatus();
    });
  });
}

}  // namespace

void RegisterSystem(CLI::App& app, Session& session) {
  AddUp(app, session);
  AddDown(app, session);
  AddStatus(app, session);
}

}  // namespace dondoc::cli
