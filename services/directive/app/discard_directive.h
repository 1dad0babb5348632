// DiscardDirective: a draft that came in by mistake is taken away; RestoreDirective brings it back.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/directive/app/change_directive.h"
#include "services/directive/app/context.h"

namespace dondoc::directive::app {

struct DiscardCommand {
  Request request;
  AtVersion target;
  std::string reason;  // may be empty
};

// Keeps the draft with all that belongs to it, and who discarded it, when and why, also as a correction; its number and
// its file are free from then on. Returns its id. Errors: those of ChangeDirective and CheckDraft.
absl::StatusOr<std::string> DiscardDirective(Context& context, const DiscardCommand& command);

// A draft again, as it was; the discarding counts as a correction that was taken back. Returns its id. Errors: those of
// ChangeDirective, of which DUPLICATE_NUMBER where its number or its file is another's by now; FAILED_PRECONDITION
// (NOT_DISCARDED).
absl::StatusOr<std::string> RestoreDirective(Context& context, const Request& request, const AtVersion& target);

}  // namespace dondoc::directive::app
