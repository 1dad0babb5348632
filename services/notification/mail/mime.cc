#include "services/notification/mail/mime.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/strings/escaping.h"
#include "common/status/status.h"
#include "common/text/utf8.h"

namespace dondoc::notification {
namespace {

constexpr std::size_t kBodyLine = 76;   // characters of base64 in a line (RFC 2045)
constexpr std::size_t kWordBytes = 42;  // of text in one encoded word: "=?UTF-8?B?" + 56 + "?=" is below 75 (RFC 2047)
constexpr std::size_t kLongestAddress = 254;

std::string Base64(std::string_view bytes) {
  std::string encoded;
  absl::Base64Escape(std::string(bytes), &encoded);
  return encoded;
}

bool IsPlainAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

absl::Status CheckHeader(std::string_view field, std::string_view value) {
  if (value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos) return absl::OkStatus();
  return InvalidField(field, "BAD_HEADER", "a line break or NUL byte in a header");
}

// Encoded words, one a line; each holds whole characters.
std::string EncodeHeader(std::string_view text) {
  std::string encoded;
  while (!text.empty()) {
    const std::string_view part = TruncateUtf8(text, kWordBytes);
    // A byte sequence that is no UTF-8 must not stop the loop.
    const std::string_view word = part.empty() ? text.substr(0, 1) : part;
    encoded += fmt::format("{}=?UTF-8?B?{}?=", encoded.empty() ? "" : "\r\n ", Base64(word));
    text.remove_prefix(word.size());
  }
  return encoded;
}

std::string HeaderText(std::string_view text) {
  // A plain text that looks like an encoded word would be read as one.
  if (IsPlainAscii(text) && text.size() < 60 && text.find("=?") == std::string_view::npos) return std::string(text);
  return EncodeHeader(text);
}

// RFC 5322: "Tue, 08 Dec 2026 07:30:00 +0700".
std::string FormatDate(TimePoint moment) {
  constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Day day = DayOf(moment);
  const std::chrono::year_month_day date(day);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(moment - StartOf(day)).count();
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0700", kDays.at(std::chrono::weekday(day).c_encoding()),
                     static_cast<unsigned>(date.day()), kMonths.at(static_cast<unsigned>(date.month()) - 1),
                     static_cast<int>(date.year()), seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string EncodeBody(std::string_view body) {
  std::string text;
  for (const char c : body) {
    if (c == '\r') continue;
    if (c == '\n') text += '\r';
    text += c;
  }
  const std::string encoded = Base64(text);
  std::string lines;
  for (std::size_t at = 0; at < encoded.size(); at += kBodyLine) {
    lines += encoded.substr(at, kBodyLine);
    lines += "\r\n";
  }
  return lines;
}

}  // namespace

absl::Status CheckAddress(std::string_view address) {
  const auto bad = [&] {
    return Error(absl::StatusCode::kInvalidArgument, "BAD_ADDRESS", "not a plain mail address (local@domain)");
  };
  const std::size_t at = address.rfind('@');
  if (address.size() > kLongestAddress || at == std::string_view::npos || at == 0 || at + 1 == address.size())
    return bad();
  const auto good = [](char c) {
    return c > ' ' && c <= '~' && std::string_view("()<>[]:;@\\,\"").find(c) == std::string_view::npos;
  };
  const std::string_view local = address.substr(0, at);
  const std::string_view domain = address.substr(at + 1);
  if (!std::all_of(local.begin(), local.end(), good) || !std::all_of(domain.begin(), domain.end(), good)) return bad();
  return absl::OkStatus();
}

std::string MessageIdOf(const Mail& mail) {
  return fmt::format("<{}@{}>", mail.id, mail.from.substr(mail.from.rfind('@') + 1));
}

absl::StatusOr<std::string> Render(const Mail& mail) {
  if (absl::Status status = CheckAddress(mail.from); !status.ok()) return WithMetadata(status, "field", "from");
  if (absl::Status status = CheckAddress(mail.to); !status.ok()) return WithMetadata(status, "field", "to");
  DONDOC_RETURN_IF_ERROR(CheckHeader("id", mail.id));
  DONDOC_RETURN_IF_ERROR(CheckHeader("from_name", mail.from_name));
  DONDOC_RETURN_IF_ERROR(CheckHeader("subject", mail.subject));
  // A display name is always encoded: nothing in it needs quoting then.
  const std::string from =
      mail.from_name.empty() ? mail.from : fmt::format("{} <{}>", EncodeHeader(mail.from_name), mail.from);
  return fmt::format(
      "Date: {}\r\nFrom: {}\r\nTo: {}\r\nMessage-ID: {}\r\nSubject: {}\r\nMIME-Version: 1.0\r\n"
      "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\nAuto-Submitted: "
      "auto-generated\r\n\r\n{}",
      FormatDate(mail.date), from, mail.to, MessageIdOf(mail), HeaderText(mail.subject), EncodeBody(mail.body));
}

}  // namespace dondoc::notification
