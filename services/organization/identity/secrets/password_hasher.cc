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
  Turn(PasswordHasher& hasher, HashFor whom) : hasher_(hasher), whom_(whom) {}
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() { hasher_.Leave(whom_); }

 private:
  PasswordHasher& hasher_;
  const HashFor whom_;
};

PasswordHasher::PasswordHasher(const HashOptions& options)
    : options_(options), nobodys_(HashNow("nobody has this password").value_or(std::string())) {}

bool PasswordHasher::MayRun(HashFor whom) const {
  if (running_.all >= options_.at_once) return false;
  // Where there is but one place, whoever is known gets it first.
  return whom == HashFor::kKnown ||
         (running_.strangers < (options_.at_once + 1) / 2 && waiting_.all == waiting_.strangers);
}

bool PasswordHasher::MayWait(HashFor whom) const {
  if (waiting_.all >= options_.waiting) return false;
  return whom == HashFor::kKnown || waiting_.strangers < (options_.waiting + 1) / 2;
}

absl::Status PasswordHasher::Enter(HashFor whom) {
  std::unique_lock lock(mutex_);
  if (!MayRun(whom)) {
    if (!MayWait(whom)) return Busy();
    waiting_.Add(whom, 1);
    const bool free = left_.wait_for(lock, options_.patience, [&] { return MayRun(whom); });
    waiting_.Add(whom, -1);
    // Strangers let those who are known go first.
    if (whom == HashFor::kKnown) left_.notify_all();
    if (!free) return Busy();
  }
  running_.Add(whom, 1);
  return absl::OkStatus();
}

void PasswordHasher::Leave(HashFor whom) {
  {
    const std::lock_guard lock(mutex_);
    running_.Add(whom, -1);
  }
  // All, as not all of them may take this place.
  left_.notify_all();
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
  DONDOC_RETURN_IF_ERROR(Enter(HashFor::kKnown));
  const Turn turn(*this, HashFor::kKnown);
  return HashNow(password);
}

absl::StatusOr<bool> PasswordHasher::Verify(std::string_view password, const std::string* hash, HashFor whom) {
  DONDOC_RETURN_IF_ERROR(Enter(whom));
  const Turn turn(*this, whom);
  const std::string& against = hash == nullptr ? nobodys_ : *hash;
  const bool right = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
  return right && hash != nullptr;
}

bool PasswordHasher::IsOutdated(const std::string& hash) const {
  return crypto_pwhash_str_needs_rehash(hash.c_str(), options_.passes, options_.memory_bytes) != 0;
}

}  // namespace dondoc::identity
