#include "common/rpc/testing/trust_metadata.h"

namespace dondoc::rpc {
std::function<absl::StatusOr<Caller>(const grpc::ServerContext&)> TrustMetadata() {
  return [](const grpc::ServerContext& context) -> absl::StatusOr<Caller> {
    Caller caller;
    caller.user = Metadatum(context, "x-dondoc-user");
    caller.unit_id = Metadatum(context, "x-dondoc-unit");
    caller.all = caller.unit_id.empty();
    caller.subject = caller.all ? "operator" : "user:" + caller.user;
    if (!caller.all) {
      caller.memberships.push_back({caller.unit_id, access::Roles(access::kAllRoles)});
    }
    return caller;
  };
}

}  // namespace dondoc::rpc
