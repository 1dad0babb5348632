// What `dondoc directive correct` was asked for, as corrections: its options are read in the order in which they stand,
// as
// `--task 5 --units A --role LEAD --task 6 --role ADVISE` speaks of two tasks.
//
// Pure but for the look-up of units that the caller gives.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "dondoc/directive/v1/directive_service.pb.h"

namespace dondoc::cli {

// One option, without the dashes, and its value.
using OrderedOption = std::pair<std::string, std::string>;

// What a unit on the command line (a territory's code, an id, a name) is for the service.
struct UnitLookup {
  // Where a name may be one of the document or of a group, which the service sees from the issuer: only codes become
  // ids.
  std::function<absl::StatusOr<std::string>(const std::string&)> named;
  // Where it must be one unit: its id.
  std::function<absl::StatusOr<std::string>(const std::string&)> id;
};

// INVALID_ARGUMENT (BAD_OPTION) with the option as field where the options make no sense together.
absl::StatusOr<std::vector<directive::v1::Correction>> CorrectionsOf(const std::vector<OrderedOption>& options,
                                                                     const UnitLookup& unit);

// The options that set a field of the task, target or duty named before them, as the service calls the field.
const std::vector<std::pair<std::string, std::string>>& ItemOptions();

}  // namespace dondoc::cli
