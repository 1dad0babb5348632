// What a request says, as one short text: the same for the same content. Pure, thread-safe.
#pragma once

#include <google/protobuf/message_lite.h>

#include <string>

namespace dondoc::notification {

// SHA-256 of the message's deterministic bytes, in hexadecimal.
std::string RequestHash(const google::protobuf::MessageLite& request);

}  // namespace dondoc::notification
