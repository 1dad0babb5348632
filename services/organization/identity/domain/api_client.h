// Other systems that act for a unit.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/time/day.h"

namespace dondoc::identity {

// From iat to exp of an assertion at most: for so long it is remembered that it was used.
inline constexpr std::chrono::minutes kAssertionLife{5};

struct ApiClient {
  std::string id;
  std::string name;
  std::string unit_id;
  std::vector<std::string> roles;
  std::vector<std::string> scopes;
  std::string public_key;  // 32 bytes
  TimePoint created_at;
  std::optional<TimePoint> revoked_at;
};

// INVALID_ARGUMENT: BAD_CLIENT_ID where the id is not like a login (account.h); BAD_SCOPE where a scope is not
// "things.read" or "things.write", or comes twice, or there is none or more than 32.
absl::Status CheckClient(const ApiClient& client);

}  // namespace dondoc::identity
