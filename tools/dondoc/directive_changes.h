// The commands that change a directive: correct, undo, resolve, issue, discard, restore.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

class Session;

// Adds them to `dondoc directive`.
void AddDirectiveChanges(CLI::App& group, Session& session);

}  // namespace dondoc::cli
