#include "common/rpc/status_mapping.h"

#include <string>

#include "common/status/status.h"
#include "dondoc/common/v1/error_info.pb.h"
#include "dondoc/common/v1/rpc_status.pb.h"

namespace dondoc::rpc {
namespace {
// The type URL of the message that ErrorInfo is wire-compatible with: any client that knows Google's error model can
// read it.
constexpr char kErrorInfoUrl[] = "type.googleapis.com/google.rpc.ErrorInfo";
}  // namespace

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const std::string message(status.message().data(), status.message().size());
  const auto code = static_cast<grpc::StatusCode>(status.code());
  const std::string reason = Reason(status);
  if (reason.empty()) return {code, message};
  common::v1::ErrorInfo info;
  info.set_reason(reason);
  info.set_domain("dondoc");
  for (const auto& [key, value] : Metadata(status)) (*info.mutable_metadata())[key] = value;
  common::v1::RpcStatus detail;
  detail.set_code(static_cast<int>(code));
  detail.set_message(message);
  google::protobuf::Any* any = detail.add_details();
  any->set_type_url(kErrorInfoUrl);
  any->set_value(info.SerializeAsString());
  return {code, message, detail.SerializeAsString()};
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  const auto code = static_cast<absl::StatusCode>(status.error_code());
  common::v1::RpcStatus detail;
  if (!status.error_details().empty() && detail.ParseFromString(status.error_details())) {
    for (const google::protobuf::Any& any : detail.details()) {
      common::v1::ErrorInfo info;
      if (any.type_url() != kErrorInfoUrl || !info.ParseFromString(any.value())) continue;
      absl::Status mapped = Error(code, info.reason(), status.error_message());
      for (const auto& [key, value] : info.metadata()) mapped = WithMetadata(mapped, key, value);
      return mapped;
    }
  }
  // No reason: the transport spoke, not the service.
  if (code == absl::StatusCode::kUnavailable) return Error(code, "SERVICE_UNAVAILABLE", status.error_message());
  if (code == absl::StatusCode::kDeadlineExceeded) return Error(code, "DEADLINE_EXCEEDED", status.error_message());
  if (code == absl::StatusCode::kResourceExhausted)
    return Error(code, "OVERLOADED_OR_TOO_LARGE", status.error_message());
  return absl::Status(code, status.error_message());
}

}  // namespace dondoc::rpc
