#include <CLI/CLI.hpp>
#include <iostream>

#include "tools/dondoc/access_commands.h"
#include "tools/dondoc/assignment_commands.h"
#include "tools/dondoc/audit/audit_commands.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/clock_commands.h"
#include "tools/dondoc/commands.h"
#include "tools/dondoc/directive_commands.h"
#include "tools/dondoc/evaluate_commands.h"
#include "tools/dondoc/identity_commands.h"
#include "tools/dondoc/indicator_commands.h"
#include "tools/dondoc/notification_commands.h"
#include "tools/dondoc/organization_commands.h"
#include "tools/dondoc/system_commands.h"

int main(int argc, char** argv) {
  CLI::App app("Đôn Đốc: from an administrative directive to the work that it asks for", "dondoc");
  app.require_subcommand(1);
  dondoc::cli::Session session(std::cout, std::cerr);
  session.AddOptions(app);
  dondoc::cli::RegisterSystem(app, session);
  dondoc::cli::RegisterOrganization(app, session);
  dondoc::cli::RegisterAssignment(app, session);
  dondoc::cli::RegisterDirective(app, session);
  dondoc::cli::RegisterNotification(app, session);
  dondoc::cli::RegisterAudit(app, session);
  dondoc::cli::RegisterAccess(app, session);
  dondoc::cli::RegisterClock(app, session);
  dondoc::cli::RegisterIdentity(app, session);
  dondoc::cli::RegisterUsers(app, session);
  dondoc::cli::RegisterKeys(app, session);
  dondoc::cli::RegisterIndicator(app, session);
  dondoc::cli::RegisterEvaluate(app, session);
  dondoc::cli::RegisterParse(app, session.exit_code());
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // --help is no mistake; everything else that CLI11 finds is wrong usage.
    return app.exit(error) == 0 ? 0 : 2;
  }
  return session.exit_code();
}
