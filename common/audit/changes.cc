#include "common/audit/changes.h"

#include <fmt/core.h>

#include <cmath>

#include "common/text/utf8.h"

namespace dondoc::audit {
namespace {

void Quote(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20) {
      out += fmt::format("\\u{:04x}", byte);
    } else {
      out += c;
    }
  }
  out += '"';
}

void Add(std::string_view field, const Value& value, std::string& object) {
  if (!object.empty()) object += ',';
  Quote(field, object);
  object += ':';
  object += value.json();
}

}  // namespace

Value::Value(std::string_view text) { Quote(WellFormedUtf8(text), json_); }

Value::Value(double number) : json_(std::isfinite(number) ? fmt::format("{}", number) : "null") {}

Value Value::Json(std::string json) {
  Value value(std::nullopt);
  value.json_ = std::move(json);
  return value;
}

Changes& Changes::Set(std::string_view field, const Value& before, const Value& after) {
  if (before == after) return *this;
  Add(field, before, before_);
  Add(field, after, after_);
  return *this;
}

Changes& Changes::Made(std::string_view field, const Value& after) {
  Add(field, after, after_);
  return *this;
}

Changes& Changes::Gone(std::string_view field, const Value& before) {
  Add(field, before, before_);
  return *this;
}

}  // namespace dondoc::audit
