#include "services/directive/files/encoding/twice.h"

#include "common/text/utf8.h"
#include "services/directive/files/encoding/legacy.h"
#include "services/directive/files/encoding/syllable.h"

namespace dondoc::directive::files {
namespace {

// Looking at this much tells.
constexpr size_t kSample = 64 * 1024;

// The bytes of the character that begins at bytes[at], by its first; 0 for a byte that begins none.
size_t LengthOf(unsigned char first) {
  return first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
}

// Fewer characters than these may be there by chance.
constexpr int kFewest = 12;

struct Decoded {
  std::string text;
  int mended = 0;
};

// Decodes each run of characters that stand for the bytes of one.
Decoded Decode(std::string_view text) {
  Decoded decoded;
  std::string& out = decoded.text;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    size_t next = at;
    const char32_t first = DecodeUtf8(text, &next);
    const size_t length = first <= 0xFF ? LengthOf(static_cast<unsigned char>(first)) : 0;
    std::string bytes;
    size_t end = at;
    while (bytes.size() < length && end < text.size()) {
      const char32_t byte = WesternByte(DecodeUtf8(text, &end));
      if (byte > 0xFF) break;
      bytes.push_back(static_cast<char>(byte));
    }
    if (length > 0 && bytes.size() == length && !FirstInvalidUtf8(bytes)) {
      out += bytes;
      ++decoded.mended;
      at = end;
    } else {
      out += text.substr(at, next - at);
      at = next;
    }
  }
  out = ToNfc(out);
  return decoded;
}

}  // namespace

std::optional<std::string> DecodeTwice(std::string_view text) {
  const Decoded sample = Decode(TruncateUtf8(text, kSample));
  if (sample.mended < kFewest || !CountSyllables(sample.text).Vietnamese()) return std::nullopt;
  return Decode(text).text;
}

}  // namespace dondoc::directive::files
