// AccessService: why somebody may call an RPC of this process on an object, or not. Thread-safe.
//
// It decides nothing: it puts the question to common/access about the units that the RPC itself asks about, as the code
// of the service says (AskAbout), with the caller that is asked about instead of one who calls.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/access/permit.h"
#include "common/rpc/unary.h"
#include "dondoc/common/v1/access_service.grpc.pb.h"

namespace dondoc::rpc {

// What is asked about.
struct AccessQuestion {
  std::string rpc;                    // "CompleteAssignment"
  std::string object;                 // as its callers name it; empty where none was named
  std::vector<std::string> unit_ids;  // of the caller: of an object's recipients, those of them suffice
};

// Asks `permit` about the units of the object, as the operation of the RPC does: where one question suffices for the
// caller, until it is answered with OK. Returns what the operation would be told: OK, or what `permit` said. An RPC
// that is about one thing alone, as the whole country or the unit of who calls, is asked about that without an object.
// Without an object, where the RPC needs one, asks nothing and returns OK. NOT_FOUND where there is no such object; of
// one that is a unit itself it need not be looked whether there is that (Environment::unit_name says it).
using AskAbout = std::function<absl::Status(const AccessQuestion& question, const access::Permit& permit)>;

// One contract that a process serves: the file that declares it, and how its RPCs ask. Where none of them depends on
// an object, there is nothing to ask.
struct Explained {
  const google::protobuf::FileDescriptor* file = nullptr;
  AskAbout ask = nullptr;
};

class AccessServiceImpl final : public common::v1::AccessService::Service {
 public:
  // `contracts` are the process's own; those that every process serves (audit, clock, access) are known here.
  // `environment`, with the tree, must outlive it.
  AccessServiceImpl(const Environment& environment, std::vector<Explained> contracts);

  grpc::Status ExplainAccess(grpc::ServerContext* context, const common::v1::ExplainAccessRequest* request,
                             common::v1::AccessExplanation* response) override;

 private:
  absl::Status RequireUnit(const std::string& unit_id) const;
  absl::StatusOr<common::v1::AccessExplanation> Explain(const common::v1::ExplainAccessRequest& request) const;

  const Environment& environment_;
  std::vector<Explained> contracts_;
};

}  // namespace dondoc::rpc
