// Passwords for the command line: typed without being shown, from a file, or from standard input. Never an argument,
// which everybody on the machine can see.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace dondoc::cli {

// `file`: the first line of that file, "-" for standard input; empty: asked for at the terminal, saying `prompt`.
// FAILED_PRECONDITION (NO_TERMINAL) where there is none; NOT_FOUND (FILE_NOT_FOUND).
absl::StatusOr<std::string> ReadPassword(const std::string& file, const std::string& prompt);

// Asks twice at the terminal. INVALID_ARGUMENT (PASSWORDS_DIFFER).
absl::StatusOr<std::string> ReadNewPassword(const std::string& file, const std::string& prompt);

// A password for somebody to change soon: 16 letters and digits that are not mistaken for each other, 78 bits.
std::string MakePassword();

}  // namespace dondoc::cli
