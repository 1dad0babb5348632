#include "services/directive/domain/discard.h"

#include <optional>
#include <string>
#include <utility>

#include "common/status/status.h"
#include "services/directive/domain/enum_names.h"

namespace dondoc::directive {
namespace {

// What people call it by: a draft may have no number.
std::string Called(const Directive& directive) {
  return "directive " + (directive.number.empty() ? directive.id : directive.number);
}

std::string ReasonOf(const std::optional<Discarding>& discarded) {
  return discarded.has_value() ? discarded->reason : "";
}

// Moves to another state; the fields that have another value then.
std::vector<Change> MoveTo(Directive& directive, State state, std::optional<Discarding> discarded) {
  const State before = std::exchange(directive.state, state);
  const std::string reason_before = ReasonOf(std::exchange(directive.discarded, std::move(discarded)));
  const std::string reason = ReasonOf(directive.discarded);
  std::vector<Change> changes = {{"state", std::string(Name(before)), std::string(Name(state))}};
  if (reason_before != reason) {
    changes.push_back({"discard_reason", reason_before, reason});
  }
  return changes;
}

}  // namespace

absl::Status CheckDraft(const Directive& directive) {
  switch (directive.state) {
    case State::kDraft:
      return absl::OkStatus();
    case State::kIssued:
      return Error(absl::StatusCode::kFailedPrecondition, "DIRECTIVE_ISSUED",
                   Called(directive) + " is issued; nothing in it changes any more", {{"field", "state"}});
    case State::kDiscarded:
      break;
  }
  return Error(absl::StatusCode::kFailedPrecondition, "DIRECTIVE_DISCARDED",
               Called(directive) + " is discarded; only a draft can be changed, restore it first",
               {{"field", "state"}});
}

absl::StatusOr<std::vector<Change>> Discard(Directive& draft, Discarding by) {
  DONDOC_RETURN_IF_ERROR(CheckDraft(draft));
  return MoveTo(draft, State::kDiscarded, std::move(by));
}

absl::StatusOr<std::vector<Change>> Restore(Directive& directive) {
  if (directive.state != State::kDiscarded) {
    return Error(absl::StatusCode::kFailedPrecondition, "NOT_DISCARDED",
                 Called(directive) + " is not discarded; there is nothing to restore", {{"field", "state"}});
  }
  return MoveTo(directive, State::kDraft, std::nullopt);
}

}  // namespace dondoc::directive
