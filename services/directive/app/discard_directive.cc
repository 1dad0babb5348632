#include "services/directive/app/discard_directive.h"

#include "common/status/status.h"
#include "services/directive/domain/discard.h"

namespace dondoc::directive::app {

absl::StatusOr<std::string> DiscardDirective(Context& context, const DiscardCommand& command) {
  const Request& request = command.request;
  return ChangeDirective(
      context, request, "DiscardDirective", command.target,
      [&](const Directive& draft, TimePoint now) -> absl::StatusOr<Changed> {
        Changed changed{draft, {}, std::nullopt};
        DONDOC_ASSIGN_OR_RETURN(
            changed.changes,
            Discard(changed.directive,
                    {.at = now, .unit_id = request.unit_id, .user = request.user, .reason = command.reason}));
        return changed;
      });
}

absl::StatusOr<std::string> RestoreDirective(Context& context, const Request& request, const AtVersion& target) {
  return ChangeDirective(context, request, "RestoreDirective", target,
                         [](const Directive& discarded, TimePoint) -> absl::StatusOr<Changed> {
                           // Nothing changes what is discarded: its version is the one that discarding it made.
                           Changed changed{discarded, {}, discarded.version};
                           DONDOC_ASSIGN_OR_RETURN(changed.changes, Restore(changed.directive));
                           return changed;
                         });
}

}  // namespace dondoc::directive::app
