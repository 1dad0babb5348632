// Keys of Ed25519 (RFC 8032): what tokens are signed with and checked against.
//
// A key's id is its JWK thumbprint (RFC 7638, RFC 8037): 43 characters that follow from the public key, so that two
// keys never share an id and an id never has to be handed out. Pure but for Generate; thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace dondoc::tokens {

inline constexpr std::size_t kPublicKeyBytes = 32;
inline constexpr std::size_t kSeedBytes = 32;
inline constexpr std::size_t kSignatureBytes = 64;

// The id of a public key (32 bytes).
std::string KeyId(std::string_view public_key);

// Whether `signature` is that of `message` under `public_key`. False for whatever has not the right length, for a key
// of small order and for a signature that is not in its one canonical form.
bool IsSignatureOf(std::string_view message, std::string_view signature, std::string_view public_key);

// A private key. Overwritten in memory when it goes.
class SigningKey {
 public:
  // From the operating system's random source.
  static SigningKey Generate();
  // From the 32 bytes of the private part. INVALID_ARGUMENT (KEY_MALFORMED) for another length.
  static absl::StatusOr<SigningKey> FromSeed(std::string_view seed);

  SigningKey(SigningKey&& other) noexcept;
  SigningKey& operator=(SigningKey&& other) noexcept;
  SigningKey(const SigningKey&) = delete;
  SigningKey& operator=(const SigningKey&) = delete;
  ~SigningKey();

  const std::string& id() const { return id_; }
  const std::string& public_key() const { return public_key_; }
  // The private part, for who keeps it: a file of mode 0600, or sealed. Never for a log.
  std::string_view seed() const;

  std::string Sign(std::string_view message) const;

 private:
  SigningKey() = default;
  void Wipe();

  std::array<std::uint8_t, 64> secret_{};  // the seed, then the public key, as libsodium wants it
  std::string public_key_;
  std::string id_;
};

}  // namespace dondoc::tokens
