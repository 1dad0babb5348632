// Units as people know them, where a message has ids.
#pragma once

#include <google/protobuf/repeated_ptr_field.h>

#include <map>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace dondoc::cli {

class Session;

// "UBND xã Suối (98101)" of each, as it is today or was last; of one that is not known its id. One call for a
// thousand.
absl::StatusOr<std::map<std::string, std::string>> UnitNames(Session& session, const std::set<std::string>& ids);

// Says which units a figure leaves out (left_out_unit_ids); nothing where there are none.
absl::Status PrintLeftOut(Session& session, const google::protobuf::RepeatedPtrField<std::string>& ids);

}  // namespace dondoc::cli
