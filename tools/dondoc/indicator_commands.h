// The subcommands of `dondoc indicator`: define, list, show, submit, values, totals, targets, target.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

class Session;

void RegisterIndicator(CLI::App& app, Session& session);

}  // namespace dondoc::cli
