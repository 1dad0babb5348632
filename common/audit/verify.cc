#include "common/audit/verify.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace dondoc::audit {
namespace {

// Places behind a wrong one that are looked at to say what was done.
constexpr std::size_t kWindow = 2000;
// How many deleted records a renumbering is tried for.
constexpr std::int64_t kLongestShift = 100'000;
// Of findings of one kind outside of the chain.
constexpr std::size_t kMostFindings = 20;

bool Fits(const Hash& previous, std::int64_t number, const Hash& digest, const Hash& hash) {
  return ChainHash(previous, number, digest) == hash;
}

std::string Range(std::int64_t first, std::int64_t last) {
  return first == last ? fmt::format("{}", first) : fmt::format("{} to {}", first, last);
}

}  // namespace

std::string_view NameOf(Fault fault) {
  switch (fault) {
    case Fault::kEdited:
      return "edited";
    case Fault::kDeleted:
      return "deleted";
    case Fault::kReordered:
      return "reordered";
    case Fault::kInserted:
      return "inserted";
    case Fault::kTruncated:
      return "truncated";
    case Fault::kRechained:
      return "re-chained";
    case Fault::kUnsealed:
      return "unsealed";
    case Fault::kBadCheckpoint:
      return "bad checkpoint";
  }
  return "";
}

Verifier::Verifier(VerifyOptions options) : options_(std::move(options)) {
  for (const Checkpoint& checkpoint : options_.outside) {
    if (checkpoint.service == options_.service && checkpoint.cell == options_.cell && IsSigned(checkpoint)) {
      Expect(checkpoint, true);
    }
  }
}

void Verifier::Add(Fault fault, std::int64_t number, std::int64_t seq, std::string words) {
  const auto same = std::count_if(report_.findings.begin(), report_.findings.end(),
                                  [&](const Finding& finding) { return finding.fault == fault; });
  if (static_cast<std::size_t>(same) < kMostFindings) {
    report_.findings.push_back({fault, number, seq, std::move(words)});
  }
}

bool Verifier::IsSigned(const Checkpoint& checkpoint) {
  if (options_.keys.empty()) return false;
  if (options_.keys.Verifies(checkpoint)) {
    ++report_.checkpoints;
    return true;
  }
  Add(Fault::kBadCheckpoint, checkpoint.number, 0,
      options_.keys.Knows(checkpoint.key_id)
          ? fmt::format("the checkpoint of number {} does not have the signature of its key", checkpoint.number)
          : fmt::format("the checkpoint of number {} is signed with key {}, which is not known", checkpoint.number,
                        checkpoint.key_id));
  return false;
}

void Verifier::Expect(const Checkpoint& checkpoint, bool outside) {
  Expected& here = expected_[checkpoint.number];
  std::vector<Checkpoint>& known = here.checkpoints;
  if (std::find(known.begin(), known.end(), checkpoint) == known.end()) known.push_back(checkpoint);
  here.outside = here.outside || outside;
}

void Verifier::TakeCheckpoint(const Checkpoint& checkpoint) {
  table_[checkpoint.number] = checkpoint;
  if (IsSigned(checkpoint)) Expect(checkpoint, false);
}

void Verifier::TakeEnd(std::int64_t number, const Hash& hash) { end_ = {number, hash}; }

void Verifier::TakeSeal(SealedRecord&& sealed) {
  if (rechained_ || broken_.size() >= kWindow) return;
  Place place{sealed.number, sealed.seq, sealed.digest, sealed.hash, std::nullopt};
  if (sealed.record) place.content = DigestOf(*sealed.record);
  const bool right = broken_.empty() && place.number == last_ + 1 && place.content == place.digest &&
                     Fits(hash_, place.number, place.digest, place.hash);
  if (!right) {
    broken_.push_back(place);
    return;
  }
  CheckSigned(place, sealed.record->recorded_at);
  if (rechained_) return;
  last_ = place.number;
  hash_ = place.hash;
  ++report_.records;
}

void Verifier::CheckSigned(const Place& place, TimePoint recorded_at) {
  const auto here = expected_.find(place.number);
  if (here == expected_.end()) return;
  for (const Checkpoint& checkpoint : here->second.checkpoints) {
    if (checkpoint.hash == place.hash) continue;
    rechained_ = true;
    const std::int64_t from = report_.vouched.number + 1;
    Add(Fault::kRechained, from, from == place.number ? place.seq : 0,
        fmt::format("the chain was computed anew: at number {} it is not what was signed on {}; what was changed is "
                    "among the records {}",
                    place.number, FormatTime(checkpoint.made_at), Range(from, place.number)));
    return;
  }
  report_.vouched = {place.number, recorded_at};
  if (here->second.outside) report_.outside = report_.vouched;
}

std::optional<std::size_t> Verifier::Find(const Hash& previous, std::int64_t number) const {
  for (std::size_t i = 0; i < broken_.size(); ++i) {
    if (Fits(previous, number, broken_[i].digest, broken_[i].hash)) return i;
  }
  return std::nullopt;
}

// The first wrong place has a higher number than the one that is due.
Finding Verifier::ExplainMissing() const {
  const std::int64_t due = last_ + 1;
  const Place& first = broken_.front();
  if (const auto found = Find(hash_, due)) {
    const Place& moved = broken_[*found];
    return {Fault::kReordered, due, moved.seq,
            fmt::format("the record sealed as number {} (seq {}) stands at {}", due, moved.seq, moved.number)};
  }
  return {Fault::kDeleted, due, 0,
          fmt::format("the seals of the numbers {} are gone: {} records", Range(due, first.number - 1),
                      first.number - due)};
}

// The seal at the due number does not follow the one before it.
Finding Verifier::ExplainMisplaced() const {
  const std::int64_t due = last_ + 1;
  const Place& first = broken_.front();
  if (const auto found = Find(hash_, due)) {
    const Place& moved = broken_[*found];
    const auto next = Find(moved.hash, due + 1);
    if (next && *next > *found) {
      return {Fault::kInserted, due, first.seq,
              fmt::format("{} that {} never sealed there stand before the record of number {} (seq {})",
                          *found == 1 ? "a record" : fmt::format("{} records", *found), *found == 1 ? "was" : "were",
                          due, moved.seq)};
    }
    return {Fault::kReordered, due, moved.seq,
            fmt::format("the record sealed as number {} (seq {}) stands at {}", due, moved.seq, moved.number)};
  }
  if (broken_.size() > 1) {
    const Place& second = broken_[1];
    for (std::int64_t shift = 1; shift <= kLongestShift; ++shift) {
      if (!Fits(first.hash, second.number + shift, second.digest, second.hash)) continue;
      return {Fault::kDeleted, due, 0,
              fmt::format("{} records from number {} on are gone, and those behind them were given their numbers",
                          shift, due)};
    }
  }
  return {Fault::kEdited, due, first.seq,
          fmt::format("record {} (seq {}) or its seal is not what was sealed", due, first.seq)};
}

Finding Verifier::Explain() const {
  const std::int64_t due = last_ + 1;
  const Place& first = broken_.front();
  if (first.number != due) return ExplainMissing();
  if (!Fits(hash_, due, first.digest, first.hash)) return ExplainMisplaced();
  if (!first.content) {
    return {Fault::kDeleted, due, first.seq,
            fmt::format("the record of number {} (seq {}) is gone; its seal remains", due, first.seq)};
  }
  for (const Place& place : broken_) {
    if (place.number == due || place.digest != *first.content) continue;
    return {Fault::kReordered, due, first.seq,
            fmt::format("at number {} stands the record that was sealed as {}", due, place.number)};
  }
  return {Fault::kEdited, due, first.seq,
          fmt::format("record {} (seq {}) was changed after it was sealed", due, first.seq)};
}

void Verifier::TakeUnsealed(const UnsealedRecord& unsealed) {
  if (unsealed.queued && unsealed.present) ++report_.waiting;
  if (!unsealed.queued) {
    Add(Fault::kInserted, 0, unsealed.seq,
        fmt::format("the record with seq {} ({}) has no seal and does not wait for one: it was put in beside the "
                    "operations, or its seal was deleted",
                    unsealed.seq, unsealed.what));
  } else if (!unsealed.present) {
    Add(Fault::kDeleted, 0, unsealed.seq,
        fmt::format("the record with seq {} is gone before it was sealed", unsealed.seq));
  } else if (unsealed.age > options_.longest_wait) {
    Add(Fault::kUnsealed, 0, unsealed.seq,
        fmt::format("the record with seq {} ({}) has waited {} seconds for its seal: does the sealer run?",
                    unsealed.seq, unsealed.what, unsealed.age.count()));
  }
}

void Verifier::CheckEnd() {
  const auto beyond = expected_.upper_bound(last_);
  if (beyond != expected_.end()) {
    const Checkpoint& last = expected_.rbegin()->second.checkpoints.front();
    Add(Fault::kTruncated, last_ + 1, 0,
        fmt::format("the chain ends at number {}, but a checkpoint of {} is of number {}: {} records are gone at least",
                    last_, FormatTime(last.made_at), last.number, last.number - last_));
    return;
  }
  if (!end_ && last_ == 0) return;
  if (!end_) {
    Add(Fault::kTruncated, last_ + 1, 0, "the row that says where the chain ends is gone");
  } else if (end_->first > last_) {
    Add(Fault::kTruncated, last_ + 1, 0,
        fmt::format("the chain ends at number {}, but {} were sealed: {} records are gone", last_, end_->first,
                    end_->first - last_));
  } else if (end_->first < last_ || end_->second != hash_) {
    Add(Fault::kInserted, std::min(end_->first, last_) + 1, 0,
        fmt::format("the chain goes on to number {}, but its sealer ended at {} with another hash", last_,
                    end_->first));
  }
}

Report Verifier::Finish() {
  std::vector<Finding> others = std::exchange(report_.findings, {});
  if (!broken_.empty()) {
    report_.findings.push_back(Explain());
  } else if (!rechained_) {
    CheckEnd();
  }
  report_.findings.insert(report_.findings.end(), others.begin(), others.end());
  std::stable_partition(report_.findings.begin(), report_.findings.end(),
                        [](const Finding& finding) { return finding.fault == Fault::kRechained; });
  for (const auto& [number, checkpoints] : expected_) {
    const auto kept = table_.find(number);
    if (kept != table_.end()) continue;
    Add(Fault::kBadCheckpoint, number, 0,
        fmt::format("the checkpoint of number {} stands outside of the database and is gone from its table", number));
  }
  if (options_.keys.empty()) {
    report_.notes.emplace_back(
        "no public key was given: signatures were not looked at, so that a chain which was "
        "computed anew, or cut off, would not be noticed");
  } else if (report_.records > 0 && expected_.empty()) {
    report_.notes.emplace_back(
        "there is no checkpoint: a chain that was computed anew, or cut off, would not be noticed");
  } else if (options_.outside.empty() && report_.records > 0) {
    report_.notes.emplace_back(
        "no checkpoints from outside of the database were given: those of the table may have been "
        "deleted with the records");
  }
  return std::move(report_);
}

}  // namespace dondoc::audit
