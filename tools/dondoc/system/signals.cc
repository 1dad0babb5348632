#include "tools/dondoc/system/signals.h"

#include <poll.h>
#include <pthread.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <utility>

#include "common/status/status.h"

namespace dondoc::cli {

absl::StatusOr<Signals> Signals::Open() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGCHLD}) sigaddset(&set, signal);
  sigset_t before;
  pthread_sigmask(SIG_BLOCK, &set, &before);
  const int descriptor = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  if (descriptor < 0) return Internal("signalfd failed");
  return Signals(descriptor, before);
}

Signals::Signals(Signals&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), before_(other.before_), stops_(other.stops_) {}

Signals::~Signals() {
  if (descriptor_ < 0) return;
  close(descriptor_);
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void Signals::Wait(std::chrono::milliseconds timeout) {
  pollfd ready{descriptor_, POLLIN, 0};
  if (poll(&ready, 1, static_cast<int>(timeout.count())) <= 0) return;
  std::array<signalfd_siginfo, 16> got{};
  const ssize_t bytes = read(descriptor_, got.data(), sizeof got);
  for (size_t i = 0; bytes > 0 && i < static_cast<size_t>(bytes) / sizeof(signalfd_siginfo); ++i) {
    if (got.at(i).ssi_signo != SIGCHLD) ++stops_;
  }
}

}  // namespace dondoc::cli
