#include "services/directive/files/encoding/letters.h"

#include <charconv>
#include <string_view>

#include "common/text/utf8.h"
#include "services/directive/files/encoding/data.h"

namespace dondoc::directive::files {
namespace {

std::string_view TakeColumn(std::string_view* line) {
  const size_t end = std::min(line->find('\t'), line->size());
  const std::string_view column = line->substr(0, end);
  line->remove_prefix(std::min(end + 1, line->size()));
  return column;
}

char32_t OneLetter(std::string_view text) {
  size_t at = 0;
  return DecodeUtf8(text, &at);
}

Tone ToneOf(std::string_view name) {
  constexpr std::array<std::string_view, 6> kNames = {"-", "huyền", "sắc", "hỏi", "ngã", "nặng"};
  size_t i = 0;
  while (i < kNames.size() && kNames[i] != name) ++i;
  return static_cast<Tone>(i % kNames.size());
}

// "61 F8" as two bytes, "-" as none.
std::string Bytes(std::string_view hex) {
  std::string bytes;
  for (size_t at = 0; at + 1 < hex.size(); at += 3) {
    unsigned value = 0;
    std::from_chars(hex.data() + at, hex.data() + at + 2, value, 16);
    bytes.push_back(static_cast<char>(value));
  }
  return bytes;
}

std::vector<Letter> Load() {
  std::vector<Letter> letters;
  std::string_view file = data::kLetters;
  while (!file.empty()) {
    std::string_view line = file.substr(0, file.find('\n'));
    file.remove_prefix(std::min(file.size(), line.size() + 1));
    if (line.empty() || line.front() == '#') continue;
    Letter letter;
    letter.letter = OneLetter(TakeColumn(&line));
    letter.plain = OneLetter(TakeColumn(&line));
    letter.tone = ToneOf(TakeColumn(&line));
    letter.tcvn3 = Bytes(TakeColumn(&line));
    letter.vni = Bytes(TakeColumn(&line));
    letter.viscii = Bytes(TakeColumn(&line));
    letters.push_back(std::move(letter));
  }
  return letters;
}

}  // namespace

const std::vector<Letter>& Letters() {
  static const std::vector<Letter> letters = Load();
  return letters;
}

const Letter* FindLetter(char32_t letter) {
  static const auto index = [] {
    std::unordered_map<char32_t, const Letter*> made;
    for (const Letter& each : Letters()) made.emplace(each.letter, &each);
    return made;
  }();
  const auto found = index.find(letter);
  return found == index.end() ? nullptr : found->second;
}

}  // namespace dondoc::directive::files
