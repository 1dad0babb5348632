#include "services/organization/identity/secrets/password_hasher.h"

#include <sodium.h>

#include <array>

#include "common/status/status.h"

namespace dondoc::identity {
namespace {

absl::Status Busy() {
  return Error(absl::StatusCode::kResourceExhausted, "SIGN_IN_BUSY", "too many sign in at this moment; try again",
               {{"retry_after", "1"}});
}

}  // namespace

// Between Enter and Leave.
class PasswordHasher::Turn {
 public:
  explicit Turn(PasswordHasher& hasher) : hasher_(hasher) {}
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() { hasher_.Leave(); }

 private:
  PasswordHasher& hasher_;
};

PasswordHasher::PasswordHasher(const HashOptions& options)
    : options_(options), nobodys_(HashNow("nobody has this password").value_or(std::string())) {}

absl::Status PasswordHasher::Enter() {
  std::unique_lock lock(mutex_);
  if (running_ >= options_.at_once) {
    if (waiting_ >= options_.waiting) return Busy();
    ++waiting_;
    const bool free = left_.wait_for(lock, options_.patience, [this] { return running_ < options_.at_once; });
    --waiting_;
    if (!free) return Busy();
  }
  ++running_;
  return absl::OkStatus();
}

void PasswordHasher::Leave() {
  {
    const std::lock_guard lock(mutex_);
    --running_;
  }
  left_.notify_one();
}

absl::StatusOr<std::string> PasswordHasher::HashNow(std::string_view password) const {
  if (sodium_init() < 0) return Internal("there is no source of randomness");
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), options_.passes, options_.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return Internal("no memory for the hash of a password");
  }
  return std::string(hash.data());
}

absl::StatusOr<std::string> PasswordHasher::Hash(std::string_view password) {
  DONDOC_RETURN_IF_ERROR(Enter());
  const Turn turn(*this);
  return HashNow(password);
}

absl::StatusOr<bool> PasswordHasher::Verify(std::string_view password, const std::string* hash) {
  DONDOC_RETURN_IF_ERROR(Enter());
  const Turn turn(*this);
  const std::string& against = hash == nullptr ? nobodys_ : *hash;
  const bool right = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
  return right && hash != nullptr;
}

bool PasswordHasher::IsOutdated(const std::string& hash) const {
  return crypto_pwhash_str_needs_rehash(hash.c_str(), options_.passes, options_.memory_bytes) != 0;
}

}  // namespace dondoc::identity
