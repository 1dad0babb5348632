// CorrectDirective: what a person changes in a draft; UndoCorrection; ResolveDirective.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directive/app/change_directive.h"
#include "services/directive/app/context.h"

namespace dondoc::directive::app {

// "tasks[7]" is none.
struct Drop {
  std::string item;
};
// What a name means: a unit's id or another name, seen from the issuer.
struct Resolve {
  std::string name;
  std::string means;
};
// The unit that issues it.
struct SetIssuer {
  std::string unit_id;
};
using Correction = std::variant<Edit, Addition, Drop, Resolve, SetIssuer>;

struct CorrectCommand {
  Request request;
  AtVersion target;
  std::vector<Correction> corrections;
};

// All corrections or none; keeps each field that changed. Names that become known to nobody yet are resolved at once
// where the organization service can be asked; a new issuer has all names resolved anew, from its point of view.
// Returns the directive's id. Errors: those of ChangeDirective, domain/corrections.h and CheckDraft; INVALID_ARGUMENT
// (UNIT_NOT_FOUND, NO_SUCH_NAME); UNAVAILABLE where a unit must be looked up and cannot be.
absl::StatusOr<std::string> CorrectDirective(Context& context, const CorrectCommand& command);

// Applies corrections to a draft, as CorrectDirective does, without writing anything.
absl::StatusOr<Changed> ApplyCorrections(Context& context, const Request& request, const Directive& draft,
                                         const std::vector<Correction>& corrections);

// Takes the newest correction back. FAILED_PRECONDITION (NOTHING_TO_UNDO); those of CheckDraft.
absl::StatusOr<std::string> UndoCorrection(Context& context, const Request& request, const AtVersion& target);

// Asks again for the names that are not known. UNAVAILABLE where they cannot be asked for. Errors: those of CheckDraft.
absl::StatusOr<std::string> ResolveDirective(Context& context, const Request& request, const AtVersion& target);

}  // namespace dondoc::directive::app
