#include "services/organization/identity/rpc/key_service.h"

#include <vector>

#include "common/status/status.h"
#include "services/organization/identity/storage/signing_key_storage.h"

namespace dondoc::identity {

grpc::Status KeyServiceImpl::GetSigningKeys(grpc::ServerContext* context,
                                            const common::v1::GetSigningKeysRequest* request,
                                            common::v1::SigningKeys* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call&) -> absl::StatusOr<common::v1::SigningKeys> {
        DONDOC_ASSIGN_OR_RETURN(const std::vector<SigningKeyRecord> keys,
                                context_.database.Run([](pg::Transaction& tx) { return ListSigningKeys(tx); }));
        common::v1::SigningKeys answer;
        for (const SigningKeyRecord& key : keys) {
          if (!key.removed_at) answer.add_public_keys(key.public_key);
        }
        return answer;
      });
}

}  // namespace dondoc::identity
