// `dondoc units`: territories and bodies.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

class Session;

// import, equip, add, rename, move, end, alias, contact, identify, mark, list, show, find, expand, group; and
// successions (succession_commands.h).
void RegisterOrganization(CLI::App& app, Session& session);

}  // namespace dondoc::cli
