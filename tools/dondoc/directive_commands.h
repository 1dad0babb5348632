// The subcommands `dondoc ingest` and `dondoc directive`: list, search, show, correct, undo, resolve, corrections,
// issue, file.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

class Session;

void RegisterDirective(CLI::App& app, Session& session);

}  // namespace dondoc::cli
