// A planned succession is given up.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/organization/app/enact_succession.h"

namespace dondoc::organization {

// The plan is no more, and does not take effect on its day. Others are told by a newer version of it that does nothing;
// it stays with them so. The same decision may be planned again, as another succession. Once for each request id; of
// one that was discarded already it changes nothing.
//   NOT_FOUND            SUCCESSION_NOT_FOUND
//   FAILED_PRECONDITION  SUCCESSION_ENACTED  it has taken effect: UndoSuccession
absl::StatusOr<std::string> DiscardSuccession(const Context& context, const TurnCommand& command,
                                              const SuccessionAnswer& answer);

}  // namespace dondoc::organization
