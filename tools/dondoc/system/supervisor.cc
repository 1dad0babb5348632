#include "tools/dondoc/system/supervisor.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace dondoc::cli {
namespace {

using process::Process;

constexpr auto kFirstPause = std::chrono::milliseconds(100);
constexpr auto kLongestPause = std::chrono::milliseconds(5000);
constexpr auto kLongLife = std::chrono::seconds(10);
// How often a part that is starting is asked whether it answers.
constexpr auto kReadyInterval = std::chrono::milliseconds(20);
// Nothing to do until a child ends, which wakes the owner anyway.
constexpr auto kLongWait = std::chrono::milliseconds(60'000);

}  // namespace

std::chrono::milliseconds Backoff::AfterLifeOf(std::chrono::steady_clock::duration life) {
  if (life >= kLongLife) next_ = kFirstPause;
  return std::exchange(next_, std::min(2 * next_, kLongestPause));
}

void Supervisor::Add(Part part) {
  names_.push_back(part.name);
  Entry entry;
  entry.part = std::move(part);
  entry.status.state = PartState::kWaiting;
  entries_.push_back(std::move(entry));
  ++version_;
}

void Supervisor::Step(Instant now) {
  for (Entry& entry : entries_) StepOne(entry, now);
}

void Supervisor::StepOne(Entry& entry, Instant now) {
  if (entry.process) {
    if (auto ended = entry.process->Poll()) {
      entry.process.reset();
      Ended(entry, ended->Describe(), now);
    }
  }
  if (entry.status.state == PartState::kWaiting && entry.due <= now) StartOne(entry, now);
  if (entry.status.state == PartState::kStarting && entry.part.ready()) {
    entry.status.state = PartState::kRunning;
    ++version_;
    if (entry.status.restarts > 0) say_(fmt::format("{} is back (pid {})", entry.part.name, entry.status.pid));
  }
}

void Supervisor::StartOne(Entry& entry, Instant now) {
  if (entry.status.started || !entry.status.last_end.empty()) ++entry.status.restarts;
  if (absl::Status clean = entry.part.clean_up(); !clean.ok()) {
    return Ended(entry, std::string(clean.message()), now);
  }
  auto process = Process::Spawn(entry.part.spec);
  if (!process.ok()) return Ended(entry, std::string(process.status().message()), now);
  entry.process = *std::move(process);
  entry.status.pid = entry.process->pid();
  entry.status.state = PartState::kStarting;
  entry.status.started = now;
  ++version_;
}

void Supervisor::Ended(Entry& entry, const std::string& how, Instant now) {
  const bool was_up = entry.status.state == PartState::kStarting || entry.status.state == PartState::kRunning;
  const auto pause = entry.backoff.AfterLifeOf(was_up ? now - *entry.status.started : Instant::duration::zero());
  entry.status.state = PartState::kWaiting;
  entry.status.pid = 0;
  entry.status.last_end = how;
  entry.due = now + pause;
  ++version_;
  say_(fmt::format("{} {}: {}; starting it again in {:.1f} s", entry.part.name, was_up ? "ended" : "cannot start", how,
                   std::chrono::duration<double>(pause).count()));
}

std::chrono::milliseconds Supervisor::UntilNextStep(Instant now) const {
  auto wait = kLongWait;
  for (const Entry& entry : entries_) {
    if (entry.status.state == PartState::kStarting) wait = std::min(wait, kReadyInterval);
    if (entry.status.state == PartState::kWaiting) {
      wait = std::min(
          wait, std::chrono::ceil<std::chrono::milliseconds>(std::max(entry.due - now, Instant::duration::zero())));
    }
  }
  return wait;
}

void Supervisor::StopAll(std::chrono::milliseconds patience, const std::function<bool()>& hurry,
                         const std::function<void(std::chrono::milliseconds)>& wait) {
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) StopOne(*entry, patience, hurry, wait);
}

void Supervisor::StopOne(Entry& entry, std::chrono::milliseconds patience, const std::function<bool()>& hurry,
                         const std::function<void(std::chrono::milliseconds)>& wait) {
  if (entry.process) {
    entry.process->Signal(entry.part.stop_signal);
    // Counted, not timed: `wait` may return early, which only shortens the patience with a part that does not end.
    for (auto left = patience; left.count() > 0 && !hurry() && !entry.process->Poll(); left -= kReadyInterval) {
      wait(kReadyInterval);
    }
    if (!entry.process->Poll()) say_(fmt::format("{} did not stop by itself and was killed", entry.part.name));
    entry.process.reset();
  }
  entry.status.state = PartState::kStopped;
  entry.status.pid = 0;
  ++version_;
}

bool Supervisor::AllRunning() const {
  return std::all_of(entries_.begin(), entries_.end(),
                     [](const Entry& entry) { return entry.status.state == PartState::kRunning; });
}

const std::string* Supervisor::FirstFailure() const {
  const auto failed =
      std::find_if(entries_.begin(), entries_.end(), [](const Entry& entry) { return !entry.status.last_end.empty(); });
  return failed == entries_.end() ? nullptr : &failed->part.name;
}

const PartStatus& Supervisor::StatusOf(std::string_view name) const {
  static const PartStatus kNone;
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.part.name == name; });
  return found == entries_.end() ? kNone : found->status;
}

}  // namespace dondoc::cli
