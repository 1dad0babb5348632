// `dondoc units`: territories and bodies.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

class Session;

// import, equip, add, alias, contact, list, show, find, expand.
void RegisterOrganization(CLI::App& app, Session& session);

}  // namespace dondoc::cli
