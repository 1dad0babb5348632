// What an act changed, as two small JSON objects: how it was, how it is. Only fields that differ are kept.
//
//   act.changes.Set("state", NameOf(before.state), NameOf(after.state)).Set("due_on", before.due_on, after.due_on);
//
// Not thread-safe. Bytes that are not UTF-8 become U+FFFD, so that the result is always JSON.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/time/day.h"

namespace dondoc::audit {

// One JSON value.
class Value {
 public:
  Value(std::string_view text);                                      // NOLINT(google-explicit-constructor)
  Value(const char* text) : Value(std::string_view(text)) {}         // NOLINT(google-explicit-constructor)
  Value(const std::string& text) : Value(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)
  Value(double number);                                              // NOLINT(google-explicit-constructor)
  Value(Day day) : Value(FormatDay(day)) {}                          // NOLINT(google-explicit-constructor)
  Value(TimePoint moment) : Value(FormatTime(moment)) {}             // NOLINT(google-explicit-constructor)
  Value(std::nullopt_t) : json_("null") {}                           // NOLINT(google-explicit-constructor)
  template <std::integral T>
  Value(T number) : json_(std::same_as<T, bool> ? (number ? "true" : "false") : std::to_string(number)) {}  // NOLINT
  template <typename T>
  Value(const std::optional<T>& value) : json_(value ? Value(*value).json_ : "null") {}  // NOLINT
  template <typename T>
  Value(const std::vector<T>& values) : json_("[") {  // NOLINT(google-explicit-constructor)
    for (const T& value : values) {
      if (json_.size() > 1) json_ += ',';
      json_ += Value(value).json_;
    }
    json_ += ']';
  }

  // JSON as it stands, which the caller answers for.
  static Value Json(std::string json);

  const std::string& json() const { return json_; }
  friend bool operator==(const Value&, const Value&) = default;

 private:
  std::string json_;
};

class Changes {
 public:
  // A field that was `before` and is `after`; nothing where that is the same.
  Changes& Set(std::string_view field, const Value& before, const Value& after);
  // A field of something that is new, or what the act said of itself (a count, a reason).
  Changes& Made(std::string_view field, const Value& after);
  // A field of something that is no more.
  Changes& Gone(std::string_view field, const Value& before);

  // JSON objects in the order of the calls; empty where there is no field.
  std::string before() const { return before_.empty() ? "" : "{" + before_ + "}"; }
  std::string after() const { return after_.empty() ? "" : "{" + after_ + "}"; }

 private:
  std::string before_;
  std::string after_;
};

}  // namespace dondoc::audit
