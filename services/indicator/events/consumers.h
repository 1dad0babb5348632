// Facts that this service takes: decoded, checked for shape, handed to one operation each. All are idempotent and take
// facts in any order.
//
// INVALID_ARGUMENT, reason BAD_FACT, for what no such fact can hold: a dead letter.
#pragma once

#include "common/messaging/consumer.h"
#include "services/indicator/app/context.h"

namespace dondoc::indicator::events {

// indicator.v1.ContributionsChanged: units below have added something.
messaging::Handler OnContributionsChanged(app::Context& context);

// indicator.v1.IndicatorDefined: the catalogue has grown.
messaging::Handler OnIndicatorDefined(app::Context& context);

// directive.v1.DirectiveIssued: its targets are kept.
messaging::Handler OnDirectiveIssued(app::Context& context);

}  // namespace dondoc::indicator::events
