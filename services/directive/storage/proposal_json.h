// The reader's proposal in the form that `dondoc parse --format=json` prints, as the store keeps it.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/directive/domain/parsed_directive.h"

namespace dondoc::directive {

std::string ProposalJson(const ParsedDirective& proposal);

// INTERNAL where the text is none.
absl::StatusOr<ParsedDirective> ProposalFromJson(const std::string& json);

}  // namespace dondoc::directive
