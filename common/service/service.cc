#include "common/service/service.h"

#include <fmt/core.h>

#include <algorithm>
#include <csignal>
#include <cstdio>

#include "common/audit/audit.h"
#include "common/authentication/key_cache.h"
#include "common/log/log.h"
#include "common/service/runtime.h"
#include "common/service/service_config.h"

namespace dondoc::service {
namespace {

constexpr int kStopped = 0;
constexpr int kFailed = 1;
constexpr int kMisconfigured = 2;

int Complain(const std::string& service, const absl::Status& status, int exit_code) {
  fmt::print(stderr, "dondoc-{}: {}\n", service, std::string(status.message().data(), status.message().size()));
  return exit_code;
}

int MigrateOnly(const Spec& spec, const CommonConfig& config) {
  auto connection = pg::Connection::Open(config.postgres);
  if (!connection.ok()) return Complain(spec.name, connection.status(), kFailed);
  const auto applied = pg::Migrate(**connection, spec.migrations, SystemClock().Now());
  if (!applied.ok()) return Complain(spec.name, applied.status(), kFailed);
  for (const std::string& name : *applied) fmt::print("applied {}\n", name);
  const absl::Status granted = pg::GrantServing(**connection, audit::kAppendOnlyTables);
  if (!granted.ok()) return Complain(spec.name, granted, kFailed);
  return kStopped;
}

// Signals are taken by this thread alone; threads that are started later inherit the mask.
sigset_t BlockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

int Serve(const Spec& spec, const CommonConfig& config, Topology topology) {
  const sigset_t signals = BlockStopSignals();
  RunningService running(spec, config, std::move(topology));
  if (const absl::Status started = running.Start(); !started.ok()) {
    log::Error("not started", {{"cause", started.ToString()}});
    return Complain(spec.name, started, kFailed);
  }
  int signal = 0;
  sigwait(&signals, &signal);
  log::Info("stopping", {{"signal", signal}});
  running.Stop();
  log::Info("stopped");
  return kStopped;
}

}  // namespace

int Run(int argc, char** argv, Spec spec) {
  spec.migrations.push_back(authentication::Migrations());
  CommonConfig config;
  config::Reader reader(argc, argv, "DONDOC_");
  Declare(config, reader);
  if (spec.configure) spec.configure(reader);
  if (reader.help_asked()) {
    fmt::print(
        "dondoc-{0}: the {0} service of Đôn Đốc\n\n  dondoc-{0}          serve\n  dondoc-{0} migrate  bring the schema "
        "up to date\n\n{1}",
        spec.name, reader.Help());
    return kStopped;
  }
  if (const absl::Status status = reader.Finish(); !status.ok()) return Complain(spec.name, status, kMisconfigured);
  auto topology = ParseTopology(config.levels, config.cell, config.cells);
  if (!topology.ok()) return Complain(spec.name, topology.status(), kMisconfigured);
  log::Start(spec.name, config.log_level);
  const auto& words = reader.positional();
  if (words.empty() && config.service_key.empty()) {
    return Complain(
        spec.name,
        absl::InvalidArgumentError("DONDOC_SERVICE_KEY is needed to serve: without it nobody can tell who calls"),
        kMisconfigured);
  }
  if (words.empty() && (config.redis.empty() || config.listen.empty())) {
    return Complain(spec.name, absl::InvalidArgumentError("DONDOC_REDIS and DONDOC_LISTEN are needed to serve"),
                    kMisconfigured);
  }
  if (words.empty()) return Serve(spec, config, *std::move(topology));
  if (words.size() == 1 && words[0] == "migrate") return MigrateOnly(spec, config);
  return Complain(spec.name, absl::InvalidArgumentError(fmt::format("unknown command '{}'; try --help", words[0])),
                  kMisconfigured);
}

}  // namespace dondoc::service
