// What a write's message and call say to the operation.
#pragma once

#include <google/protobuf/message.h>

#include "common/rpc/unary.h"
#include "services/indicator/app/context.h"

namespace dondoc::indicator {

// The request of a message that has a request_id: its method is the message's name, its hash the SHA-256 of its
// content. Thread-safe.
app::Request RequestOf(const google::protobuf::Message& message, const std::string& request_id, const rpc::Call& call);

template <typename Message>
app::Request RequestOf(const Message& message, const rpc::Call& call) {
  return RequestOf(message, message.request_id(), call);
}

}  // namespace dondoc::indicator
