// Keys of Ed25519 as the files that openssl reads and writes (RFC 8410): `openssl genpkey -algorithm ed25519` makes a
// private one, `openssl pkey -pubout` a public one. Only this one kind of key, unencrypted. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/tokens/key.h"

namespace dondoc::tokens {

// The text of a file. Errors are INVALID_ARGUMENT (KEY_MALFORMED) and never quote what was read.
absl::StatusOr<SigningKey> ReadPrivatePem(std::string_view text);
// The 32 bytes of a public key.
absl::StatusOr<std::string> ReadPublicPem(std::string_view text);

std::string WritePrivatePem(const SigningKey& key);
std::string WritePublicPem(std::string_view public_key);

}  // namespace dondoc::tokens
