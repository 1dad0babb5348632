// `dondoc units add`, `alias`, `contact`, `identify` and `mark`: one body is created or changed.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

class Session;

// Adds them to the group `units`.
void RegisterUnitChanges(CLI::App& units, Session& session);

}  // namespace dondoc::cli
