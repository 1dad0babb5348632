// Time as a fact: on each tick the next occurrences of recurring duties are made.
#pragma once

#include <chrono>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/assignment/app/context.h"

namespace dondoc::assignment {

// Thread-safe. Any number of processes may tick: each occurrence is made once.
class DutyTick {
 public:
  // `levels` are those of the units that this process serves: "COMMUNE". `context` must outlive it.
  DutyTick(const Context& context, std::vector<std::string> levels, int batch = 2000)
      : context_(context), levels_(std::move(levels)), batch_(batch) {}

  // One batch. True where there may be more.
  absl::StatusOr<bool> Step();

  // Steps until asked to stop, looking again `every` so long. Idle, a look is one index scan that finds nothing. Errors
  // are logged and waited out.
  void Run(std::stop_token stop, std::chrono::milliseconds every);

 private:
  const Context& context_;
  const std::vector<std::string> levels_;
  const int batch_;
};

}  // namespace dondoc::assignment
