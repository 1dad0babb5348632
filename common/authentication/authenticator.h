// Who calls: from the metadata of a call to a caller, or UNAUTHENTICATED. What rpc::Environment::authenticate is.
//
// `authorization: Bearer <access token>` says who; `x-dondoc-unit` says for which unit. Thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/access/access.h"
#include "common/authentication/key_cache.h"
#include "common/time/clock.h"

namespace grpc {
class ServerContext;
}

namespace dondoc::authentication {

// What a call says.
struct Credentials {
  std::vector<std::string> authorization;  // each value under that key
  std::vector<std::string> unit;
  std::string address;  // where from (AddressOf)
};

class Authenticator {
 public:
  // Both must outlive it.
  Authenticator(KeyCache& keys, const Clock& clock) : keys_(keys), clock_(clock) {}

  // A caller without a subject where nothing was said. UNAUTHENTICATED: NOT_A_BEARER for another scheme or more than
  // one value, and the reasons of tokens::Verify. INVALID_ARGUMENT (BAD_ID) where the unit is no UUID or there are two.
  absl::StatusOr<access::Caller> Authenticate(const Credentials& credentials);
  absl::StatusOr<access::Caller> Authenticate(const grpc::ServerContext& context);

 private:
  KeyCache& keys_;
  const Clock& clock_;
};

// Where a call over a Unix socket comes from: such a socket has no address, and nobody reaches it but from this
// machine.
inline constexpr std::string_view kLocal = "local";

// "10.0.0.7" of gRPC's "ipv4:10.0.0.7:51234", "2001:db8::1" of "ipv6:%5B2001:db8::1%5D:51234"; kLocal of a Unix socket.
// Empty for what is neither.
std::string AddressOf(std::string_view peer);

}  // namespace dondoc::authentication
