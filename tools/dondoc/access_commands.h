// `dondoc access explain`: why somebody may do something, or not.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

class Session;

void RegisterAccess(CLI::App& app, Session& session);

}  // namespace dondoc::cli
