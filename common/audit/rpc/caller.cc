#include "common/audit/rpc/caller.h"

namespace dondoc::audit {

Caller CallerOf(const rpc::Call& call) {
  return {.subject = call.caller.subject,
          .name = call.caller.user,
          .unit_id = call.caller.unit_id,
          .address = call.caller.address,
          .trace = call.trace};
}

}  // namespace dondoc::audit
