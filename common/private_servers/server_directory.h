// Where a private server keeps its files and its socket, and as whom it runs.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/process/run_user.h"

namespace dondoc::private_servers {

struct ServerDirectory {
  // Holds the server's files; exists, mode 0700, owned by the user that the server runs as.
  std::filesystem::path directory;
  // Holds its Unix socket: below `directory`, or a short path below /tmp where that would be too long.
  std::filesystem::path socket_directory;
  // Set where this process is root.
  std::optional<process::RunUser> user;
  // A sentence for the person where something is not where it was asked for; else empty.
  std::string notice;
};

// Makes `wanted` ready for a server whose socket is called `socket_name`. Idempotent: the same place comes out each
// time.
//
// As root, an existing directory keeps its owner, a new one goes to UnprivilegedUser(); where that user cannot reach
// `wanted` (a checkout below /root), /var/lib/dondoc/<hash of the path> is used and `notice` says so. Errors:
// FAILED_PRECONDITION DIRECTORY_NOT_USABLE, with what to do.
absl::StatusOr<ServerDirectory> PrepareServerDirectory(const std::filesystem::path& wanted,
                                                       std::string_view socket_name);

// A directory for Unix sockets named at most `longest_name`: `wanted` itself where the paths stay within the 107 bytes
// that the kernel allows, else /tmp/dondoc-<hash of wanted>. Pure.
std::filesystem::path SocketDirectoryFor(const std::filesystem::path& wanted, std::string_view longest_name);

// Creates `directory` with mode 0700 for `user` (this process' own user where there is none).
// Errors: FAILED_PRECONDITION DIRECTORY_NOT_USABLE where it exists and is a link or somebody else's.
absl::Status MakePrivateDirectory(const std::filesystem::path& directory, const std::optional<process::RunUser>& user);

// True while a process called `program` has `directory` as its working directory: a server, or a rest of one that was
// killed.
bool ProgramRunsIn(std::string_view program, const std::filesystem::path& directory);

// Waits until ProgramRunsIn is false. Errors: FAILED_PRECONDITION ALREADY_RUNNING after `timeout`.
absl::Status WaitUntilGone(std::string_view program, const std::filesystem::path& directory,
                           std::chrono::milliseconds timeout);

}  // namespace dondoc::private_servers
