#include "tools/dondoc/system_paths.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <system_error>

#include "absl/strings/str_split.h"
#include "common/private_servers/server_directory.h"
#include "common/status/status.h"

namespace dondoc::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLongestSocket = "organization.sock";

std::string Environment(std::string_view name) {
  const char* value = std::getenv(std::string(name).c_str());
  return value != nullptr ? value : "";
}

}  // namespace

SystemPaths::SystemPaths(const fs::path& var)
    : var_(fs::absolute(var).lexically_normal()),
      sockets_(private_servers::SocketDirectoryFor(var_ / "run", kLongestSocket)) {}

fs::path SystemPaths::log(std::string_view part) const { return var_ / "log" / fmt::format("{}.log", part); }

std::string SystemPaths::ServiceAddress(std::string_view service) const {
  return fmt::format("unix:{}/{}.sock", sockets_.string(), service);
}

SystemPaths FindSystem(std::string_view option) {
  if (!option.empty()) return SystemPaths(option);
  if (const std::string var = Environment("DONDOC_VAR"); !var.empty()) return SystemPaths(var);
  std::error_code error;
  const fs::path here = fs::current_path(error);
  for (fs::path at = here; !at.empty(); at = at.parent_path()) {
    const SystemPaths paths(at / "var");
    if (fs::exists(paths.lock_file(), error)) return paths;
    if (at == at.parent_path()) break;
  }
  return SystemPaths(here / "var");
}

int RunningPid(const SystemPaths& paths) {
  const int descriptor = open(paths.lock_file().c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return 0;
  const bool free = flock(descriptor, LOCK_SH | LOCK_NB) == 0;
  close(descriptor);
  if (free) return 0;
  int pid = 0;
  std::ifstream(paths.lock_file()) >> pid;
  return pid;
}

absl::StatusOr<SystemPaths> FindRunning(std::string_view option) {
  SystemPaths paths = FindSystem(option);
  if (RunningPid(paths) != 0) return paths;
  return FailedPrecondition("NOT_RUNNING",
                            fmt::format("no system is running in {}: start one with `dondoc up`, or name its directory "
                                        "with --var or DONDOC_VAR",
                                        paths.var().string()));
}

absl::StatusOr<std::vector<std::string>> FindServiceAddresses(std::string_view option, std::string_view service) {
  std::string name = fmt::format("DONDOC_{}", service);
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::toupper(c); });
  if (option.empty()) {
    std::vector<std::string> addresses = absl::StrSplit(Environment(name), ',', absl::SkipEmpty());
    if (!addresses.empty()) return addresses;
  }
  DONDOC_ASSIGN_OR_RETURN(const SystemPaths paths, FindRunning(option));
  return std::vector<std::string>{paths.ServiceAddress(service)};
}

}  // namespace dondoc::cli
