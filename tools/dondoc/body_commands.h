// `dondoc units`: bodies are called otherwise, stand elsewhere, and end.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

class Session;

// rename, move, end.
void RegisterBodyChanges(CLI::App& units, Session& session);

}  // namespace dondoc::cli
