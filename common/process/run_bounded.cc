#include "common/process/run_bounded.h"

#include <algorithm>
#include <csignal>
#include <optional>
#include <utility>

#include "common/process/run_user.h"
#include "common/status/status.h"

namespace dondoc::process {
namespace {

// How long it may take to notice that nobody waits any more.
constexpr auto kAskEvery = std::chrono::milliseconds(100);
constexpr std::uint64_t kErrorBytes = 4096;

}  // namespace

Patience Patience::For(std::chrono::milliseconds time, std::function<bool()> gone) {
  Patience patience;
  patience.until_ = std::chrono::steady_clock::now() + time;
  patience.gone_ = std::move(gone);
  return patience;
}

std::chrono::milliseconds Patience::left() const {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until_ - std::chrono::steady_clock::now());
  return std::max(left, std::chrono::milliseconds(0));
}

absl::Status Patience::Check() const {
  if (gone_ && gone_()) return Error(absl::StatusCode::kCancelled, "CANCELLED", "nobody waits for the answer");
  if (left().count() > 0) return absl::OkStatus();
  return Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED", "the deadline has passed");
}

bool Finished::ExceededLimit() const {
  return ended.signal == SIGXCPU || ended.signal == SIGKILL || ended.signal == SIGXFSZ;
}

absl::StatusOr<Finished> RunBounded(const BoundedCommand& command, const Patience& patience) {
  DONDOC_RETURN_IF_ERROR(patience.Check());
  DONDOC_ASSIGN_OR_RETURN(const MemoryFile output, MemoryFile::Create());
  DONDOC_ASSIGN_OR_RETURN(const MemoryFile errors, MemoryFile::Create());
  ProcessSpec spec;
  spec.argv = command.argv;
  spec.environment = {{"LC_ALL", "C.UTF-8"}, {"OMP_THREAD_LIMIT", "1"}};
  spec.inherit_environment = false;
  spec.directory = "/";
  spec.output = output.descriptor();
  spec.errors = errors.descriptor();
  spec.limits = command.limits;
  spec.death_signal = SIGKILL;
  DONDOC_ASSIGN_OR_RETURN(spec.user, UnprivilegedUser());
  std::optional<MemoryFile> input;
  if (command.input != nullptr) {
    DONDOC_ASSIGN_OR_RETURN(input, command.input->Reopen());
    spec.input = input->descriptor();
  }
  DONDOC_ASSIGN_OR_RETURN(Process process, Process::Spawn(spec));
  std::optional<ExitStatus> ended;
  while (!ended) {
    DONDOC_RETURN_IF_ERROR(patience.Check());
    ended = process.Wait(std::min(patience.left(), kAskEvery));
  }
  const std::uint64_t most = command.limits.file_bytes > 0 ? command.limits.file_bytes : ~std::uint64_t{0};
  return Finished{*ended, output.Read(most), errors.Read(kErrorBytes)};
}

}  // namespace dondoc::process
