// One body, with everything that is known of it.
#pragma once

#include "absl/status/status.h"
#include "dondoc/organization/v1/unit.pb.h"

namespace dondoc::cli {

class Session;

// As a table of fields, or JSON.
absl::Status PrintUnit(Session& session, const organization::v1::Unit& unit);

}  // namespace dondoc::cli
