// `dondoc units succeed`, `successions`, `preview`, `resolve`, `enact` and `undo`: what becomes of territories and
// bodies by a decision; and `dondoc assignment conflicts` and `transfer`: what is left for somebody to decide.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

class Session;

// Adds them to the group `units`.
void RegisterSuccessions(CLI::App& units, Session& session);
// Adds them to the group `assignment`.
void RegisterTransfers(CLI::App& assignment, Session& session);

}  // namespace dondoc::cli
