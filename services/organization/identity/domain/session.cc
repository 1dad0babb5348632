#include "services/organization/identity/domain/session.h"

#include <algorithm>

namespace dondoc::identity {

Refresh DecideRefresh(const RefreshToken& token, const std::string& request_id, bool successor_unused, TimePoint now) {
  if (token.session_ended) return Refresh::kEnded;
  if (token.used_at) {
    const bool repeated = token.used_by == request_id && successor_unused && now - *token.used_at < kRepeatWithin;
    return repeated ? Refresh::kRepeat : Refresh::kReplayed;
  }
  return now < token.expires_at && now < token.session_expires_at ? Refresh::kRotate : Refresh::kEnded;
}

TimePoint RefreshExpiry(TimePoint session_expires_at, TimePoint now) {
  return std::min(session_expires_at, now + kRefreshLife);
}

}  // namespace dondoc::identity
