// The signals of a loop, read from a descriptor instead of interrupting it.
#pragma once

#include <chrono>
#include <csignal>

#include "absl/status/statusor.h"

namespace dondoc::cli {

// From Open on, SIGINT, SIGTERM, SIGHUP and SIGCHLD no longer act on this process by themselves; open it before any
// other thread exists. Children started with process::Process have them back. One object a process; not
// thread-safe.
class Signals {
 public:
  static absl::StatusOr<Signals> Open();
  Signals(Signals&& other) noexcept;
  Signals& operator=(Signals&&) = delete;
  // Gives the signals their usual effect back.
  ~Signals();

  // Waits for any signal, up to `timeout`; several that came before are read at once.
  void Wait(std::chrono::milliseconds timeout);
  // How often this process was asked to stop (SIGINT, SIGTERM, SIGHUP), as far as Wait has seen.
  int stops() const { return stops_; }

 private:
  Signals(int descriptor, const sigset_t& before) : descriptor_(descriptor), before_(before) {}

  int descriptor_ = -1;
  sigset_t before_;
  int stops_ = 0;
};

}  // namespace dondoc::cli
