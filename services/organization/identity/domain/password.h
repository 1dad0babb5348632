// Which passwords are taken: long enough and not among the first that somebody would guess. No rule says which letters
// they must have, and none that they must be changed now and then: both make worse passwords (NIST SP 800-63B, OWASP
// ASVS 6.2).
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace dondoc::identity {

inline constexpr std::size_t kShortestPassword = 8;
inline constexpr std::size_t kLongestPassword = 128;

class PasswordRules {
 public:
  // `common`: the most common passwords, one a line.
  explicit PasswordRules(std::string_view common);

  // The form that is hashed: the same letters typed on another keyboard are the same password (NFC).
  static std::string Normalize(std::string_view password);

  // Of a normalized password. INVALID_ARGUMENT of the field `password`: PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG (in
  // characters), PASSWORD_TOO_COMMON for one of the list in any case, for one that is the login or has it with little
  // else, and for one letter again and again. The message never repeats it.
  absl::Status Check(std::string_view password, std::string_view login) const;

 private:
  std::set<std::string, std::less<>> common_;
};

}  // namespace dondoc::identity
