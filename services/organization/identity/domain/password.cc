#include "services/organization/identity/domain/password.h"

#include <algorithm>

#include "common/status/status.h"
#include "common/text/utf8.h"

namespace dondoc::identity {
namespace {

// Beside the login a password must have at least so many bytes of its own.
constexpr std::size_t kOwnPart = 4;

std::size_t CountCharacters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool IsOneLetter(std::string_view text) { return text.find_first_not_of(text.front()) == std::string_view::npos; }

bool IsMostlyLogin(const std::string& folded, std::string_view login) {
  return login.size() >= 3 && folded.find(login) != std::string::npos && folded.size() < login.size() + kOwnPart;
}

}  // namespace

PasswordRules::PasswordRules(std::string_view common) {
  while (!common.empty()) {
    const std::size_t end = std::min(common.find('\n'), common.size());
    if (end > 0 && common.front() != '#') common_.insert(ToLower(common.substr(0, end)));
    common.remove_prefix(std::min(end + 1, common.size()));
  }
}

std::string PasswordRules::Normalize(std::string_view password) { return ToNfc(password); }

absl::Status PasswordRules::Check(std::string_view password, std::string_view login) const {
  if (FirstInvalidUtf8(password)) return InvalidField("password", "NOT_UTF8", "the password is not UTF-8");
  const std::size_t characters = CountCharacters(password);
  if (characters < kShortestPassword)
    return InvalidField("password", "PASSWORD_TOO_SHORT", "a password has at least 8 characters; 15 are better");
  if (characters > kLongestPassword)
    return InvalidField("password", "PASSWORD_TOO_LONG", "a password has at most 128 characters");
  const std::string folded = ToLower(password);
  if (common_.contains(folded) || IsOneLetter(folded) || IsMostlyLogin(folded, login)) {
    return InvalidField("password", "PASSWORD_TOO_COMMON",
                        "this is one of the first passwords that somebody would guess; take some words of your own");
  }
  return absl::OkStatus();
}

}  // namespace dondoc::identity
