// Moments as protobuf writes them. All functions are pure and thread-safe.
#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <optional>

#include "common/time/day.h"

namespace dondoc {

google::protobuf::Timestamp ToTimestamp(TimePoint moment);

// The moment to the microsecond that it falls into; nothing where the message is none: outside of the years 1 to 9999,
// or with nanoseconds that make no part of a second.
std::optional<TimePoint> ToTimePoint(const google::protobuf::Timestamp& time);

}  // namespace dondoc
