#include "common/postgres/values.h"

#include <fmt/core.h>

#include <array>
#include <charconv>
#include <limits>

namespace dondoc::pg {
namespace {

[[noreturn]] void Refuse(std::string_view text, std::string_view type) {
  throw DecodeError(fmt::format("'{}' is not a {}", text.substr(0, 60), type));
}

template <typename T>
void ReadNumber(std::string_view text, T& value, std::string_view type) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) Refuse(text, type);
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  Refuse(std::string_view(&c, 1), "hexadecimal digit");
}

}  // namespace

Param ToParam(double value) { return fmt::format("{}", value); }

Param ToParam(const Bytes& value) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex = "\\x";
  hex.reserve(2 + 2 * value.data.size());
  for (const char c : value.data) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

void AppendArrayElement(std::string& literal, const Param& element) {
  if (literal.size() > 1) literal += ',';
  if (!element.has_value()) {
    literal += "NULL";
    return;
  }
  literal += '"';
  for (const char c : *element) {
    if (c == '"' || c == '\\') literal += '\\';
    literal += c;
  }
  literal += '"';
}

std::vector<Param> ParseArray(std::string_view literal) {
  std::vector<Param> elements;
  if (literal.size() < 2 || literal.front() != '{' || literal.back() != '}') Refuse(literal, "array");
  literal = literal.substr(1, literal.size() - 2);
  std::size_t at = 0;
  while (at < literal.size()) {
    std::string element;
    const bool quoted = literal[at] == '"';
    if (quoted) {
      for (++at; at < literal.size() && literal[at] != '"'; ++at) {
        if (literal[at] == '\\') ++at;
        if (at < literal.size()) element += literal[at];
      }
      ++at;
    } else {
      while (at < literal.size() && literal[at] != ',') element += literal[at++];
    }
    elements.push_back(!quoted && element == "NULL" ? Param() : Param(std::move(element)));
    if (at < literal.size() && literal[at] == ',') ++at;
  }
  return elements;
}

void FromText(std::string_view text, bool& value) {
  if (text != "t" && text != "f") Refuse(text, "boolean");
  value = text == "t";
}
void FromText(std::string_view text, std::int32_t& value) { ReadNumber(text, value, "32-bit integer"); }
void FromText(std::string_view text, std::int64_t& value) { ReadNumber(text, value, "64-bit integer"); }
void FromText(std::string_view text, double& value) { ReadNumber(text, value, "number"); }
void FromText(std::string_view text, std::string& value) { value.assign(text); }

void FromText(std::string_view text, Bytes& value) {
  if (!text.starts_with("\\x") || text.size() % 2 != 0) Refuse(text, "bytea");
  value.data.clear();
  value.data.reserve(text.size() / 2);
  for (std::size_t i = 2; i < text.size(); i += 2) {
    value.data += static_cast<char>(HexDigit(text[i]) * 16 + HexDigit(text[i + 1]));
  }
}

void FromText(std::string_view text, Day& value) {
  const auto day = ParseDay(text);
  if (!day) Refuse(text, "date");
  value = *day;
}

void FromText(std::string_view text, TimePoint& value) {
  const auto time = ParseTime(text);
  if (!time) Refuse(text, "timestamp with time zone in UTC");
  value = *time;
}

}  // namespace dondoc::pg
