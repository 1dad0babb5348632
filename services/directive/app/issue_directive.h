// IssueDirective: a draft becomes a directive, and its tasks go out.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/directive/app/change_directive.h"
#include "services/directive/app/context.h"

namespace dondoc::directive::app {

struct IssueCommand {
  Request request;
  AtVersion target;
  // Given where the file left them blank; kept as corrections.
  std::string number;
  std::string issued_on;
  std::string issuer_unit_id;
};

// Returns the directive's id. Errors: those of ChangeDirective, ApplyCorrections and CheckIssue; PERMISSION_DENIED
// (NOT_THE_ISSUER) where the caller acts for another unit than the issuer, or its heir; FAILED_PRECONDITION
// (UNIT_ENDED) where the issuer, or a unit that is named, does not exist on the day of issue, or a group is nobody on
// it.
absl::StatusOr<std::string> IssueDirective(Context& context, const IssueCommand& command);

}  // namespace dondoc::directive::app
