// Keeps child processes running: starts them, starts them again with a growing pause when they end by themselves, stops
// them in order.
//
// It never waits and never asks the time: whoever owns the loop calls Step(now). Not thread-safe.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/process/process.h"

namespace dondoc::cli {

using Instant = std::chrono::steady_clock::time_point;

// The pause before the next start: 0.1 s, doubled each time up to 5 s, and from the beginning for one that had lived
// for 10 s.
class Backoff {
 public:
  std::chrono::milliseconds AfterLifeOf(std::chrono::steady_clock::duration life);

 private:
  std::chrono::milliseconds next_{100};
};

struct Part {
  std::string name;
  process::ProcessSpec spec;
  // Asks it to end cleanly.
  int stop_signal = SIGTERM;
  // Called before each start; where it fails, the start counts as one that ended at once. Must not wait.
  std::function<absl::Status()> clean_up = [] { return absl::OkStatus(); };
  // Whether it answers. Asked at each step while the part is starting; should not take long.
  std::function<bool()> ready = [] { return true; };
};

enum class PartState { kStopped, kStarting, kRunning, kWaiting };

struct PartStatus {
  PartState state = PartState::kStopped;
  pid_t pid = 0;
  int restarts = 0;
  // When it was last started.
  std::optional<Instant> started;
  // How it last ended by itself; empty where it never did.
  std::string last_end;
};

class Supervisor {
 public:
  // `say` gets one line for each end and each return of a part.
  explicit Supervisor(std::function<void(const std::string&)> say) : say_(std::move(say)) {}

  // Adds a part, stopped, and starts it at the next step. Parts are stopped in the reverse order of Add.
  void Add(Part part);

  // Notices what has ended and what answers, starts what is due.
  void Step(Instant now);
  // How long the owner may wait before the next step, if no child ends before.
  std::chrono::milliseconds UntilNextStep(Instant now) const;

  // Stops all parts in order, each with a clean end; kills one that takes longer than `patience` or once `hurry` says
  // so. `wait` waits for a child to end, up to the given time.
  void StopAll(std::chrono::milliseconds patience, const std::function<bool()>& hurry,
               const std::function<void(std::chrono::milliseconds)>& wait);

  bool AllRunning() const;
  // The first part that has ended by itself, or could not be started, since it was added; null where none has.
  const std::string* FirstFailure() const;
  const std::vector<std::string>& names() const { return names_; }
  const PartStatus& StatusOf(std::string_view name) const;
  // Grows with every change of any status.
  int version() const { return version_; }

 private:
  struct Entry {
    Part part;
    PartStatus status;
    std::optional<process::Process> process;
    Backoff backoff;
    Instant due;
  };

  void StartOne(Entry& entry, Instant now);
  void StepOne(Entry& entry, Instant now);
  void Ended(Entry& entry, const std::string& how, Instant now);
  void StopOne(Entry& entry, std::chrono::milliseconds patience, const std::function<bool()>& hurry,
               const std::function<void(std::chrono::milliseconds)>& wait);

  std::function<void(const std::string&)> say_;
  std::vector<Entry> entries_;
  std::vector<std::string> names_;
  int version_ = 0;
};

}  // namespace dondoc::cli
