// Finding out who is meant by the names in a draft. Asks the organization service, so never inside a transaction.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/directive/app/unit_directory.h"
#include "services/directive/domain/directive.h"

namespace dondoc::directive::app {

// Resolves the names that are not known yet: first the issuer, seen from `caller_unit` (may be empty), then, once it is
// one unit, all others, seen from it. What nobody is known by stays unknown, with candidates. Names that a person
// settled are left alone. UNAVAILABLE or DEADLINE_EXCEEDED where the organization service cannot be asked; what was
// resolved before that stays.
absl::Status ResolveNames(UnitDirectory& units, const std::string& caller_unit, Directive& draft);

// As ResolveNames, but a draft whose names could not be asked for is a draft all the same: OK then.
absl::Status TryResolveNames(UnitDirectory& units, const std::string& caller_unit, Directive& draft);

// What a person means by `means`: a unit's id, or a name seen from the draft's issuer. INVALID_ARGUMENT
// (UNIT_NOT_FOUND, field `field`) where nobody is known by it, with the candidates in the message.
absl::StatusOr<NamedBody> FindMeaning(UnitDirectory& units, Directive& draft, const std::string& means,
                                      const std::string& field);

}  // namespace dondoc::directive::app
