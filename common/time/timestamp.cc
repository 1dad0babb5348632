#include "common/time/timestamp.h"

#include <google/protobuf/util/time_util.h>

#include <chrono>

namespace dondoc {

using google::protobuf::util::TimeUtil;

google::protobuf::Timestamp ToTimestamp(TimePoint moment) {
  return TimeUtil::MicrosecondsToTimestamp(moment.time_since_epoch().count());
}

std::optional<TimePoint> ToTimePoint(const google::protobuf::Timestamp& time) {
  if (time.seconds() < TimeUtil::kTimestampMinSeconds || time.seconds() > TimeUtil::kTimestampMaxSeconds ||
      time.nanos() < 0 || time.nanos() > 999'999'999) {
    return std::nullopt;
  }
  return TimePoint(std::chrono::microseconds(TimeUtil::TimestampToMicroseconds(time)));
}

}  // namespace dondoc
