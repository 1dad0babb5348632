#include "services/organization/identity/domain/sign_in_code.h"

namespace dondoc::identity {
namespace {

constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kLength = 16;
constexpr std::size_t kGroup = 4;

char Digit(char typed) {
  if (typed >= 'a' && typed <= 'z') typed = static_cast<char>(typed - 'a' + 'A');
  if (typed == 'O') return '0';
  return typed == 'I' || typed == 'L' ? '1' : typed;
}

std::string InGroups(std::string_view digits) {
  std::string code;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && i % kGroup == 0) code += '-';
    code += digits[i];
  }
  return code;
}

}  // namespace

std::string WriteCode(std::string_view random) {
  std::string digits;
  unsigned bits = 0;
  unsigned value = 0;
  for (std::size_t next = 0; digits.size() < kLength;) {
    if (bits < 5) {
      value = (value << 8U) | static_cast<unsigned char>(random[next++]);
      bits += 8;
    }
    bits -= 5;
    digits += kDigits[(value >> bits) & 31U];
  }
  return InGroups(digits);
}

std::string ReadCode(std::string_view typed) {
  std::string digits;
  for (const char c : typed) {
    if (c == '-' || c == ' ') continue;
    digits += Digit(c);
    if (kDigits.find(digits.back()) == std::string_view::npos) return std::string(typed);
  }
  return digits.size() == kLength ? InGroups(digits) : std::string(typed);
}

}  // namespace dondoc::identity
