// `dondoc assignment conflicts` and `transfer`: what a succession left for somebody to decide, and what goes to another
// unit.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

class Session;

// Adds them to the group `assignment`.
void RegisterTransfers(CLI::App& assignment, Session& session);

}  // namespace dondoc::cli
