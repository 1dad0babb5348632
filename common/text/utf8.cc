#include "common/text/utf8.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <limits>

namespace dondoc {
namespace {

bool AllAscii(std::string_view text) {
  for (char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) {
      return false;
    }
  }
  return true;
}

template <typename Convert>
std::string MapCodePoints(std::string_view text, Convert convert) {
  std::string out;
  out.reserve(text.size() + 8);
  for (size_t at = 0; at < text.size();) {
    AppendUtf8(convert(DecodeUtf8(text, &at)), &out);
  }
  return out;
}

}  // namespace

char32_t DecodeUtf8(std::string_view text, size_t* at) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const size_t begin = *at;
  const uint8_t first = bytes[begin];
  if (first < 0x80) {
    ++*at;
    return first;
  }
  // ICU's macro counts in int32_t: at most four bytes matter.
  const int32_t length = static_cast<int32_t>(std::min<size_t>(text.size() - begin, 4));
  int32_t i = 0;
  UChar32 c = 0;
  U8_NEXT(bytes + begin, i, length, c);
  if (c < 0) {
    ++*at;
    return 0xFFFD;
  }
  *at += static_cast<size_t>(i);
  return static_cast<char32_t>(c);
}

void AppendUtf8(char32_t code_point, std::string* out) {
  if (code_point < 0x80) {
    out->push_back(static_cast<char>(code_point));
    return;
  }
  uint8_t buffer[4];
  int32_t length = 0;
  U8_APPEND_UNSAFE(buffer, length, code_point);
  out->append(reinterpret_cast<const char*>(buffer), static_cast<size_t>(length));
}

std::optional<size_t> FirstInvalidUtf8(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    // U+FFFD itself is three bytes long; a replaced byte moves by one.
    if (DecodeUtf8(text, &at) == 0xFFFD && at - begin == 1) {
      return begin;
    }
  }
  return std::nullopt;
}

std::string ToNfc(std::string_view text) {
  if (AllAscii(text) || text.size() > std::numeric_limits<int32_t>::max()) {
    return std::string(text);
  }
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  const icu::StringPiece piece(text.data(), static_cast<int32_t>(text.size()));
  if (U_FAILURE(error) || (nfc->isNormalizedUTF8(piece, error) && U_SUCCESS(error))) {
    return std::string(text);
  }
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<int32_t>(text.size()));
  nfc->normalizeUTF8(0, piece, sink, nullptr, error);
  return out;
}

std::string ToLower(std::string_view text) {
  return MapCodePoints(text, [](char32_t c) { return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))); });
}

std::string ToUpper(std::string_view text) {
  return MapCodePoints(text, [](char32_t c) { return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))); });
}

std::string_view TruncateUtf8(std::string_view text, size_t bytes) {
  if (text.size() <= bytes) {
    return text;
  }
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) {
    --bytes;
  }
  return text.substr(0, bytes);
}

std::string WellFormedUtf8(std::string_view text) {
  if (!FirstInvalidUtf8(text).has_value()) {
    return std::string(text);
  }
  return MapCodePoints(text, [](char32_t c) { return c; });
}

}  // namespace dondoc
