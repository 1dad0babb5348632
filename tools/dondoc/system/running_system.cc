#include "tools/dondoc/system/running_system.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ostream>

#include "common/private_servers/private_postgres.h"
#include "common/private_servers/private_redis.h"
#include "common/status/status.h"
#include "common/time/clock.h"
#include "tools/dondoc/system/service_health.h"
#include "tools/dondoc/system/system_state.h"
#include "tools/dondoc/system_paths.h"

namespace dondoc::cli {
namespace {

constexpr auto kHealthTimeout = std::chrono::seconds(1);
constexpr std::string_view kUnix = "unix:";

absl::Status StopAndWait(int pid, std::chrono::milliseconds timeout) {
  const int pidfd = static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
  // It has stopped since it was found.
  if (pidfd < 0 && errno == ESRCH) return absl::OkStatus();
  if (pidfd < 0) return Internal(fmt::format("pidfd_open: {}", std::strerror(errno)));
  absl::Status status;
  if (kill(pid, SIGTERM) != 0 && errno == EPERM) {
    status =
        Error(absl::StatusCode::kPermissionDenied, "NOT_OWNER",
              fmt::format("the system (pid {}) was started by another user; stop it as that user or with sudo", pid));
  } else {
    pollfd ended{pidfd, POLLIN, 0};
    if (poll(&ended, 1, static_cast<int>(timeout.count())) == 0) {
      status = Error(absl::StatusCode::kDeadlineExceeded, "STILL_RUNNING",
                     fmt::format("the system (pid {}) has not stopped within {} s", pid, timeout.count() / 1000));
    }
  }
  close(pidfd);
  return status;
}

bool Answers(const v1::PartState& part) {
  if (part.name() == "postgres") return private_servers::PrivatePostgres::Answers(part.address());
  const std::string socket = part.address().substr(std::min(kUnix.size(), part.address().size()));
  if (part.name() == "redis") return private_servers::PrivateRedis::Answers(socket);
  return AcceptsConnections(socket);
}

std::string HealthOf(const v1::PartState& part) {
  if (std::find(kServices.begin(), kServices.end(), part.name()) == kServices.end()) {
    return Answers(part) ? "serving" : "no answer";
  }
  switch (CheckService(part.address(), kHealthTimeout)) {
    case Health::kServing:
      return "serving";
    case Health::kNotServing:
      return "not serving";
    case Health::kNoAnswer:
      break;
  }
  return "no answer";
}

}  // namespace

absl::Status RunDown(std::string_view var, std::chrono::milliseconds timeout, std::ostream& out) {
  DONDOC_ASSIGN_OR_RETURN(const SystemPaths paths, FindRunning(var));
  if (const int pid = RunningPid(paths); pid > 0) DONDOC_RETURN_IF_ERROR(StopAndWait(pid, timeout));
  out << fmt::format("stopped; the data is kept in {}\n", paths.var().string());
  return absl::OkStatus();
}

absl::StatusOr<bool> RunStatus(std::string_view var, bool json, std::ostream& out) {
  DONDOC_ASSIGN_OR_RETURN(const SystemPaths paths, FindRunning(var));
  DONDOC_ASSIGN_OR_RETURN(v1::SystemState state, ReadState(paths.state_file()));
  bool all_well = state.up();
  for (v1::PartState& part : *state.mutable_parts()) {
    part.set_health(HealthOf(part));
    all_well = all_well && part.state() == v1::PartState::RUNNING && part.health() == "serving";
  }
  out << (json ? StateJson(state) : StateTable(state, SystemClock().Now()));
  return all_well;
}

}  // namespace dondoc::cli
