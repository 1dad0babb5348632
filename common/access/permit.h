// How an operation asks whether its caller may do it, inside its transaction, with the units of the object as it is.
#pragma once

#include <functional>

#include "absl/status/status.h"
#include "common/access/access.h"

namespace dondoc::access {

// OK, or what the caller is answered (rpc::Call::Permit).
using Permit = std::function<absl::Status(const Parties& parties)>;

// Asks; without anybody to ask it is the system's own act. An RPC that forgets to pass the question on is answered
// INTERNAL by rpc::Unary, so that nothing comes to a caller unasked.
inline absl::Status Ask(const Permit& permit, const Parties& parties) {
  return permit ? permit(parties) : absl::OkStatus();
}

}  // namespace dondoc::access
