// `dondoc units group`: groups that a unit has a name for.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

class Session;

// Adds `group` to `units`; both must outlive its run.
void RegisterGroups(CLI::App& units, Session& session);

}  // namespace dondoc::cli
