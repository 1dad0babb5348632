#include "common/tokens/token.h"

#include <optional>

#include "common/status/status.h"
#include "common/tokens/base64.h"
#include "common/tokens/claims_json.h"

namespace dondoc::tokens {
namespace {

constexpr std::string_view kAlgorithm = "EdDSA";
constexpr std::string_view kAccessType = "at+jwt";
constexpr std::string_view kAssertionType = "JWT";

absl::Status Malformed() {
  return Unauthenticated("TOKEN_MALFORMED", "this is no token of the kind that is wanted here");
}

absl::Status TooLong(absl::StatusCode code) {
  return Error(code, "TOKEN_TOO_LONG", "a token has at most " + std::to_string(kMaxTokenBytes) + " bytes");
}

bool IsOfKind(const Header& header, Kind kind) {
  if (kind == Kind::kAccess) return header.type == kAccessType;
  return !header.type || header.type == kAssertionType;
}

// The three parts of the text; nothing unless there are just three.
struct Parts {
  std::string_view header, claims, signature, signed_text;
};
std::optional<Parts> Split(std::string_view token) {
  const std::size_t first = token.find('.');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = token.find('.', first + 1);
  if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos) return std::nullopt;
  return Parts{.header = token.substr(0, first),
               .claims = token.substr(first + 1, second - first - 1),
               .signature = token.substr(second + 1),
               .signed_text = token.substr(0, second)};
}

absl::Status CheckClaims(const Claims& claims, const PublicKey& key, const Expectation& expected, TimePoint now) {
  if (claims.issuer != key.issuer || claims.audience != expected.audience)
    return Unauthenticated("TOKEN_NOT_FOR_US", "the token is of another issuer or for another audience");
  if (now < claims.not_before - expected.leeway || now < claims.issued_at - expected.leeway)
    return Unauthenticated("TOKEN_NOT_YET_VALID", "the token is not yet valid");
  if (now >= claims.expires_at + expected.leeway) return Unauthenticated("TOKEN_EXPIRED", "the token has expired");
  if (claims.expires_at - claims.issued_at > expected.longest_life)
    return Unauthenticated("TOKEN_NOT_FOR_US", "the token lives longer than is allowed here");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> Sign(const Claims& claims, Kind kind, const SigningKey& key) {
  const auto wrong = [] {
    return Error(absl::StatusCode::kInvalidArgument, "TOKEN_MALFORMED", "no verifier would take these claims");
  };
  if (claims.expires_at <= claims.not_before || claims.expires_at <= claims.issued_at) return wrong();
  for (const std::string& scope : claims.scopes)
    if (scope.empty() || scope.find(' ') != std::string::npos) return wrong();
  const std::optional<std::string> json = WriteClaims(claims);
  if (!json || !ReadClaims(*json)) return wrong();
  const std::string header = WriteHeader({.algorithm = std::string(kAlgorithm),
                                          .key_id = key.id(),
                                          .type = std::string(kind == Kind::kAccess ? kAccessType : kAssertionType)});
  std::string token = ToBase64Url(header) + "." + ToBase64Url(*json);
  token += "." + ToBase64Url(key.Sign(token));
  if (token.size() > kMaxTokenBytes) return TooLong(absl::StatusCode::kInvalidArgument);
  return token;
}

absl::StatusOr<Claims> Verify(std::string_view token, const KeyRing& keys, const Expectation& expected, TimePoint now) {
  if (token.size() > kMaxTokenBytes) return TooLong(absl::StatusCode::kUnauthenticated);
  const std::optional<Parts> parts = Split(token);
  if (!parts) return Malformed();
  const std::optional<std::string> header_json = FromBase64Url(parts->header);
  const std::optional<std::string> signature = FromBase64Url(parts->signature);
  if (!header_json || !signature) return Malformed();
  const std::optional<Header> header = ReadHeader(*header_json);
  if (!header || header->algorithm != kAlgorithm || !IsOfKind(*header, expected.kind)) return Malformed();
  const PublicKey* key = keys.Find(header->key_id);
  if (key == nullptr)
    return Unauthenticated("TOKEN_KEY_UNKNOWN", "the token is signed with a key that is not known here");
  if (!IsSignatureOf(parts->signed_text, *signature, key->bytes))
    return Unauthenticated("TOKEN_SIGNATURE_WRONG", "the token's signature is not that of its key");
  const std::optional<std::string> claims_json = FromBase64Url(parts->claims);
  if (!claims_json) return Malformed();
  std::optional<Claims> claims = ReadClaims(*claims_json);
  if (!claims) return Malformed();
  DONDOC_RETURN_IF_ERROR(CheckClaims(*claims, *key, expected, now));
  return *std::move(claims);
}

}  // namespace dondoc::tokens
