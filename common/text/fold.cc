#include "common/text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>

#include "common/text/utf8.h"

namespace dondoc {
namespace {

constexpr char32_t kTableSize = 0x3000;  // Latin, Vietnamese, Greek, Cyrillic, punctuation: all that is met in practice

char32_t Plain(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x00B4:
    case 0x2032:
      return U'\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB:
    case 0x2033:
      return U'"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0x00AC:
      return U'-';
    case 0x00AD:
    case 0x200B:
    case 0x200C:
    case 0x200D:
    case 0x2060:
    case 0xFEFF:
      return 0;
    case 0x0110:
    case 0x0111:
    case 0x00D0:
    case 0x00F0:
    case 0x0189:  // Đ, and the letters that stand in for it in old files
      return U'd';
    default:
      return c;
  }
}

char32_t Compute(char32_t c) {
  c = Plain(c);
  if (c < 0x80) {
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
  }
  if (u_isUWhiteSpace(static_cast<UChar32>(c)) && c != '\n') {
    return c == 0x2028 || c == 0x2029 || c == 0x85 ? U'\n' : U' ';
  }
  const int8_t type = u_charType(static_cast<UChar32>(c));
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK) {
    return 0;
  }
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(error);
  icu::UnicodeString parts;
  // The first code point of the full decomposition is the base letter; Hangul, which decomposes into letters, stays
  // whole.
  if (U_SUCCESS(error) && !(c >= 0xAC00 && c <= 0xD7A3) && nfd->getDecomposition(static_cast<UChar32>(c), parts)) {
    c = static_cast<char32_t>(parts.char32At(0));
  }
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

const std::vector<char32_t>& Table() {
  static const std::vector<char32_t>& table = *[] {
    auto* made = new std::vector<char32_t>(kTableSize);
    for (char32_t c = 0; c < kTableSize; ++c) {
      (*made)[c] = Compute(c);
    }
    return made;
  }();
  return table;
}

bool IsWordCodePoint(char32_t c) {
  if (c < 0x80) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  }
  return u_isalnum(static_cast<UChar32>(c));
}

// Calls emit(folded code point, begin, end) for what is left of each code point.
template <typename Emit>
void ForEachFolded(std::string_view text, Punctuation punctuation, Emit emit) {
  const std::vector<char32_t>& table = Table();
  bool gap = false;
  bool any = false;
  size_t gap_at = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const char32_t c = DecodeUtf8(text, &at);
    const char32_t folded = c < kTableSize ? table[c] : Compute(c);
    if (folded == 0) {
      continue;
    }
    if (punctuation == Punctuation::kDrop) {
      if (!IsWordCodePoint(folded)) {
        if (!gap) {
          gap_at = begin;
        }
        gap = true;
        continue;
      }
      if (gap && any) {
        emit(U' ', gap_at, begin);
      }
      gap = false;
      any = true;
    }
    emit(folded, begin, at);
  }
}

}  // namespace

char32_t FoldCodePoint(char32_t code_point) {
  return code_point < kTableSize ? Table()[code_point] : Compute(code_point);
}

uint64_t SpellingKey(std::string_view word) {
  UErrorCode error = U_ZERO_ERROR;
  static const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(error);
  constexpr uint64_t kPrime = 1099511628211u;
  uint64_t hash = 14695981039346656037u;
  uint64_t tones = 0;
  const auto add = [&](char32_t c) {
    const bool tone = c == 0x300 || c == 0x301 || c == 0x303 || c == 0x309 || c == 0x323;
    if (tone) {
      tones += c;
    } else {
      hash = (hash ^ static_cast<uint64_t>(u_tolower(static_cast<UChar32>(c)))) * kPrime;
    }
  };
  for (size_t at = 0; at < word.size();) {
    const char32_t c = DecodeUtf8(word, &at);
    icu::UnicodeString parts;
    if (c < 0x80 || !nfd->getDecomposition(static_cast<UChar32>(c), parts)) {
      add(c);
      continue;
    }
    for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
      add(static_cast<char32_t>(parts.char32At(i)));
    }
  }
  return (hash ^ tones) * kPrime;
}

std::string Fold(std::string_view text, Punctuation punctuation) {
  std::string out;
  out.reserve(text.size());
  ForEachFolded(text, punctuation, [&out](char32_t c, size_t, size_t) { AppendUtf8(c, &out); });
  return out;
}

FoldedText FoldWithOffsets(std::string_view text, Punctuation punctuation) {
  FoldedText out;
  out.text.reserve(text.size());
  out.offsets.reserve(text.size() + 1);
  size_t last = 0;
  ForEachFolded(text, punctuation, [&](char32_t c, size_t begin, size_t end) {
    AppendUtf8(c, &out.text);
    out.offsets.resize(out.text.size(), static_cast<uint32_t>(begin));
    last = end;
  });
  out.offsets.push_back(static_cast<uint32_t>(punctuation == Punctuation::kKeep ? text.size() : last));
  return out;
}

}  // namespace dondoc
