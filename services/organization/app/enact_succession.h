// A succession takes effect, and is taken back.
#pragma once

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/organization/app/plan_succession.h"

namespace dondoc::organization {

struct TurnCommand {
  RequestKey request;
  std::string succession_id;
};

// Where its first day is today or past, it takes effect now: the territories and bodies, the newest version of the plan
// and the fact are one transaction. Else it is noted, and takes effect on its day (EnactDue). Once for each request id.
//   NOT_FOUND            SUCCESSION_NOT_FOUND
//   FAILED_PRECONDITION  SUCCESSION_ENACTED, LATER_SUCCESSION (RequireNoneLater), and as ChangeTerritories says
//                        (storage/territory_change.h)
//   INVALID_ARGUMENT     as PlanTerritories says: the lists have changed since it was planned
absl::StatusOr<std::string> EnactSuccession(const Context& context, const TurnCommand& command,
                                            const SuccessionAnswer& answer);

// Enacts what is to take effect by today. Returns how many. One that cannot take effect is logged and tried again.
absl::StatusOr<int> EnactDue(const Context& context);
// Again and again until asked to stop.
void RunEnactDue(const Context& context, std::stop_token stop, std::chrono::milliseconds every);

// What depends on a succession in other services, in words; asked before it is undone, as the caller. An error where
// one of them cannot be asked: then nothing is undone.
using AskForUses = std::function<absl::StatusOr<std::vector<std::string>>(const std::string& succession_id)>;

// Takes it back, where nothing depends on it: all territories and bodies are as they were, and the fact tells others to
// do their part. One that waits for its day does not any more, and is a plan as before. Once for each request id.
//   NOT_FOUND            SUCCESSION_NOT_FOUND
//   FAILED_PRECONDITION  SUCCESSION_NOT_ENACTED
//   FAILED_PRECONDITION  SUCCESSION_IN_USE  says by what, and what to do about it: acts in other services, a later
//                        succession, people and groups of its new units, changed units
absl::StatusOr<std::string> UndoSuccession(const Context& context, const TurnCommand& command,
                                           const AskForUses& ask_for_uses, const SuccessionAnswer& answer);

}  // namespace dondoc::organization
