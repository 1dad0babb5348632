#include "common/process/process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <grp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <utility>

#include "common/status/status.h"

namespace dondoc::process {
namespace {

constexpr auto kPollInterval = std::chrono::milliseconds(5);

// What the child reports through a pipe where it fails between fork and exec.
struct ChildError {
  const char* call;  // points to a literal, valid in the parent as well
  int error;
};

// Everything the child needs, made before the fork: after it only async-signal-safe calls are allowed.
struct Prepared {
  std::string program;
  std::vector<char*> argv;
  std::vector<std::string> environment;
  std::vector<char*> envp;
  std::string directory;
  int input = -1;
  int output = -1;
  int errors = -1;
  int report = -1;
  pid_t parent = 0;
};

absl::Status SystemError(std::string_view what) { return Internal(fmt::format("{}: {}", what, std::strerror(errno))); }

absl::StatusOr<std::string> FindProgram(const std::string& name) {
  if (name.find('/') != std::string::npos) {
    if (access(name.c_str(), X_OK) == 0) return name;
    return FailedPrecondition("PROGRAM_NOT_FOUND", fmt::format("{} does not exist or cannot be executed", name));
  }
  const char* path = std::getenv("PATH");
  std::string_view rest = path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin";
  while (!rest.empty()) {
    const auto colon = std::min(rest.find(':'), rest.size());
    const std::string candidate = fmt::format("{}/{}", rest.substr(0, colon), name);
    if (access(candidate.c_str(), X_OK) == 0) return candidate;
    rest.remove_prefix(std::min(colon + 1, rest.size()));
  }
  return FailedPrecondition("PROGRAM_NOT_FOUND", fmt::format("{} was not found in PATH", name));
}

std::vector<std::string> MergedEnvironment(const std::map<std::string, std::string>& changes, bool inherit) {
  std::vector<std::string> merged;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::string_view name = text.substr(0, text.find('='));
    if ((inherit || name == "PATH") && !changes.contains(std::string(name))) merged.emplace_back(text);
  }
  for (const auto& [name, value] : changes) {
    if (!value.empty()) merged.push_back(name + "=" + value);
  }
  return merged;
}

[[noreturn]] void FailInChild(int report, const char* call) {
  const ChildError error{call, errno};
  [[maybe_unused]] const auto written = write(report, &error, sizeof error);
  _exit(127);
}

void Limit(int report, decltype(RLIMIT_CPU) resource, rlim_t soft, rlim_t hard) {
  const rlimit limit{soft, hard};
  if (setrlimit(resource, &limit) != 0) FailInChild(report, "setrlimit");
}

void ApplyLimits(const ProcessLimits& limits, int report) {
  const auto seconds = static_cast<rlim_t>(limits.processor_time.count());
  if (seconds > 0) Limit(report, RLIMIT_CPU, seconds, seconds + 1);
  if (limits.memory_bytes > 0) Limit(report, RLIMIT_AS, limits.memory_bytes, limits.memory_bytes);
  if (limits.file_bytes > 0) Limit(report, RLIMIT_FSIZE, limits.file_bytes, limits.file_bytes);
  if (seconds > 0 || limits.memory_bytes > 0 || limits.file_bytes > 0) {
    Limit(report, RLIMIT_CORE, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  }
}

[[noreturn]] void RunInChild(const ProcessSpec& spec, const Prepared& prepared) {
  setsid();
  struct sigaction plain = {};
  plain.sa_handler = SIG_DFL;
  for (int signal = 1; signal < NSIG; ++signal) sigaction(signal, &plain, nullptr);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);

  if (dup2(prepared.input, STDIN_FILENO) < 0) FailInChild(prepared.report, "dup2");
  if (prepared.output >= 0 && dup2(prepared.output, STDOUT_FILENO) < 0) FailInChild(prepared.report, "dup2");
  if (prepared.errors >= 0 && dup2(prepared.errors, STDERR_FILENO) < 0) FailInChild(prepared.report, "dup2");
  if (spec.user) {
    if (setgroups(spec.user->groups.size(), spec.user->groups.data()) != 0) FailInChild(prepared.report, "setgroups");
    if (setgid(spec.user->gid) != 0) FailInChild(prepared.report, "setgid");
    if (setuid(spec.user->uid) != 0) FailInChild(prepared.report, "setuid");
  }
  if (!prepared.directory.empty() && chdir(prepared.directory.c_str()) != 0) FailInChild(prepared.report, "chdir");
  ApplyLimits(spec.limits, prepared.report);
  // After setuid, which clears it. A parent that died before this line is noticed by the comparison.
  if (spec.death_signal != 0) {
    prctl(PR_SET_PDEATHSIG, spec.death_signal);
    if (getppid() != prepared.parent) _exit(127);
  }
  // A descriptor that some library opened without O_CLOEXEC must not keep a lock or a socket alive in the child.
  syscall(SYS_close_range, 3U, ~0U, /*CLOSE_RANGE_CLOEXEC*/ 4U);
  execve(prepared.program.c_str(), prepared.argv.data(), prepared.envp.data());
  FailInChild(prepared.report, "execve");
}

absl::StatusOr<Prepared> Prepare(const ProcessSpec& spec) {
  Prepared prepared;
  DONDOC_ASSIGN_OR_RETURN(prepared.program, FindProgram(spec.argv.at(0)));
  // execve takes char* for historical reasons and changes nothing.
  for (const std::string& argument : spec.argv) prepared.argv.push_back(const_cast<char*>(argument.c_str()));
  prepared.argv.push_back(nullptr);
  prepared.environment = MergedEnvironment(spec.environment, spec.inherit_environment);
  for (std::string& entry : prepared.environment) prepared.envp.push_back(entry.data());
  prepared.envp.push_back(nullptr);
  prepared.directory = spec.directory.string();
  prepared.parent = getpid();
  return prepared;
}

// A descriptor that is closed at the end of its scope.
class Descriptor {
 public:
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { Close(); }
  int get() const { return descriptor_; }
  void Close() {
    if (descriptor_ >= 0) close(std::exchange(descriptor_, -1));
  }

 private:
  int descriptor_;
};

}  // namespace

std::string ExitStatus::Describe() const {
  if (signal != 0) return fmt::format("killed by signal {} ({})", signal, strsignal(signal));
  return fmt::format("exit code {}", code);
}

absl::StatusOr<Process> Process::Spawn(const ProcessSpec& spec) {
  DONDOC_ASSIGN_OR_RETURN(Prepared prepared, Prepare(spec));
  const Descriptor null(open("/dev/null", O_RDONLY | O_CLOEXEC));
  if (null.get() < 0) return SystemError("open /dev/null");
  const Descriptor log(
      spec.log.empty() ? -1 : open(spec.log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0640));
  if (!spec.log.empty() && log.get() < 0) return SystemError("open " + spec.log.string());
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return SystemError("pipe2");
  const Descriptor read_end(ends[0]);
  Descriptor write_end(ends[1]);
  prepared.input = spec.input >= 0 ? spec.input : null.get();
  prepared.output = spec.output >= 0 ? spec.output : log.get();
  prepared.errors = spec.errors >= 0 ? spec.errors : log.get();
  prepared.report = write_end.get();

  const pid_t pid = fork();
  if (pid < 0) return SystemError("fork");
  if (pid == 0) RunInChild(spec, prepared);
  write_end.Close();
  Process process(pid, static_cast<int>(syscall(SYS_pidfd_open, pid, 0)));

  ChildError error{};
  ssize_t got = 0;
  do {
    got = read(read_end.get(), &error, sizeof error);
  } while (got < 0 && errno == EINTR);
  if (got == sizeof error) {
    return Internal(fmt::format("cannot start {}: {}: {}", spec.argv[0], error.call, std::strerror(error.error)));
  }
  return process;
}

Process::Process(Process&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), pidfd_(std::exchange(other.pidfd_, -1)), ended_(other.ended_) {}

Process& Process::operator=(Process&& other) noexcept {
  if (this != &other) {
    Reset();
    pid_ = std::exchange(other.pid_, -1);
    pidfd_ = std::exchange(other.pidfd_, -1);
    ended_ = other.ended_;
  }
  return *this;
}

Process::~Process() { Reset(); }

void Process::Reset() {
  if (pid_ > 0 && !ended_) {
    // It leads a group of its own since setsid(); before that there is only itself.
    kill(-pid_, SIGKILL);
    kill(pid_, SIGKILL);
    while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  if (pidfd_ >= 0) close(pidfd_);
  pid_ = -1;
  pidfd_ = -1;
}

std::optional<ExitStatus> Process::Poll() {
  if (ended_ || pid_ <= 0) return ended_;
  int status = 0;
  const pid_t reaped = waitpid(pid_, &status, WNOHANG);
  if (reaped == pid_) {
    ended_ =
        WIFSIGNALED(status) ? ExitStatus{128 + WTERMSIG(status), WTERMSIG(status)} : ExitStatus{WEXITSTATUS(status), 0};
  } else if (reaped < 0 && errno == ECHILD) {
    // Somebody else reaped it; how it ended is not known any more.
    ended_ = ExitStatus{255, 0};
  }
  return ended_;
}

std::optional<ExitStatus> Process::Wait(std::chrono::milliseconds timeout) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  while (true) {
    if (auto ended = Poll()) return ended;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return std::nullopt;
    // A pidfd becomes readable when the process ends; kernels without it are asked every few milliseconds.
    pollfd descriptor{pidfd_, POLLIN, 0};
    const auto wait = pidfd_ >= 0 ? left : std::min(left, kPollInterval);
    poll(&descriptor, pidfd_ >= 0 ? 1 : 0, static_cast<int>(std::min<std::int64_t>(wait.count(), INT_MAX)));
  }
}

void Process::Signal(int signal) {
  // Not after it was reaped: the number may belong to somebody else by then.
  if (pid_ > 0 && !Poll()) kill(pid_, signal);
}

absl::Status RunToEnd(const ProcessSpec& spec, std::chrono::milliseconds timeout) {
  DONDOC_ASSIGN_OR_RETURN(Process process, Process::Spawn(spec));
  const auto ended = process.Wait(timeout);
  const std::string name = std::filesystem::path(spec.argv[0]).filename().string();
  if (!ended) {
    return Error(absl::StatusCode::kDeadlineExceeded, "COMMAND_TIMEOUT",
                 fmt::format("{} did not end within {} s and was killed", name, timeout.count() / 1000));
  }
  if (ended->ok()) return absl::OkStatus();
  return Error(absl::StatusCode::kInternal, "COMMAND_FAILED",
               fmt::format("{} failed ({})\n{}", name, ended->Describe(), LastLines(spec.log, 15)));
}

std::string LastLines(const std::filesystem::path& file, int lines) {
  constexpr std::streamoff kMost = 16 * 1024;
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  if (!in) return "";
  const std::streamoff size = in.tellg();
  in.seekg(std::max<std::streamoff>(0, size - kMost));
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  while (!text.empty() && text.back() == '\n') text.pop_back();
  size_t at = text.size();
  for (int i = 0; i < lines && at != std::string::npos && at > 0; ++i) at = text.rfind('\n', at - 1);
  return at == std::string::npos || at == 0 ? text : text.substr(at + 1);
}

}  // namespace dondoc::process
