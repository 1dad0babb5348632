#include "services/indicator/rpc/request.h"
#include "common/audit/rpc/caller.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <openssl/sha.h>

#include <string>

namespace dondoc::indicator {
namespace {

std::string HashOf(const google::protobuf::Message& message) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    message.SerializePartialToCodedStream(&coded);
  }
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const unsigned char byte : digest) {
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

}  // namespace

app::Request RequestOf(const google::protobuf::Message& message, const std::string& request_id, const rpc::Call& call) {
  return {
      .id = request_id,
      .method = message.GetDescriptor()->name(),
      .hash = HashOf(message),
      .trace = call.trace,
      .user = call.caller.user,
      .unit_id = call.caller.unit_id,
      .permit = call.Permits(),
      .caller = audit::CallerOf(call),
  };
}

}  // namespace dondoc::indicator
