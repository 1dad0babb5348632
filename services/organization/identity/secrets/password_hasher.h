// Hashes of passwords: argon2id (RFC 9106) with its parameters in the text, so that they can be raised later.
//
// A hash takes a core for some hundredths of a second and `memory_bytes` of memory; how many are made at once is
// bounded, and so is how many wait. Beyond that RESOURCE_EXHAUSTED at once: a flood of sign-ins costs neither memory
// nor the threads that other calls need. Strangers get half of both, and the other half stays for people on devices and
// in networks that are known: a flood keeps only strangers out. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace dondoc::identity {

struct HashOptions {
  // OWASP asks for 19 MiB with two passes at least; RFC 9106 recommends 64 MiB with three where memory is short.
  std::size_t memory_bytes = std::size_t{64} * 1024 * 1024;
  unsigned passes = 3;
  int at_once = 2;
  int waiting = 4;
  std::chrono::milliseconds patience{2000};
};

// Who a hash is made for.
enum class HashFor { kKnown, kStranger };

class PasswordHasher {
 public:
  explicit PasswordHasher(const HashOptions& options);

  // A new hash, with a salt of its own. RESOURCE_EXHAUSTED (SIGN_IN_BUSY).
  absl::StatusOr<std::string> Hash(std::string_view password);

  // Whether it is the password of `hash`. Without a hash the same work is done for nothing, so that the time does not
  // tell who has an account. RESOURCE_EXHAUSTED (SIGN_IN_BUSY).
  absl::StatusOr<bool> Verify(std::string_view password, const std::string* hash, HashFor whom);

  // Whether a hash was made with other parameters than those of now.
  bool IsOutdated(const std::string& hash) const;

 private:
  class Turn;
  absl::Status Enter(HashFor whom);
  void Leave(HashFor whom);
  bool MayRun(HashFor whom) const;
  bool MayWait(HashFor whom) const;
  absl::StatusOr<std::string> HashNow(std::string_view password) const;

  const HashOptions options_;
  const std::string nobodys_;
  std::mutex mutex_;
  std::condition_variable left_;
  // Of all, and of strangers among them.
  struct Number {
    int all = 0;
    int strangers = 0;
    void Add(HashFor whom, int number) {
      all += number;
      if (whom == HashFor::kStranger) strangers += number;
    }
  };
  Number running_;
  Number waiting_;
};

}  // namespace dondoc::identity
