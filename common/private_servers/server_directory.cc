#include "common/private_servers/server_directory.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <system_error>

#include "common/process/process.h"
#include "common/status/status.h"

namespace dondoc::private_servers {
namespace {

namespace fs = std::filesystem;

constexpr size_t kLongestSocketPath = 107;
constexpr auto kPollInterval = std::chrono::milliseconds(10);
// What the kernel keeps of a program's name.
constexpr size_t kLongestCommand = 15;

// FNV-1a: the same in every process and on every machine, which std::hash does not promise.
std::string HashOf(const fs::path& path) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : path.string()) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return fmt::format("{:012x}", hash & 0xffffffffffffU);
}

absl::Status NotUsable(const fs::path& directory, std::string_view why) {
  return FailedPrecondition("DIRECTORY_NOT_USABLE", fmt::format("{} cannot be used: {}", directory.string(), why));
}

absl::Status MakeParents(const fs::path& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) return NotUsable(directory, error.message());
  return absl::OkStatus();
}

bool CanReach(const process::RunUser& user, const fs::path& directory) {
  process::ProcessSpec spec;
  spec.argv = {"/usr/bin/test", "-x", directory.string()};
  spec.directory = "/";
  spec.user = user;
  return process::RunToEnd(spec, std::chrono::seconds(10)).ok();
}

// As whom to run what is kept in `directory`: its owner where it is in use already.
absl::StatusOr<std::optional<process::RunUser>> UserFor(const fs::path& directory) {
  struct stat found = {};
  const bool exists = lstat(directory.c_str(), &found) == 0;
  if (geteuid() == 0 && exists && found.st_uid != 0) {
    if (auto owner = process::UserOf(found.st_uid)) return owner;
    return NotUsable(directory, fmt::format("its owner, user {}, does not exist any more; chown it", found.st_uid));
  }
  return process::UnprivilegedUser();
}

}  // namespace

fs::path SocketDirectoryFor(const fs::path& wanted, std::string_view longest_name) {
  if (wanted.string().size() + 1 + longest_name.size() <= kLongestSocketPath) return wanted;
  return fs::path("/tmp") / ("dondoc-" + HashOf(wanted));
}

absl::Status MakePrivateDirectory(const fs::path& directory, const std::optional<process::RunUser>& user) {
  const uid_t uid = user ? user->uid : geteuid();
  if (mkdir(directory.c_str(), 0700) == 0) {
    if (user && chown(directory.c_str(), user->uid, user->gid) != 0) return NotUsable(directory, std::strerror(errno));
    return absl::OkStatus();
  }
  if (errno != EEXIST) return NotUsable(directory, std::strerror(errno));
  struct stat found = {};
  if (lstat(directory.c_str(), &found) != 0) return NotUsable(directory, std::strerror(errno));
  if (!S_ISDIR(found.st_mode)) return NotUsable(directory, "it is not a directory");
  if (found.st_uid != uid && geteuid() == 0 && found.st_uid == 0) {
    if (lchown(directory.c_str(), user->uid, user->gid) != 0) return NotUsable(directory, std::strerror(errno));
  } else if (found.st_uid != uid) {
    return NotUsable(directory,
                     fmt::format("it belongs to user {}, not to {}; remove it or run as that user", found.st_uid, uid));
  }
  if (chmod(directory.c_str(), 0700) != 0) return NotUsable(directory, std::strerror(errno));
  return absl::OkStatus();
}

absl::StatusOr<ServerDirectory> PrepareServerDirectory(const fs::path& wanted, std::string_view socket_name) {
  ServerDirectory result;
  result.directory = fs::absolute(wanted).lexically_normal();
  DONDOC_RETURN_IF_ERROR(MakeParents(result.directory.parent_path()));
  DONDOC_ASSIGN_OR_RETURN(result.user, UserFor(result.directory));
  if (result.user && !CanReach(*result.user, result.directory.parent_path())) {
    const fs::path fallback = fs::path("/var/lib/dondoc") / HashOf(result.directory);
    result.notice = fmt::format("user {} cannot reach {}, so its files are kept in {}", result.user->name,
                                result.directory.string(), fallback.string());
    result.directory = fallback;
    DONDOC_RETURN_IF_ERROR(MakeParents(result.directory.parent_path()));
    DONDOC_ASSIGN_OR_RETURN(result.user, UserFor(result.directory));
  }
  DONDOC_RETURN_IF_ERROR(MakePrivateDirectory(result.directory, result.user));
  result.socket_directory = SocketDirectoryFor(result.directory / "socket", socket_name);
  DONDOC_RETURN_IF_ERROR(MakePrivateDirectory(result.socket_directory, result.user));
  return result;
}

bool ProgramRunsIn(std::string_view program, const fs::path& directory) {
  std::error_code error;
  const fs::path wanted = fs::weakly_canonical(directory, error);
  for (const auto& entry : fs::directory_iterator("/proc", fs::directory_options::skip_permission_denied, error)) {
    if (entry.path().filename().string().find_first_not_of("0123456789") != std::string::npos) continue;
    // Unreadable for processes of other users, which are none of ours, and for those that are already dead.
    if (fs::read_symlink(entry.path() / "cwd", error) != wanted) continue;
    std::string name;
    if (std::getline(std::ifstream(entry.path() / "comm"), name) && name == program.substr(0, kLongestCommand))
      return true;
  }
  return false;
}

absl::Status WaitUntilGone(std::string_view program, const fs::path& directory, std::chrono::milliseconds timeout) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  while (ProgramRunsIn(program, directory)) {
    if (std::chrono::steady_clock::now() >= deadline) {
      return FailedPrecondition(
          "ALREADY_RUNNING",
          fmt::format("another {} is using {}; stop it first (dondoc down, or kill it)", program, directory.string()));
    }
    poll(nullptr, 0, static_cast<int>(kPollInterval.count()));
  }
  return absl::OkStatus();
}

}  // namespace dondoc::private_servers
