#include "common/log/log.h"

#include <fmt/core.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cmath>
#include <memory>

namespace dondoc::log {
namespace {

std::string Quoted(std::string_view text) {
  std::string out = "\"";
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
  return out;
}

spdlog::logger& Logger() {
  static const std::shared_ptr<spdlog::logger> logger = [] {
    auto made = std::make_shared<spdlog::logger>("dondoc", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_level(spdlog::level::warn);
    return made;
  }();
  return *logger;
}

void Write(spdlog::level::level_enum level, std::string_view message, Fields fields) {
  if (Logger().should_log(level)) Logger().log(level, "{}", Body(message, fields));
}

}  // namespace

Value::Value(std::string_view text) : json_(Quoted(text)) {}
Value::Value(double value) : json_(std::isfinite(value) ? fmt::format("{:.6g}", value) : "null") {}

std::string Body(std::string_view message, Fields fields) {
  std::string body = "\"message\":" + Quoted(message);
  for (const auto& [key, value] : fields) {
    body += ',';
    body += Quoted(key);
    body += ':';
    body += value.json();
  }
  return body;
}

void Start(std::string_view service, std::string_view level) {
  const std::string pattern =
      fmt::format(R"({{"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l","service":{},%v}})", Quoted(service));
  Logger().set_formatter(std::make_unique<spdlog::pattern_formatter>(pattern, spdlog::pattern_time_type::utc));
  Logger().set_level(spdlog::level::from_str(std::string(level)));
  Logger().flush_on(spdlog::level::warn);
}

void Debug(std::string_view message, Fields fields) { Write(spdlog::level::debug, message, fields); }
void Info(std::string_view message, Fields fields) { Write(spdlog::level::info, message, fields); }
void Warning(std::string_view message, Fields fields) { Write(spdlog::level::warn, message, fields); }
void Error(std::string_view message, Fields fields) { Write(spdlog::level::err, message, fields); }

}  // namespace dondoc::log
