#include "services/directive/files/encoding/legacy.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/text/utf8.h"
#include "services/directive/files/encoding/capitals.h"
#include "services/directive/files/encoding/letters.h"
#include "services/directive/files/encoding/syllable.h"

namespace dondoc::directive::files {
namespace {

constexpr std::array<Legacy, 3> kAll = {Legacy::kTcvn3, Legacy::kVni, Legacy::kViscii};

// Recognition looks at this much of a file.
constexpr size_t kSample = 64 * 1024;

// Windows' code page 1252 from 80 to 9F; the rest of it is Latin-1. The five that are not assigned stand for
// themselves.
constexpr std::array<char32_t, 32> kWestern = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                               0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                               0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                               0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

char32_t WesternCharacter(unsigned char byte) {
  return byte >= 0x80 && byte < 0xA0 ? kWestern[byte - 0x80] : static_cast<char32_t>(byte);
}

const std::string& BytesOf(const Letter& letter, Legacy encoding) {
  switch (encoding) {
    case Legacy::kTcvn3:
      return letter.tcvn3;
    case Legacy::kVni:
      return letter.vni;
    case Legacy::kViscii:
      break;
  }
  return letter.viscii;
}

// What one byte, or two, mean. A key of two bytes is first * 256 + second.
class Table {
 public:
  explicit Table(Legacy encoding) {
    for (const Letter& letter : Letters()) {
      const std::string& bytes = BytesOf(letter, encoding);
      if (bytes.empty()) continue;
      const auto first = static_cast<unsigned char>(bytes[0]);
      if (bytes.size() == 1) {
        letters_.emplace(first, letter.letter);
        continue;
      }
      const auto second = static_cast<unsigned char>(bytes[1]);
      letters_.emplace(first * 256U + second, letter.letter);
      // Typed behind a capital, a mark is often the small letter's.
      letters_.emplace(first * 256U + (second ^ 0x20U), letter.letter);
    }
  }

  // Decodes what begins at units[*at], bytes or characters beyond them, and moves *at behind it.
  char32_t Take(std::u32string_view units, size_t* at) const {
    const char32_t first = units[(*at)++];
    if (first > 0xFF) return first;
    if (*at < units.size() && units[*at] <= 0xFF) {
      if (const auto found = letters_.find(first * 256U + units[*at]); found != letters_.end()) {
        ++*at;
        return found->second;
      }
    }
    const auto found = letters_.find(first);
    return found != letters_.end() ? found->second : WesternCharacter(static_cast<unsigned char>(first));
  }

 private:
  std::unordered_map<std::uint32_t, char32_t> letters_;
};

const Table& TableOf(Legacy encoding) {
  static const std::array<Table, 3> tables = {Table(Legacy::kTcvn3), Table(Legacy::kVni), Table(Legacy::kViscii)};
  return tables[static_cast<size_t>(encoding)];
}

std::u32string UnitsOfBytes(std::string_view bytes) {
  std::u32string units;
  units.reserve(bytes.size());
  for (const char byte : bytes) units.push_back(static_cast<unsigned char>(byte));
  return units;
}

std::u32string UnitsOfCharacters(std::string_view text) {
  std::u32string units;
  for (size_t at = 0; at < text.size();) units.push_back(WesternByte(DecodeUtf8(text, &at)));
  return units;
}

std::string Decode(std::u32string_view units, Legacy encoding) {
  const Table& table = TableOf(encoding);
  std::string text;
  text.reserve(units.size() * 2);
  for (size_t at = 0; at < units.size();) AppendUtf8(table.Take(units, &at), &text);
  return encoding == Legacy::kTcvn3 ? RaiseToned(ToNfc(text)) : ToNfc(text);
}

std::optional<Legacy> Recognise(std::u32string_view units) {
  units = units.substr(0, kSample);
  std::optional<Legacy> best;
  int most = 0;
  int second = 0;
  for (const Legacy encoding : kAll) {
    const SyllableCount count = CountSyllables(Decode(units, encoding));
    if (!count.Vietnamese()) continue;
    if (count.syllables > most) {
      second = std::exchange(most, count.syllables);
      best = encoding;
    } else {
      second = std::max(second, count.syllables);
    }
  }
  return second * 2 < most ? best : std::nullopt;
}

}  // namespace

char32_t WesternByte(char32_t character) {
  const auto* found = std::find(kWestern.begin(), kWestern.end(), character);
  return found == kWestern.end() ? character : static_cast<char32_t>(0x80 + (found - kWestern.begin()));
}

std::string_view Name(Legacy encoding) {
  constexpr std::array<std::string_view, 3> kNames = {"TCVN3 (ABC)", "VNI", "VISCII"};
  return kNames[static_cast<size_t>(encoding)];
}

std::string DecodeBytes(std::string_view bytes, Legacy encoding) { return Decode(UnitsOfBytes(bytes), encoding); }

std::string DecodeCharacters(std::string_view text, Legacy encoding) {
  return Decode(UnitsOfCharacters(text), encoding);
}

std::string Encode(std::string_view text, Legacy encoding) {
  std::string bytes;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const char32_t character = DecodeUtf8(text, &at);
    const Letter* letter = FindLetter(character);
    if (letter != nullptr && BytesOf(*letter, encoding).empty()) {
      const std::string small = ToLower(text.substr(begin, at - begin));
      size_t unused = 0;
      letter = FindLetter(DecodeUtf8(small, &unused));
    }
    if (letter != nullptr) {
      bytes += BytesOf(*letter, encoding);
    } else {
      const char32_t byte = WesternByte(character);
      bytes.push_back(byte <= 0xFF ? static_cast<char>(byte) : '?');
    }
  }
  return bytes;
}

std::optional<Legacy> RecogniseBytes(std::string_view bytes) {
  return Recognise(UnitsOfBytes(bytes.substr(0, kSample)));
}

std::optional<Legacy> RecogniseCharacters(std::string_view text) {
  return Recognise(UnitsOfCharacters(TruncateUtf8(text, kSample)));
}

std::optional<FontEncoding> EncodingOfFont(std::string_view font) {
  if (font.starts_with(".Vn")) return FontEncoding{Legacy::kTcvn3, font.ends_with('H')};
  if (font.starts_with("VNI-")) return FontEncoding{Legacy::kVni, false};
  return std::nullopt;
}

}  // namespace dondoc::directive::files
