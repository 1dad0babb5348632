// Sign-in codes: with one, a person who is on no device that is known signs in as if it were, once. It says nothing
// about who it is: the password is asked for all the same.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "common/time/day.h"

namespace dondoc::identity {

inline constexpr std::chrono::hours kCodeLife{30 * 24};

struct SignInCode {
  std::string code;
  TimePoint expires_at;
};

// "7K3M-Q2XD-9F4T-HWBC": the first 80 bits of `random` in letters and digits that are not mistaken for each other
// (Crockford's base 32). `random` has 10 bytes at least.
std::string WriteCode(std::string_view random);

// What was typed as it was written: small letters, o for 0, i and l for 1, without the strokes or with spaces. What is
// no code (a device token) stays as it is.
std::string ReadCode(std::string_view typed);

}  // namespace dondoc::identity
