#include "tools/dondoc/system/system_state.h"

#include <fmt/format.h>
#include <google/protobuf/util/json_util.h>

#include <fstream>
#include <sstream>
#include <system_error>

#include "common/status/status.h"

namespace dondoc::cli {
namespace {

absl::Status NotReadable(const std::filesystem::path& file) {
  return Unavailable("STATE_NOT_READABLE",
                     fmt::format("{} cannot be read; the system is starting or stopping: try again", file.string()));
}

std::string_view StateName(v1::PartState::State state) {
  switch (state) {
    case v1::PartState::STOPPED:
      return "stopped";
    case v1::PartState::STARTING:
      return "starting";
    case v1::PartState::RUNNING:
      return "running";
    case v1::PartState::WAITING:
      return "waiting";
    default:
      return "unknown";
  }
}

}  // namespace

absl::Status WriteState(const v1::SystemState& state, const std::filesystem::path& file) {
  const std::filesystem::path fresh = file.string() + ".new";
  std::ofstream out(fresh, std::ios::trunc);
  out << StateJson(state);
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(fresh, file, error);
  if (!out || error) return Internal(fmt::format("{} cannot be written", file.string()));
  return absl::OkStatus();
}

absl::StatusOr<v1::SystemState> ReadState(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  v1::SystemState state;
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  if (!in || !google::protobuf::util::JsonStringToMessage(text.str(), &state, options).ok()) return NotReadable(file);
  return state;
}

std::string StateJson(const v1::SystemState& state) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.always_print_primitive_fields = true;
  options.preserve_proto_field_names = true;
  std::string json;
  // Cannot fail: a state has no types that JSON lacks.
  (void)google::protobuf::util::MessageToJsonString(state, &json, options);
  return json;
}

std::string StateTable(const v1::SystemState& state, TimePoint now) {
  std::string table =
      fmt::format("dondoc (pid {}) in {}, levels {}{}{}\n", state.pid(), state.var(), state.levels(),
                  state.development() ? ", for development" : "", state.up() ? "" : "; it is starting or stopping");
  constexpr std::string_view kLine = "{:<14}{:>8}  {:<9} {:<12} {:>8}  {:<12} {}\n";
  table += fmt::format(fmt::runtime(kLine), "PART", "PID", "STATE", "UPTIME", "RESTARTS", "HEALTH", "ADDRESS");
  for (const v1::PartState& part : state.parts()) {
    const auto started = TimePoint(std::chrono::seconds(part.started_at().seconds()));
    const auto uptime = std::chrono::duration_cast<std::chrono::seconds>(now - started);
    table += fmt::format(fmt::runtime(kLine), part.name(), part.pid() != 0 ? std::to_string(part.pid()) : "-",
                         StateName(part.state()), part.pid() != 0 ? FormatUptime(uptime) : "-", part.restarts(),
                         part.health(), part.address());
    if (!part.last_end().empty()) table += fmt::format("{:<14}{:>8}  last end: {}\n", "", "", part.last_end());
  }
  return table;
}

std::string FormatUptime(std::chrono::seconds uptime) {
  const auto total = std::max<std::int64_t>(0, uptime.count());
  constexpr std::int64_t kMinute = 60;
  constexpr std::int64_t kHour = 60 * kMinute;
  constexpr std::int64_t kDay = 24 * kHour;
  if (total >= kDay) return fmt::format("{} d {} h", total / kDay, total % kDay / kHour);
  if (total >= kHour) return fmt::format("{} h {} min", total / kHour, total % kHour / kMinute);
  if (total >= kMinute) return fmt::format("{} min {} s", total / kMinute, total % kMinute);
  return fmt::format("{} s", total);
}

}  // namespace dondoc::cli
