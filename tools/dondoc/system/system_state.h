// The state of a running system, as a file and as text.
//
// Thread-safety: all functions may be called from any thread.
#pragma once

#include <filesystem>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/time/day.h"
#include "dondoc/cli/v1/system_state.pb.h"

namespace dondoc::cli {

// Replaces the file at once: a reader sees the old state or the new one.
absl::Status WriteState(const v1::SystemState& state, const std::filesystem::path& file);

// Errors: UNAVAILABLE STATE_NOT_READABLE where there is none or it is not one of ours.
absl::StatusOr<v1::SystemState> ReadState(const std::filesystem::path& file);

std::string StateJson(const v1::SystemState& state);

// For a person: one line for the system, one for each part. `now` gives the uptimes.
std::string StateTable(const v1::SystemState& state, TimePoint now);

// "3 d 4 h", "12 min 3 s", "4 s".
std::string FormatUptime(std::chrono::seconds uptime);

}  // namespace dondoc::cli
