// Asks about an object that several units speak for: a unit that has ended and who came after it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/access/permit.h"

namespace dondoc::access {

// Asks about each unit until one is permitted; the answer is that about the first where none is. An object of no unit
// is asked about as such.
inline absl::Status AskForOne(const Permit& permit, const std::vector<std::string>& units,
                              const std::string& issuer = "") {
  if (units.empty()) return Ask(permit, {.issuer = issuer});
  absl::Status first;
  for (const std::string& unit : units) {
    absl::Status permitted = Ask(permit, {.unit = unit, .issuer = issuer});
    if (permitted.ok()) return permitted;
    if (first.ok()) first = std::move(permitted);
  }
  return first;
}

// Whether an answer of Permit is a yes. An error is one that is no refusal.
inline absl::StatusOr<bool> IsPermitted(const absl::Status& answer) {
  if (absl::IsPermissionDenied(answer) || absl::IsNotFound(answer)) return false;
  if (!answer.ok()) return answer;
  return true;
}

}  // namespace dondoc::access
