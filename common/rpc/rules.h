// The rules of the protos (dondoc/common/v1/access.proto) as common/access decides by them.
//
// Thread-safe; what was found once costs a look-up.
#pragma once

#include "common/access/access.h"

namespace google::protobuf {
class Descriptor;
class MethodDescriptor;
}  // namespace google::protobuf

namespace dondoc::rpc {

// The rule that is declared beside an RPC; of an RPC without one, that nobody may call it.
access::Rule ReadRule(const google::protobuf::MethodDescriptor& method);

// An RPC's own rule, and that of the RPC that it names in hidden_unless (null for none).
struct MethodRules {
  access::Rule rule;
  const access::Rule* visible = nullptr;
};

// The rules of the RPC whose request this is: it stands in the same file, and every RPC has a request of its own
// (tests/architecture). A request of no RPC has a rule that nobody meets. Lives as long as the process.
const MethodRules& RulesOf(const google::protobuf::Descriptor& request);

}  // namespace dondoc::rpc
