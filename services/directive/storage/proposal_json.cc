#include "services/directive/storage/proposal_json.h"

#include <google/protobuf/util/json_util.h>

#include "common/postgres/values.h"
#include "common/status/status.h"
#include "services/directive/rpc/convert_parsed.h"

namespace dondoc::directive {

std::string ProposalJson(const ParsedDirective& proposal) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(ToProto(proposal), &json, options).ok()) {
    throw pg::DecodeError("a proposal that cannot be written as JSON");
  }
  return json;
}

absl::StatusOr<ParsedDirective> ProposalFromJson(const std::string& json) {
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  v1::ParsedDirective message;
  if (!google::protobuf::util::JsonStringToMessage(json, &message, options).ok()) {
    return Internal("a stored proposal cannot be read");
  }
  return FromProto(message);
}

}  // namespace dondoc::directive
