// `dondoc units succeed`, `successions`, `preview`, `resolve`, `enact` and `undo`: what becomes of territories and
// bodies by a decision.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

class Session;

// Adds them to the group `units`.
void RegisterSuccessions(CLI::App& units, Session& session);

}  // namespace dondoc::cli
