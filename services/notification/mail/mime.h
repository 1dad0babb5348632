// One plain-text mail as bytes: RFC 5322 with an encoded subject (RFC 2047) and a base64 body (RFC 2045), CRLF only.
//
// What goes into headers is checked first: CR, LF and NUL in a subject, and anything but a plain local@domain in an
// address, are refused, never repaired. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/time/day.h"

namespace dondoc::notification {

struct Mail {
  std::string id = {};  // the left part of the Message-ID; the same for every attempt
  TimePoint date = {};
  std::string from = {};       // address
  std::string from_name = {};  // shown before it
  std::string to = {};         // address
  std::string subject = {};    // UTF-8, one line
  std::string body = {};       // UTF-8, lines end with \n
};

// INVALID_ARGUMENT BAD_ADDRESS where `address` is not local@domain of printable ASCII, without quoting, at most 254
// bytes.
absl::Status CheckAddress(std::string_view address);

// "<id@domain of from>".
std::string MessageIdOf(const Mail& mail);

// The whole mail. INVALID_ARGUMENT BAD_ADDRESS (field from, to), BAD_HEADER (field subject ...: CR, LF or NUL).
absl::StatusOr<std::string> Render(const Mail& mail);

}  // namespace dondoc::notification
