// Where a system that `dondoc up` runs keeps its things, and how the other commands find it.
//
// Thread-safety: all functions may be called from any thread; they read the environment and the file system.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace dondoc::cli {

// In the order in which they start.
inline constexpr std::array<std::string_view, 5> kServices = {"organization", "directive", "assignment", "indicator",
                                                              "notification"};

// Everything below one directory, `var`, which is absolute. Pure: nothing is made or looked up.
class SystemPaths {
 public:
  explicit SystemPaths(const std::filesystem::path& var);

  const std::filesystem::path& var() const { return var_; }
  // Lock and state of the running system.
  std::filesystem::path run() const { return var_ / "run"; }
  // Locked (flock) for as long as the system runs; holds the process number of `dondoc up`.
  std::filesystem::path lock_file() const { return run() / "dondoc.lock"; }
  std::filesystem::path state_file() const { return run() / "state.json"; }
  // Moves "now" in a system started with --development.
  std::filesystem::path clock_file() const { return run() / "clock"; }
  // The checkpoints of the audit, outside of the database.
  std::filesystem::path audit_checkpoints() const { return var_ / "audit" / "checkpoints"; }
  // The output of one part: a service, "postgres", "redis", "mailcatcher".
  std::filesystem::path log(std::string_view part) const;
  // Keys of this installation, for its owner alone: service.key, operator.key with operator.pub, sealing.key, audit.key
  // with audit.pub.
  std::filesystem::path keys() const { return var_ / "keys"; }
  std::filesystem::path service_key() const { return keys() / "service.key"; }
  std::filesystem::path operator_key() const { return keys() / "operator.key"; }
  std::filesystem::path operator_public_key() const { return keys() / "operator.pub"; }
  std::filesystem::path sealing_key() const { return keys() / "sealing.key"; }
  std::filesystem::path audit_key() const { return keys() / "audit.key"; }
  std::filesystem::path audit_public_key() const { return keys() / "audit.pub"; }
  // What the mail catcher kept.
  std::filesystem::path maildir() const { return var_ / "mail"; }
  // Unix sockets: run(), or a short directory below /tmp where those paths would be too long for the kernel.
  const std::filesystem::path& sockets() const { return sockets_; }
  std::filesystem::path smtp_socket() const { return sockets_ / "smtp.sock"; }
  // The gRPC address of a service: "unix:/.../assignment.sock".
  std::string ServiceAddress(std::string_view service) const;

 private:
  std::filesystem::path var_;
  std::filesystem::path sockets_;
};

// The directory that a command means: `option` where it is not empty, else $DONDOC_VAR, else the nearest "var" with a
// system in it in the working directory or above, else "var" in the working directory.
SystemPaths FindSystem(std::string_view option);

// The process number of the `dondoc up` that runs there, or 0.
int RunningPid(const SystemPaths& paths);

// FindSystem, for commands that need it up. Errors: FAILED_PRECONDITION NOT_RUNNING, which says how to start it.
absl::StatusOr<SystemPaths> FindRunning(std::string_view option);

// The gRPC addresses of a service for a command to call, at least one: those of $DONDOC_<SERVICE> where it is set (a
// system on other machines; comma separated, one for each cell), else that of the system that FindRunning finds.
// Errors: as FindRunning.
absl::StatusOr<std::vector<std::string>> FindServiceAddresses(std::string_view option, std::string_view service);

}  // namespace dondoc::cli
