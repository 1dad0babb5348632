#include "tools/dondoc/credentials.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "common/authentication/key_files.h"
#include "common/status/status.h"
#include "tools/dondoc/system/system_state.h"
#include "tools/dondoc/system_paths.h"

namespace dondoc::cli {
namespace {

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// The name that the computer knows its user by: for logs and the audit.
std::string LoginName() {
  const passwd* user = ::getpwuid(::geteuid());
  return user == nullptr ? std::to_string(::geteuid()) : user->pw_name;
}

// A token is made by the clock that the services go by.
std::unique_ptr<Clock> ClockOf(const SystemPaths& paths) {
  const auto state = ReadState(paths.state_file());
  if (state.ok() && state->development()) return std::make_unique<DevelopmentClock>(paths.clock_file().string());
  return std::make_unique<SystemClock>();
}

}  // namespace

Credentials::Credentials(std::string var) : var_(std::move(var)) {}
Credentials::~Credentials() = default;

absl::StatusOr<std::string> Credentials::Token() {
  if (!looked_) DONDOC_RETURN_IF_ERROR(LoadOperator());
  looked_ = true;
  return operator_ == nullptr ? std::string() : operator_->Token();
}

absl::Status Credentials::LoadOperator() {
  std::filesystem::path file;
  if (const std::string named = Environment("DONDOC_OPERATOR_KEY"); !named.empty()) {
    file = named;
    clock_ = std::make_unique<SystemClock>();
  } else if (!var_.empty() || Environment("DONDOC_ORGANIZATION").empty()) {
    const SystemPaths paths = FindSystem(var_);
    file = paths.operator_key();
    clock_ = ClockOf(paths);
    // Somebody else's system, or none yet.
    if (::access(file.c_str(), R_OK) != 0) return absl::OkStatus();
  } else {
    return absl::OkStatus();
  }
  DONDOC_ASSIGN_OR_RETURN(tokens::SigningKey key, authentication::ReadPrivateKey(file));
  operator_ = authentication::OwnTokens::OfOperator(std::move(key), "operator (" + LoginName() + ")", *clock_);
  return absl::OkStatus();
}

}  // namespace dondoc::cli
