// What people confirmed, in the shape of a proposal, so that the two can be compared.
//
// Pure, thread-safe.
#pragma once

#include "services/directive/domain/directive.h"
#include "services/directive/domain/evaluation/compare.h"
#include "services/directive/domain/parsed_directive.h"

namespace dondoc::directive::evaluation {

// Header, tasks, targets and duties as they are now; what was dropped is left out.
ParsedDirective Confirmed(const Directive& directive);

// The fields that Confirmed says: those that a person can correct.
const Fields& ConfirmedFields();

}  // namespace dondoc::directive::evaluation
