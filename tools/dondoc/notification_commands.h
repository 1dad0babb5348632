// `dondoc inbox`, `dondoc reminders`, `dondoc urge`, `dondoc deliveries`: what the notification service knows and does.
#pragma once

namespace CLI {
class App;
}

namespace dondoc::cli {

class Session;

void RegisterNotification(CLI::App& app, Session& session);

}  // namespace dondoc::cli
