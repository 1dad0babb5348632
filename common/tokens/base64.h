// base64url without padding (RFC 4648, section 5), as JOSE wants it. One text for one sequence of bytes: padding, line
// breaks, other alphabets and bits that are left over are refused. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dondoc::tokens {

std::string ToBase64Url(std::string_view bytes);
std::optional<std::string> FromBase64Url(std::string_view text);

// The usual alphabet with padding, as PEM has it; equally strict.
std::string ToBase64(std::string_view bytes);
std::optional<std::string> FromBase64(std::string_view text);

}  // namespace dondoc::tokens
