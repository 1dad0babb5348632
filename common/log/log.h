// The log: JSON, one object a line, on stderr, through spdlog (containers collect it from there).
//
//   log::Info("assignment accepted", {{"assignment", id}, {"unit", unit}});
//   -> {"time":"2026-11-21T02:51:13.123Z","level":"info","service":"assignment","message":"assignment
//   accepted","assignment":"..."}
//
// The message is fixed text; what varies goes into fields. Personal data only as log::Redacted. Thread-safe.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace dondoc::log {

// What must not be printed: a name, an address, a secret.
struct Redacted {
  std::string_view value;
};

// One field's value, as JSON.
class Value {
 public:
  Value(std::string_view text);  // NOLINT(google-explicit-constructor): a field is written as {"key", value}
  Value(const std::string& text) : Value(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)
  Value(const char* text) : Value(std::string_view(text)) {}         // NOLINT(google-explicit-constructor)
  Value(Redacted) : json_("\"***\"") {}                              // NOLINT(google-explicit-constructor)
  Value(bool value) : json_(value ? "true" : "false") {}             // NOLINT(google-explicit-constructor)
  Value(double value);                                               // NOLINT(google-explicit-constructor)
  template <typename T, std::enable_if_t<std::is_integral_v<T>, int> = 0>
  Value(T value) : json_(std::to_string(value)) {}  // NOLINT(google-explicit-constructor)

  const std::string& json() const { return json_; }

 private:
  std::string json_;
};

using Fields = std::initializer_list<std::pair<std::string_view, Value>>;

// Once, at the start of a program. `level` is debug, info, warning or error.
void Start(std::string_view service, std::string_view level);

void Debug(std::string_view message, Fields fields = {});
void Info(std::string_view message, Fields fields = {});
void Warning(std::string_view message, Fields fields = {});
void Error(std::string_view message, Fields fields = {});

// The line's text without time, level and service; for tests.
std::string Body(std::string_view message, Fields fields);

}  // namespace dondoc::log
