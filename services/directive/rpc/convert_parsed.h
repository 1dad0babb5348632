// The reader's proposal as a message.
//
// Thread-safety: pure.
#pragma once

#include "dondoc/directive/v1/parsed_directive.pb.h"
#include "services/directive/domain/parsed_directive.h"

namespace dondoc::directive {

v1::ParsedDirective ToProto(const ParsedDirective& parsed);

// The other way: what a client or the store hands back. Values that the message leaves out are empty.
ParsedDirective FromProto(const v1::ParsedDirective& message);

}  // namespace dondoc::directive
