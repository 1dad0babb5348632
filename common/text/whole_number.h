// Whole numbers in a text. Pure, thread-safe.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace dondoc {

// The number that `text` is from end to end; nothing for other characters, none at all, or one that the type does not
// hold.
template <typename Number = int>
std::optional<Number> WholeNumber(std::string_view text) {
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

}  // namespace dondoc
