// The JSON inside tokens: header and claims, both ways. Knows the form, not whether a token is to be believed. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/tokens/token.h"

namespace dondoc::tokens {

struct Header {
  std::string algorithm;
  std::string key_id;
  std::optional<std::string> type;
};

std::string WriteHeader(const Header& header);
// Nothing for whatever is not one JSON object with `alg` and `kid` (and `typ`) as texts, and no other member.
std::optional<Header> ReadHeader(std::string_view json);

// Nothing where a text is not UTF-8.
std::optional<std::string> WriteClaims(const Claims& claims);
// Nothing for whatever is not one JSON object, has a member twice, lacks one of iss, aud, sub, iat, exp, or has a known
// claim of another type. Times must be whole seconds of the years 1970 to 9999.
std::optional<Claims> ReadClaims(std::string_view json);

}  // namespace dondoc::tokens
