// C++ values to PostgreSQL parameters and back, all in PostgreSQL's text format.
//
// Parameters: bool, integers, double, text, Bytes, Day, TimePoint, std::optional of them (nothing is NULL), and
// std::vector of them (an array; the statement says its type, as in $1::uuid[]). uuid, numeric and jsonb are passed and
// read as text.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "common/time/day.h"

namespace dondoc::pg {

// A bytea.
struct Bytes {
  std::string data;
  friend bool operator==(const Bytes&, const Bytes&) = default;
};

// A parameter or a column that cannot be read as the type asked for, a NULL where the code wants a value, a column that
// is not there: a mistake in the code. Database::Run turns it into INTERNAL.
class DecodeError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

// One parameter as PostgreSQL's text; nothing is NULL.
using Param = std::optional<std::string>;

inline Param ToParam(bool value) { return value ? "t" : "f"; }
inline Param ToParam(int value) { return std::to_string(value); }
inline Param ToParam(unsigned value) { return std::to_string(value); }
inline Param ToParam(long value) { return std::to_string(value); }
inline Param ToParam(long long value) { return std::to_string(value); }
inline Param ToParam(unsigned long value) { return std::to_string(value); }
Param ToParam(double value);
inline Param ToParam(const std::string& value) { return value; }
inline Param ToParam(std::string_view value) { return std::string(value); }
inline Param ToParam(const char* value) { return std::string(value); }
inline Param ToParam(Day value) { return FormatDay(value); }
inline Param ToParam(TimePoint value) { return FormatTime(value); }
inline Param ToParam(std::nullopt_t) { return std::nullopt; }
Param ToParam(const Bytes& value);

template <typename T>
Param ToParam(const std::optional<T>& value) {
  return value.has_value() ? ToParam(*value) : std::nullopt;
}

// Adds one element to an array literal that is being built.
void AppendArrayElement(std::string& literal, const Param& element);

template <typename T>
Param ToParam(const std::vector<T>& values) {
  std::string literal = "{";
  for (const auto& value : values) AppendArrayElement(literal, ToParam(static_cast<const T&>(value)));
  literal += '}';
  return literal;
}

// The elements of an array literal of one dimension.
std::vector<Param> ParseArray(std::string_view literal);

// Readers, one for each type. They throw DecodeError.
void FromText(std::string_view text, bool& value);
void FromText(std::string_view text, std::int32_t& value);
void FromText(std::string_view text, std::int64_t& value);
void FromText(std::string_view text, double& value);
void FromText(std::string_view text, std::string& value);
void FromText(std::string_view text, Bytes& value);
void FromText(std::string_view text, Day& value);
void FromText(std::string_view text, TimePoint& value);

template <typename T>
void FromText(std::string_view text, std::vector<T>& values) {
  values.clear();
  for (const Param& element : ParseArray(text)) {
    if (!element.has_value()) throw DecodeError("NULL inside an array");
    T value{};
    FromText(*element, value);
    values.push_back(std::move(value));
  }
}

}  // namespace dondoc::pg
