#include "common/tokens/key.h"

#include <sodium.h>

#include <cstdlib>
#include <utility>

#include "common/status/status.h"
#include "common/tokens/base64.h"

namespace dondoc::tokens {
namespace {

const unsigned char* Bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// Chooses the fastest code for the processor and opens the random source; fails only where there is none.
void NeedSodium() {
  static const int kReady = sodium_init();
  if (kReady < 0) std::abort();
}

}  // namespace

std::string KeyId(std::string_view public_key) {
  // RFC 7638: the required members in the order of their names, no spaces.
  const std::string jwk = R"({"crv":"Ed25519","kty":"OKP","x":")" + ToBase64Url(public_key) + R"("})";
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()), Bytes(jwk), jwk.size());
  return ToBase64Url(hash);
}

bool IsSignatureOf(std::string_view message, std::string_view signature, std::string_view public_key) {
  static_assert(kSignatureBytes == crypto_sign_BYTES && kPublicKeyBytes == crypto_sign_PUBLICKEYBYTES);
  if (signature.size() != kSignatureBytes || public_key.size() != kPublicKeyBytes) return false;
  NeedSodium();
  return crypto_sign_verify_detached(Bytes(signature), Bytes(message), message.size(), Bytes(public_key)) == 0;
}

SigningKey SigningKey::Generate() {
  NeedSodium();
  std::array<std::uint8_t, kSeedBytes> seed{};
  randombytes_buf(seed.data(), seed.size());
  absl::StatusOr<SigningKey> key = FromSeed({reinterpret_cast<const char*>(seed.data()), seed.size()});
  sodium_memzero(seed.data(), seed.size());
  return *std::move(key);
}

absl::StatusOr<SigningKey> SigningKey::FromSeed(std::string_view seed) {
  static_assert(kSeedBytes == crypto_sign_SEEDBYTES && sizeof(secret_) == crypto_sign_SECRETKEYBYTES);
  if (seed.size() != kSeedBytes)
    return Error(absl::StatusCode::kInvalidArgument, "KEY_MALFORMED", "a private key of Ed25519 has 32 bytes");
  NeedSodium();
  SigningKey key;
  key.public_key_.resize(kPublicKeyBytes);
  crypto_sign_seed_keypair(reinterpret_cast<unsigned char*>(key.public_key_.data()), key.secret_.data(), Bytes(seed));
  key.id_ = KeyId(key.public_key_);
  return key;
}

SigningKey::SigningKey(SigningKey&& other) noexcept
    : secret_(other.secret_), public_key_(std::move(other.public_key_)), id_(std::move(other.id_)) {
  other.Wipe();
}

SigningKey& SigningKey::operator=(SigningKey&& other) noexcept {
  if (this == &other) return *this;
  secret_ = other.secret_;
  public_key_ = std::move(other.public_key_);
  id_ = std::move(other.id_);
  other.Wipe();
  return *this;
}

SigningKey::~SigningKey() { Wipe(); }

void SigningKey::Wipe() { sodium_memzero(secret_.data(), secret_.size()); }

std::string_view SigningKey::seed() const { return {reinterpret_cast<const char*>(secret_.data()), kSeedBytes}; }

std::string SigningKey::Sign(std::string_view message) const {
  std::string signature(kSignatureBytes, '\0');
  crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr, Bytes(message), message.size(),
                       secret_.data());
  return signature;
}

}  // namespace dondoc::tokens
