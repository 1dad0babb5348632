#include "common/private_servers/private_server.h"

#include <fmt/format.h>

#include <utility>

#include "common/status/status.h"

namespace dondoc::private_servers {
namespace {

constexpr auto kPollInterval = std::chrono::milliseconds(10);

}  // namespace

PrivateServer::PrivateServer(std::string name, ServerDirectory place, std::filesystem::path log)
    : name_(std::move(name)),
      place_(std::move(place)),
      log_(log.empty() ? place_.directory / (name_ + ".log") : std::move(log)) {}

absl::Status PrivateServer::Start(std::chrono::milliseconds timeout) {
  if (process_ && !process_->Poll()) return absl::OkStatus();
  process_.reset();
  DONDOC_RETURN_IF_ERROR(CleanUp(timeout));
  DONDOC_ASSIGN_OR_RETURN(process_, process::Process::Spawn(Command()));
  absl::Status ready = WaitReady(timeout);
  if (!ready.ok()) process_.reset();
  return ready;
}

absl::Status PrivateServer::WaitReady(std::chrono::milliseconds timeout) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  while (!Ready()) {
    // Waits for the end of the process, so that one which cannot start is noticed at once.
    if (auto ended = process_->Wait(kPollInterval)) {
      return Error(absl::StatusCode::kInternal, "SERVER_ENDED",
                   fmt::format("{} did not start ({}); the end of {}:\n{}", name_, ended->Describe(), log_.string(),
                               process::LastLines(log_, 15)));
    }
    if (std::chrono::steady_clock::now() >= deadline) {
      return Error(absl::StatusCode::kDeadlineExceeded, "SERVER_NOT_READY",
                   fmt::format("{} did not answer within {} s; the end of {}:\n{}", name_, timeout.count() / 1000,
                               log_.string(), process::LastLines(log_, 15)));
    }
  }
  return absl::OkStatus();
}

void PrivateServer::Stop(std::chrono::milliseconds timeout) {
  if (!process_) return;
  process_->Signal(stop_signal());
  process_->Wait(timeout);
  process_.reset();
}

void PrivateServer::Kill() { process_.reset(); }

}  // namespace dondoc::private_servers
