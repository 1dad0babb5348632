// Units as people know them, where a message has ids.
#pragma once

#include <map>
#include <set>
#include <string>

#include "absl/status/statusor.h"

namespace dondoc::cli {

class Session;

// "UBND xã Suối (98101)" of each, as it is today or was last; of one that is not known nothing. One call for a
// thousand.
absl::StatusOr<std::map<std::string, std::string>> UnitNames(Session& session, const std::set<std::string>& ids);

}  // namespace dondoc::cli
