// The life of the keys that tokens are signed with. A key is believed from when it is made; it signs a little later,
// when all services know it; once the next one signs and its last token has expired, it is removed.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "common/time/day.h"

namespace dondoc::identity {

// By then every service has asked again.
inline constexpr std::chrono::seconds kKnownAfter{15};
inline constexpr std::chrono::hours kRotateAfter{30 * 24};
// The last token of a key has expired for all clocks.
inline constexpr std::chrono::minutes kRemoveAfter{20};

struct SigningKeyRecord {
  std::string id;
  std::string public_key;
  std::string sealed;  // empty once it is removed
  TimePoint created_at;
  TimePoint signs_from;
  std::optional<TimePoint> removed_at;
};

// The key that signs now: of those that may, the one that began last. Where none may yet, the first that will, so that
// nobody waits for a key that was just made because all others were removed. Null where there is none.
const SigningKeyRecord* SignerAt(const std::vector<SigningKeyRecord>& keys, TimePoint now);

// From when a key that is made now signs: at once where there is no other.
TimePoint SignsFrom(const std::vector<SigningKeyRecord>& keys, TimePoint now);

// Whether it is time for the next one: there is none, or the newest has signed for long enough.
bool IsRotationDue(const std::vector<SigningKeyRecord>& keys, TimePoint now);

// Ids of keys whose last token has expired.
std::vector<std::string> OutlivedAt(const std::vector<SigningKeyRecord>& keys, TimePoint now);

}  // namespace dondoc::identity
