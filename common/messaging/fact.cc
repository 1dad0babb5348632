#include "common/messaging/fact.h"

#include <fmt/core.h>

#include <utility>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "common/time/timestamp.h"
#include "dondoc/common/v1/envelope.pb.h"

namespace dondoc::messaging {
namespace {

absl::Status Unreadable(std::string_view what) {
  return Error(absl::StatusCode::kInvalidArgument, "FACT_UNREADABLE", what);
}

}  // namespace

OutgoingFact MakeFact(std::string id, Destination destination, TimePoint time,
                      const google::protobuf::MessageLite& message, std::string trace) {
  return {.id = std::move(id),
          .destination = destination,
          .type = message.GetTypeName(),
          .time = time,
          .payload = message.SerializeAsString(),
          .trace = std::move(trace)};
}

absl::Status internal::ParsePayload(const Fact& fact, google::protobuf::MessageLite& message) {
  if (fact.type != message.GetTypeName()) {
    return Unreadable(fmt::format("fact {} is a {}, not a {}", fact.id, fact.type, message.GetTypeName()));
  }
  if (!message.ParseFromString(fact.payload)) {
    return Unreadable(fmt::format("the payload of fact {} is not a readable {}", fact.id, fact.type));
  }
  return absl::OkStatus();
}

std::string MakeEnvelope(const Fact& fact) {
  common::v1::Envelope envelope;
  envelope.set_id(fact.id);
  envelope.set_type(fact.type);
  *envelope.mutable_time() = ToTimestamp(fact.time);
  envelope.set_source(fact.source);
  envelope.set_trace(fact.trace);
  envelope.set_payload(fact.payload);
  return envelope.SerializeAsString();
}

absl::StatusOr<Fact> ParseEnvelope(std::string_view bytes) {
  common::v1::Envelope envelope;
  if (!envelope.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
    return Unreadable("the entry is not an Envelope");
  if (!IsUuid(envelope.id())) return Unreadable("the entry's fact has no id");
  if (envelope.type().empty()) return Unreadable(fmt::format("fact {} has no type", envelope.id()));
  const std::optional<TimePoint> time = ToTimePoint(envelope.time());
  if (!time.has_value()) return Unreadable(fmt::format("the time of fact {} is none", envelope.id()));
  Fact fact;
  fact.id = envelope.id();
  fact.type = envelope.type();
  fact.time = *time;
  fact.source = envelope.source();
  fact.trace = envelope.trace();
  fact.payload = std::move(*envelope.mutable_payload());
  return fact;
}

}  // namespace dondoc::messaging
