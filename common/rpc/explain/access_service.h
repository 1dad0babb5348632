// AccessService: why somebody may call an RPC of this process on an object, or not. Thread-safe.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/rpc/unary.h"
#include "dondoc/common/v1/access_service.grpc.pb.h"

namespace dondoc::rpc {

// The units that an object of one of this service's RPCs has to do with, as the operations load them; as recipients
// those of `unit_ids` alone. An object that is a unit is itself. NOT_FOUND where there is none.
using FindParties =
    std::function<absl::StatusOr<access::Parties>(const std::string& object, const std::vector<std::string>& unit_ids)>;

class AccessServiceImpl final : public common::v1::AccessService::Service {
 public:
  // `file` declares the service's RPCs. `environment`, with the tree, must outlive it.
  AccessServiceImpl(const Environment& environment, const google::protobuf::FileDescriptor& file,
                    FindParties find_parties)
      : environment_(environment), file_(file), find_parties_(std::move(find_parties)) {}

  grpc::Status ExplainAccess(grpc::ServerContext* context, const common::v1::ExplainAccessRequest* request,
                             common::v1::AccessExplanation* response) override;

 private:
  absl::StatusOr<common::v1::AccessExplanation> Explain(const common::v1::ExplainAccessRequest& request) const;

  const Environment& environment_;
  const google::protobuf::FileDescriptor& file_;
  const FindParties find_parties_;
};

}  // namespace dondoc::rpc
