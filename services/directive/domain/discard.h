// Taking a draft away that came in by mistake, and bringing it back.
//
// Pure, thread-safe.
#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/directive/domain/corrections.h"
#include "services/directive/domain/directive.h"

namespace dondoc::directive {

// OK where it is a draft. Otherwise FAILED_PRECONDITION with the field "state": DIRECTIVE_ISSUED, DIRECTIVE_DISCARDED.
absl::Status CheckDraft(const Directive& directive);

// Discards a draft; nothing else of it changes. Errors: those of CheckDraft.
absl::StatusOr<std::vector<Change>> Discard(Directive& draft, Discarding by);

// Makes a draft of a discarded one again. FAILED_PRECONDITION (NOT_DISCARDED, field "state"). Whether its number and
// its file are free still is for who knows the others to say.
absl::StatusOr<std::vector<Change>> Restore(Directive& directive);

}  // namespace dondoc::directive
