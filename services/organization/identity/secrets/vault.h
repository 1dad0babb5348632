// What is derived from the installation's sealing key, which the database does not hold: sealed private keys, and the
// refresh token that takes another's place, and codes. And random tokens with their hashes, which need no key.
//
// Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/tokens/key.h"

namespace dondoc::identity {

class Vault {
 public:
  // Only the private part of the key is used; nothing is signed with it.
  explicit Vault(const tokens::SigningKey& sealing_key);
  ~Vault();
  Vault(const Vault&) = delete;
  Vault& operator=(const Vault&) = delete;

  // XChaCha20-Poly1305 under a random nonce, bound to `name`: what was sealed as one thing does not open as another.
  std::string Seal(std::string_view secret, std::string_view name) const;
  // FAILED_PRECONDITION (SEAL_BROKEN): sealed with another key, as another thing, or changed since.
  absl::StatusOr<std::string> Open(std::string_view sealed, std::string_view name) const;

  // The token that takes the place of `token` for the request `request_id`: the same one each time, so that a lost
  // answer can be given again, and none that can be told without the sealing key.
  std::string Successor(std::string_view token, std::string_view request_id) const;

  // 32 bytes for something secret that the request `request_id` makes for `whom`; as above.
  std::string SecretFor(std::string_view whom, std::string_view request_id) const;

 private:
  std::string sealing_;
  std::string successors_;
  std::string codes_;
};

// 256 random bits as 43 characters.
std::string RandomToken();
// BLAKE2b-256: what is kept of a token. Tokens are random, so there is nothing to guess and no need of a slow hash.
std::string HashOf(std::string_view token);

}  // namespace dondoc::identity
