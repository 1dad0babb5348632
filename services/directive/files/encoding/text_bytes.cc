#include "services/directive/files/encoding/text_bytes.h"

#include <algorithm>
#include <optional>

#include "common/status/status.h"
#include "common/text/utf8.h"
#include "services/directive/files/encoding/legacy.h"
#include "services/directive/files/encoding/syllable.h"
#include "services/directive/files/encoding/twice.h"

namespace dondoc::directive::files {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

absl::Status BadByte(std::string_view reason, std::string_view what, std::string_view bytes, size_t at) {
  const auto line = std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
  const std::string byte_text = std::to_string(at);
  const std::string line_text = std::to_string(line);
  const absl::Status status = InvalidField(
      "file", reason,
      std::string(what) + " at byte " + byte_text + ", line " + line_text + "; save it as UTF-8 text and try again");
  return WithMetadata(WithMetadata(status, "byte", byte_text), "line", line_text);
}

enum class Order { kLittle, kBig };

char32_t Unit(std::string_view bytes, size_t at, Order order) {
  const auto first = static_cast<unsigned char>(bytes[at]);
  const auto second = static_cast<unsigned char>(bytes[at + 1]);
  return order == Order::kLittle ? first | second << 8U : first << 8U | second;
}

// Nothing where the bytes are no well-formed UTF-16, or have a zero character.
std::optional<std::string> FromUtf16(std::string_view bytes, Order order) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  std::string text;
  text.reserve(bytes.size());
  for (size_t at = 0; at < bytes.size(); at += 2) {
    char32_t unit = Unit(bytes, at, order);
    const bool low = unit >= 0xDC00 && unit < 0xE000;
    if (unit == 0 || low) return std::nullopt;
    if (unit >= 0xD800 && unit < 0xDC00) {
      const char32_t next = at + 4 <= bytes.size() ? Unit(bytes, at + 2, order) : 0;
      if (next < 0xDC00 || next >= 0xE000) return std::nullopt;
      unit = 0x10000 + ((unit - 0xD800) << 10U) + (next - 0xDC00);
      at += 2;
    }
    AppendUtf8(unit, &text);
  }
  return text;
}

// Vietnamese as UTF-16 is blanks, line ends and letters of U+0000 to U+01FF and U+1E00 to U+1EFF: one byte of each two
// is nearly always one of these few.
bool LooksLikeUtf16(std::string_view bytes, Order order) {
  if (bytes.size() < 8 || bytes.size() % 2 != 0) return false;
  size_t usual = 0;
  size_t zeros = 0;
  for (size_t at = 0; at < bytes.size(); at += 2) {
    const char32_t high = Unit(bytes, at, order) >> 8U;
    usual += high <= 1 || high == 0x1E || high == 0x20 ? 1 : 0;
    zeros += high == 0 ? 1 : 0;
  }
  const size_t units = bytes.size() / 2;
  return usual * 20 >= units * 19 && zeros * 2 >= units;
}

std::optional<std::string> ReadUtf16(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return FromUtf16(bytes.substr(2), Order::kLittle);
  if (bytes.starts_with("\xFE\xFF")) return FromUtf16(bytes.substr(2), Order::kBig);
  if (bytes.find('\0') == std::string_view::npos) return std::nullopt;
  for (const Order order : {Order::kLittle, Order::kBig}) {
    if (LooksLikeUtf16(bytes, order)) return FromUtf16(bytes, order);
  }
  return std::nullopt;
}

// True where Western characters make up so much of the text that it may be the bytes of something else.
bool MayBeDisguised(const SyllableCount& count) { return count.marked > 0 && count.syllables * 2 < count.marked; }

}  // namespace

absl::StatusOr<DecodedText> DecodeText(std::string_view bytes) {
  if (auto text = ReadUtf16(bytes)) return DecodedText{ToNfc(*text), "UTF-16"};
  const auto bad = FirstInvalidUtf8(bytes);
  const size_t zero = bytes.find('\0');
  if (zero != std::string_view::npos && (!bad || zero < *bad)) {
    return BadByte("NOT_TEXT", "the file has a zero byte", bytes, zero);
  }
  if (bad) {
    if (const auto legacy = zero == std::string_view::npos ? RecogniseBytes(bytes) : std::nullopt) {
      return DecodedText{DecodeBytes(bytes, *legacy), std::string(Name(*legacy))};
    }
    return BadByte("NOT_UTF8", "the file is not UTF-8", bytes, *bad);
  }
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  return RepairText(bytes);
}

DecodedText RepairText(std::string_view text) {
  std::string normal = ToNfc(text);
  if (auto once = DecodeTwice(normal)) return {*std::move(once), "UTF-8, encoded twice"};
  constexpr size_t kSample = 64 * 1024;
  if (MayBeDisguised(CountSyllables(TruncateUtf8(normal, kSample)))) {
    if (const auto legacy = RecogniseCharacters(normal)) {
      return {DecodeCharacters(normal, *legacy), std::string(Name(*legacy))};
    }
  }
  return {std::move(normal), ""};
}

}  // namespace dondoc::directive::files
