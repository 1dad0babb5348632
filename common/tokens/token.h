// Signed tokens: compact JWS (RFC 7515) over JSON claims (RFC 7519), signed with Ed25519 (RFC 8037) and nothing else.
//
// Two kinds. An *access token* says who calls: header {"alg":"EdDSA","kid":...,"typ":"at+jwt"} (RFC 9068). An
// *assertion* is what another system signs with a key of its own to get an access token (RFC 7523). Neither passes for
// the other.
//
// What a verifier insists on (RFC 8725):
//   - the algorithm is fixed; the header's `alg` is compared with it and chooses nothing;
//   - the header has `alg`, `kid` and `typ` and no other member, so no `jku`, `jwk`, `x5u` or `crit`;
//   - `kid` is one of the ids in the key ring, letter by letter, and `iss` is the issuer of that key;
//   - the signature is checked before any claim is read;
//   - the text is in the one canonical base64url form, JSON has no member twice, at any depth;
//   - it is at most kMaxTokenBytes long, and lives no longer than the verifier allows.
// Claims that are not known are ignored, so that an issuer may be newer than a verifier.
//
// All functions are pure (now is an argument) and thread-safe.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/time/day.h"
#include "common/tokens/key.h"
#include "common/tokens/key_ring.h"

namespace dondoc::tokens {

// The audience of all tokens of the installation.
inline constexpr std::string_view kAudience = "dondoc";

// What a token may have. Metadata of a call may have 8 KiB in all.
inline constexpr std::size_t kMaxTokenBytes = 6144;

enum class Kind { kAccess, kAssertion };

// One unit that the subject acts for, and in which roles.
struct UnitRoles {
  std::string unit_id;
  std::vector<std::string> roles;
  bool operator==(const UnitRoles&) const = default;
};

// What a token says. Times are whole seconds: fractions are cut off when it is signed.
struct Claims {
  std::string issuer;               // iss
  std::string audience;             // aud
  std::string subject;              // sub: "user:UUID", "client:ID", "service:NAME", "operator"
  std::string id;                   // jti; may be empty in an access token
  std::string name;                 // name: what people call the subject, for logs and the audit
  std::string session_id;           // sid; empty for none
  TimePoint issued_at;              // iat
  TimePoint not_before;             // nbf; in an assertion without one, iat
  TimePoint expires_at;             // exp
  std::vector<std::string> scopes;  // scope: words with a space between
  std::vector<UnitRoles> units;     // units
  bool operator==(const Claims&) const = default;
};

// The token. INVALID_ARGUMENT (TOKEN_TOO_LONG, TOKEN_MALFORMED) for claims that no verifier would take: too much, not
// UTF-8, a scope with a space or an end that is not after the beginning.
absl::StatusOr<std::string> Sign(const Claims& claims, Kind kind, const SigningKey& key);

struct Expectation {
  Kind kind = Kind::kAccess;
  std::string audience{kAudience};
  // By how much clocks may differ.
  std::chrono::seconds leeway{10};
  // exp - iat at most.
  std::chrono::seconds longest_life{3600};
};

// The claims of a token that is genuine and valid at `now`. Everything else is UNAUTHENTICATED:
//   TOKEN_TOO_LONG, TOKEN_MALFORMED  not such a token
//   TOKEN_KEY_UNKNOWN                `kid` is no key of the ring (anymore)
//   TOKEN_SIGNATURE_WRONG            not signed by that key
//   TOKEN_EXPIRED, TOKEN_NOT_YET_VALID
//   TOKEN_NOT_FOR_US                 of another issuer than the key's, for another audience, or longer-lived than
//   allowed
// The reasons are no help to a forger: from a signature that is not ours nothing is read.
absl::StatusOr<Claims> Verify(std::string_view token, const KeyRing& keys, const Expectation& expected, TimePoint now);

}  // namespace dondoc::tokens
