// `dondoc audit`: verify, list, export.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

class Session;

void RegisterAudit(CLI::App& app, Session& session);

}  // namespace dondoc::cli
