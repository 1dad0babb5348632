// Applies enacted successions: the consumer of the fact only notes what is to be done, so that other facts and the acts
// of units are not held up by it.
#pragma once

#include <chrono>
#include <stop_token>

#include "absl/status/statusor.h"
#include "services/assignment/app/context.h"
#include "services/organization/replica/succession.h"

namespace dondoc::assignment {

// For replica::OnSuccessionEnacted and OnSuccessionUndone: notes what is to be applied, or taken back.
organization::replica::SuccessionStep QueueEnacted();
organization::replica::SuccessionStep QueueUndone();

// Thread-safe. Any number of processes may tick: each piece of work is done once.
class SuccessionTick {
 public:
  // `context` must outlive it. `heirs` a transaction: enough to be quick, few enough that acts of units do not wait.
  explicit SuccessionTick(const Context& context, int heirs = 64) : context_(context), heirs_(heirs) {}

  // One transaction. True where there may be more.
  absl::StatusOr<bool> Step();

  // Steps until asked to stop, looking again `every` so long. Idle, a look reads an empty table. Errors are logged and
  // waited out.
  void Run(std::stop_token stop, std::chrono::milliseconds every);

 private:
  const Context& context_;
  const int heirs_;
};

}  // namespace dondoc::assignment
