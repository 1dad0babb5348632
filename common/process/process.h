// A child process: started with exactly the argv, environment, user and output that it is given, and never left behind.
//
// Thread-safety: a Process belongs to one thread at a time. `death_signal` is tied by the kernel to the *thread* that
// called Spawn: spawn from a thread that lives as long as the process should (the main thread, as a rule).
#pragma once

#include <sys/types.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/process/run_user.h"

namespace dondoc::process {

// How a process ended: with an exit code, or by a signal (then `code` is 128 + signal, as a shell says it).
struct ExitStatus {
  int code = 0;
  int signal = 0;

  bool ok() const { return code == 0; }
  // "exit code 3", "killed by signal 9 (Killed)".
  std::string Describe() const;
};

// What the kernel holds a process to; 0 is no limit.
struct ProcessLimits {
  std::chrono::seconds processor_time{0};  // SIGXCPU, and SIGKILL a second later
  std::uint64_t memory_bytes = 0;          // of address space: an allocation fails
  std::uint64_t file_bytes = 0;            // that it writes to one file: SIGXFSZ
};

struct ProcessSpec {
  // argv[0] is a path, or a name to be found in PATH.
  std::vector<std::string> argv;
  // Set on top of the environment of this process; an empty value removes the variable.
  std::map<std::string, std::string> environment;
  // The working directory; empty: that of this process.
  std::filesystem::path directory;
  // Standard output and error are appended to this file (opened by this process, so the user below need not be able
  // to); empty: those of this process.
  std::filesystem::path log;
  // Descriptors of this process in place of that; -1 is none. Standard input is /dev/null otherwise.
  int input = -1;
  int output = -1;
  int errors = -1;
  // Nothing of this process' environment but PATH, where false: what `environment` says is all there is.
  bool inherit_environment = true;
  // With any of them the process leaves no core and gains no privileges by what it executes.
  ProcessLimits limits;
  // Run as this user; needs root.
  std::optional<RunUser> user;
  // What the kernel sends to the child when the thread that spawned it is gone; 0: nothing, the child lives on.
  int death_signal = SIGTERM;
};

class Process {
 public:
  // Starts the program in a session of its own, so that Ctrl-C at the terminal reaches only this process, which then
  // decides. Errors: FAILED_PRECONDITION PROGRAM_NOT_FOUND; INTERNAL where the system refuses (the message names the
  // call).
  static absl::StatusOr<Process> Spawn(const ProcessSpec& spec);

  Process(Process&& other) noexcept;
  Process& operator=(Process&& other) noexcept;
  // Kills (SIGKILL) a process that is still running, with what it has started in its session, and reaps it.
  ~Process();

  pid_t pid() const { return pid_; }
  // How it ended, or nothing while it runs. Does not wait.
  std::optional<ExitStatus> Poll();
  // The same, waiting up to `timeout`.
  std::optional<ExitStatus> Wait(std::chrono::milliseconds timeout);
  // Sends `signal`; nothing happens where the process has ended.
  void Signal(int signal);

 private:
  explicit Process(pid_t pid, int pidfd) : pid_(pid), pidfd_(pidfd) {}
  void Reset();

  pid_t pid_ = -1;
  int pidfd_ = -1;
  std::optional<ExitStatus> ended_;
};

// Runs a program to its end. An exit code other than 0 is INTERNAL COMMAND_FAILED with the last lines of its log in the
// message.
absl::Status RunToEnd(const ProcessSpec& spec, std::chrono::milliseconds timeout);

// The last `lines` lines of a text file, or "" where it cannot be read.
std::string LastLines(const std::filesystem::path& file, int lines);

}  // namespace dondoc::process
