// Holds a proposal against what is right: what people confirmed, or answers made by hand.
//
// Pure, thread-safe. Cost: a comparison of each expected item with the proposed ones until one fits: near the number of
// items where most are right.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "services/directive/domain/evaluation/evaluation.h"
#include "services/directive/domain/parsed_directive.h"

namespace dondoc::directive::evaluation {

// Fields of ParsedDirective by the names of the message ("number", "assignments"). Only those asked for are compared:
// answers may be for the header alone, and people confirm only what they can correct.
using Fields = std::set<std::string, std::less<>>;

// The evaluation of one document. An item is right where the texts begin alike and the names are alike (alike.h);
// dates, numbers and kinds are the same. A field of the header that `expected` has not and `proposed` has is wrong
// where it is asked for.
Evaluation Compare(const ParsedDirective& expected, const ParsedDirective& proposed, const Fields& asked);

}  // namespace dondoc::directive::evaluation
