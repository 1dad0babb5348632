#include "common/messaging/fact_effects.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "common/status/status.h"

namespace dondoc::messaging {
namespace {

// A reason is for a person to read, not a place for a payload.
constexpr std::size_t kLongestReason = 500;

}  // namespace

bool Passes(const absl::Status& status) {
  return status.code() == absl::StatusCode::kUnavailable || status.code() == absl::StatusCode::kAborted ||
         status.code() == absl::StatusCode::kResourceExhausted;
}

std::string ReasonOf(const absl::Status& status) {
  return fmt::format("{}: {}", Reason(status).empty() ? absl::StatusCodeToString(status.code()) : Reason(status),
                     std::string(status.message()).substr(0, kLongestReason));
}

// Handlers for the runs of equal type, in order.
absl::Status FactEffects::Dispatch(pg::Transaction& tx, std::span<const Fact> facts) {
  for (std::size_t begin = 0; begin < facts.size();) {
    std::size_t end = begin + 1;
    while (end < facts.size() && facts[end].type == facts[begin].type) ++end;
    DONDOC_RETURN_IF_ERROR(handlers_.at(facts[begin].type)(tx, facts.subspan(begin, end - begin)));
    begin = end;
  }
  return absl::OkStatus();
}

absl::Status FactEffects::Apply(std::span<const Fact> facts, bool counted) {
  absl::Status database_error;
  std::int64_t effects = 0, duplicates = 0;
  const absl::Status status = database_.Run([&](pg::Transaction& tx) -> absl::Status {
    const auto body = [&]() -> absl::Status {
      DONDOC_ASSIGN_OR_RETURN(const std::vector<bool> fresh, inbox_.Enter(tx, facts, clock_.Now()));
      duplicates = std::count(fresh.begin(), fresh.end(), false);
      effects = static_cast<std::int64_t>(facts.size()) - duplicates;
      std::vector<Fact> wanted;
      const auto is_wanted = [&](std::size_t i) { return fresh[i] && handlers_.contains(facts[i].type); };
      bool all = true;
      for (std::size_t i = 0; i < facts.size() && all; ++i) all = is_wanted(i);
      for (std::size_t i = 0; i < facts.size() && !all; ++i) {
        if (is_wanted(i)) wanted.push_back(facts[i]);
      }
      DONDOC_RETURN_IF_ERROR(Dispatch(tx, all ? facts : std::span<const Fact>(wanted)));
      if (counted) DONDOC_RETURN_IF_ERROR(inbox_.ClearAttempts(tx, facts.front().id));
      return absl::OkStatus();
    };
    const absl::Status outcome = body();
    database_error = tx.first_error();
    return outcome;
  });
  // However a handler words it: an error of the database that passes is not the fact's fault.
  if (!status.ok()) return Passes(database_error) ? database_error : status;
  if (effects > 0 && committed_) committed_();
  stats_.consumed += effects;
  stats_.duplicates += duplicates;
  return absl::OkStatus();
}

absl::StatusOr<bool> FactEffects::ReplayOne(const std::string& id) {
  bool found = false;
  const absl::Status status = database_.Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_ASSIGN_OR_RETURN(const std::optional<DeadLetter> letter, inbox_.LockDeadLetter(tx, id));
    found = letter.has_value();
    if (!found) return absl::OkStatus();
    if (!handlers_.contains(letter->fact.type)) {
      return FailedPrecondition("NO_HANDLER", fmt::format("nothing here handles {}", letter->fact.type));
    }
    DONDOC_RETURN_IF_ERROR(Dispatch(tx, {&letter->fact, 1}));
    return inbox_.MarkReplayed(tx, id, clock_.Now());
  });
  if (status.ok()) {
    if (found) ++stats_.replayed;
    return found;
  }
  if (Passes(status)) return status;
  DONDOC_RETURN_IF_ERROR(inbox_.NoteFailedReplay(id, ReasonOf(status)));
  return status;
}

absl::StatusOr<ReplayOutcome> FactEffects::Replay(std::vector<std::string> ids, int limit) {
  if (ids.empty()) {
    DONDOC_ASSIGN_OR_RETURN(const std::vector<DeadLetter> letters, inbox_.ListDeadLetters("", limit));
    for (const DeadLetter& letter : letters) ids.push_back(letter.fact.id);
  }
  ReplayOutcome outcome;
  for (const std::string& id : ids) {
    const absl::StatusOr<bool> replayed = ReplayOne(id);
    if (!replayed.ok() && Passes(replayed.status())) return replayed.status();
    if (!replayed.ok()) ++outcome.failed;
    if (replayed.ok() && *replayed) ++outcome.replayed;
  }
  return outcome;
}

}  // namespace dondoc::messaging
