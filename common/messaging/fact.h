// Facts, going out and coming in: something that has happened, as a message of dondoc.<service>.v1. Values;
// thread-safe.
#pragma once

#include <google/protobuf/message_lite.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/messaging/destination.h"
#include "common/time/day.h"

namespace dondoc::messaging {

// A fact to be published.
struct OutgoingFact {
  std::string id;  // UUIDv7 from the service's IdGenerator; the same fact has the same id for ever
  Destination destination = Destination::kAll;
  std::string type;  // full name of the payload's message
  TimePoint time{};  // when it happened: the operation's now
  std::string payload;
  std::string trace = {};  // what caused it; may be empty
};

// A fact that was received.
struct Fact {
  std::string id;
  std::string type;
  TimePoint time{};
  std::string source;
  std::string trace;
  std::string payload;
  std::string stream;      // the key that it came by
  std::string generation;  // the life of that stream, and its number there
  std::int64_t number = 0;
};

// The full name of a message, as facts carry it: Type<directive::v1::DirectiveIssued>() is
// "dondoc.directive.v1.DirectiveIssued".
template <typename Message>
std::string Type() {
  return Message().GetTypeName();
}

// `message` as a fact to be published.
OutgoingFact MakeFact(std::string id, Destination destination, TimePoint time,
                      const google::protobuf::MessageLite& message, std::string trace = {});

namespace internal {
absl::Status ParsePayload(const Fact& fact, google::protobuf::MessageLite& message);
}

// The payload. INVALID_ARGUMENT, reason FACT_UNREADABLE, where it is not such a message.
template <typename Message>
absl::StatusOr<Message> Decode(const Fact& fact) {
  Message message;
  if (absl::Status status = internal::ParsePayload(fact, message); !status.ok()) return status;
  return message;
}

// The bytes of dondoc.common.v1.Envelope, and back. ParseEnvelope leaves stream, generation and number alone;
// INVALID_ARGUMENT, reason FACT_UNREADABLE, where the bytes are no envelope or it has no well-formed id or no type.
std::string MakeEnvelope(const Fact& fact);
absl::StatusOr<Fact> ParseEnvelope(std::string_view bytes);

}  // namespace dondoc::messaging
