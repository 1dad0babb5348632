// The reader's proposal as a message.
//
// Thread-safety: pure.
#pragma once

#include "dondoc/directive/v1/parsed_directive.pb.h"
#include "services/directive/domain/parsed_directive.h"

namespace dondoc::directive {

v1::ParsedDirective ToProto(const ParsedDirective& parsed);
v1::Signer ToProto(const Signer& signer);
v1::Citation ToProto(const Citation& citation);
v1::Recipient ToProto(const Recipient& recipient);
v1::HeaderSources ToProto(const HeaderSources& sources);
v1::Due ToProto(const Due& due);

// The other way: what a client or the store hands back. Values that the message leaves out are empty.
ParsedDirective FromProto(const v1::ParsedDirective& message);
Due FromProto(const v1::Due& message);

}  // namespace dondoc::directive
