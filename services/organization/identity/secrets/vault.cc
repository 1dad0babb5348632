#include "services/organization/identity/secrets/vault.h"

#include <sodium.h>

#include <cstdlib>

#include "common/status/status.h"
#include "common/tokens/base64.h"

namespace dondoc::identity {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* Bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// The length of the first part says where the second begins.
std::string Join(std::string_view first, std::string_view second) {
  std::string text = std::to_string(first.size());
  text.append(":").append(first).append(second);
  return text;
}

std::string Hash(std::string_view text, std::string_view key) {
  std::string hash(kKeyBytes, '\0');
  crypto_generichash(Bytes(hash), hash.size(), Bytes(text), text.size(), key.empty() ? nullptr : Bytes(key),
                     key.size());
  return hash;
}

}  // namespace

Vault::Vault(const tokens::SigningKey& sealing_key)
    : sealing_(Hash("dondoc: seal private keys", sealing_key.seed())),
      successors_(Hash("dondoc: make refresh tokens", sealing_key.seed())),
      codes_(Hash("dondoc: make sign-in codes", sealing_key.seed())) {}

Vault::~Vault() {
  sodium_memzero(sealing_.data(), sealing_.size());
  sodium_memzero(successors_.data(), successors_.size());
  sodium_memzero(codes_.data(), codes_.size());
}

std::string Vault::Seal(std::string_view secret, std::string_view name) const {
  std::string sealed(kNonceBytes + secret.size() + kTagBytes, '\0');
  randombytes_buf(sealed.data(), kNonceBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(Bytes(sealed) + kNonceBytes, nullptr, Bytes(secret), secret.size(),
                                             Bytes(name), name.size(), nullptr, Bytes(sealed), Bytes(sealing_));
  return sealed;
}

absl::StatusOr<std::string> Vault::Open(std::string_view sealed, std::string_view name) const {
  const auto broken = [] {
    return FailedPrecondition(
        "SEAL_BROKEN",
        "a signing key cannot be opened: it was sealed with another key than DONDOC_SEALING_KEY; put "
        "that one back, or remove the key (dondoc keys remove)");
  };
  if (sealed.size() < kNonceBytes + kTagBytes) return broken();
  std::string secret(sealed.size() - kNonceBytes - kTagBytes, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(Bytes(secret), nullptr, nullptr, Bytes(sealed) + kNonceBytes,
                                                 sealed.size() - kNonceBytes, Bytes(name), name.size(), Bytes(sealed),
                                                 Bytes(sealing_)) != 0) {
    return broken();
  }
  return secret;
}

std::string Vault::Successor(std::string_view token, std::string_view request_id) const {
  return tokens::ToBase64Url(Hash(Join(token, request_id), successors_));
}

std::string Vault::SecretFor(std::string_view whom, std::string_view request_id) const {
  return Hash(Join(whom, request_id), codes_);
}

std::string RandomToken() {
  if (sodium_init() < 0) std::abort();
  std::string bytes(kKeyBytes, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return tokens::ToBase64Url(bytes);
}

std::string HashOf(std::string_view token) { return Hash(token, ""); }

}  // namespace dondoc::identity
