// Sessions: what becomes of a refresh token that somebody shows.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "common/time/day.h"

namespace dondoc::identity {

inline constexpr std::chrono::minutes kAccessLife{10};
inline constexpr std::chrono::hours kRefreshLife{14 * 24};  // where it is not used
inline constexpr std::chrono::hours kSessionLife{90 * 24};  // at most; then the password is asked for again
// An answer that was lost is asked for again within this time.
inline constexpr std::chrono::minutes kRepeatWithin{2};

// A refresh token and its session, as they are kept.
struct RefreshToken {
  std::string session_id;
  std::string user_id;
  TimePoint expires_at;
  TimePoint session_expires_at;
  bool session_ended = false;
  std::optional<TimePoint> used_at;
  std::string used_by;  // the request
};

enum class Refresh {
  kRotate,    // it is good: another one takes its place
  kRepeat,    // the same request again, whose answer was lost: the same answer
  kReplayed,  // it was used before: two have it, and one of them has stolen it; the session ends
  kEnded,     // it is good no more
};

// `successor_unused`: whether the token that took its place is still to be used.
Refresh DecideRefresh(const RefreshToken& token, const std::string& request_id, bool successor_unused, TimePoint now);

// When a refresh token that is made now expires.
TimePoint RefreshExpiry(TimePoint session_expires_at, TimePoint now);

}  // namespace dondoc::identity
