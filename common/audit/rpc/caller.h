// Who calls, as the audit records it. Pure.
#pragma once

#include "common/audit/act.h"
#include "common/rpc/unary.h"

namespace dondoc::audit {

Caller CallerOf(const rpc::Call& call);

}  // namespace dondoc::audit
