// `dondoc clock`: what time it is for the system, and moving it where it was started with --development.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

class Session;

void RegisterClock(CLI::App& app, Session& session);

}  // namespace dondoc::cli
