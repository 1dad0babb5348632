#include "common/messaging/consumer.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <utility>

#include "common/messaging/backoff.h"
#include "common/messaging/consumer_wire.h"
#include "common/messaging/fact_effects.h"
#include "common/messaging/inbox.h"
#include "common/status/status.h"

namespace dondoc::messaging {
namespace {

constexpr auto kPruneEvery = std::chrono::minutes(10);
constexpr int kPruneAtOnce = 10000;
constexpr auto kNothingToRead = std::chrono::milliseconds(100);
constexpr std::string_view kProcessEnded = "the process ended while handling it";

// One stream as this replica works on it. In hand: messages that were read and are not done.
struct Source {
  std::string key;
  Backoff backoff;
  bool ready = false;      // stream and group are there
  bool recovering = true;  // own pending messages come first
  std::string recovered = "0";
  bool careful = false;  // what is in hand is handled one by one, counted
  Deliveries hand;
  std::string claimed = "0-0";
  std::string generation;
  std::int64_t watermark = 0;
  std::int64_t swept_at = -1;  // the watermark when a gap was last seen
  bool dirty = true;           // something was done since the last confirmation
  Timer group, retry, claim, sweep, confirm;
};

}  // namespace

class Consumer::Impl {
 public:
  Impl(ConsumerOptions options, pg::Database& database, const Clock& clock, MessagingStats& stats, Log log)
      : options_(std::move(options)),
        name_{options_.consumer, options_.replica},
        clock_(clock),
        stats_(stats),
        log_(std::move(log)),
        inbox_(database, options_.consumer),
        effects_(database, inbox_, clock, stats, options_.committed) {
    options_.redis.client_name = fmt::format("consumer:{}:{}", options_.consumer, options_.replica);
    for (const std::string& key : options_.streams) {
      Source source{.key = key, .backoff = Backoff(options_.first_backoff, options_.longest_backoff)};
      source.claim.Set(options_.claim_every);
      source.sweep.Set(options_.sweep_every);
      sources_.push_back(std::move(source));
    }
  }

  absl::StatusOr<bool> Step();
  void Run(const std::stop_token& stop);
  Inbox& inbox() { return inbox_; }
  FactEffects& effects() { return effects_; }

 private:
  absl::Status Connect();
  absl::Status Prepare(Source& source);
  absl::Status Refill(Source& source);
  absl::Status Recover(Source& source);
  absl::Status ClaimFor(Source& source);
  absl::Status Sweep(Source& source);
  absl::StatusOr<bool> Read();
  absl::Status Work(Source& source);
  absl::Status WorkCarefully(Source& source);
  absl::Status PutOff(Source& source, const absl::Status& cause);
  absl::Status Done(Source& source, std::size_t count);
  absl::Status Confirm(Source& source);
  absl::StatusOr<bool> Round();
  void Prune();

  ConsumerOptions options_;
  const GroupName name_;
  const Clock& clock_;
  MessagingStats& stats_;
  const Log log_;
  Inbox inbox_;
  FactEffects effects_;
  std::unique_ptr<redis::Connection> connection_;
  bool connected_before_ = false;
  std::vector<Source> sources_;
  Timer prune_;
};

absl::Status Consumer::Impl::Connect() {
  if (connection_ != nullptr && connection_->IsAlive()) return absl::OkStatus();
  connection_.reset();
  DONDOC_ASSIGN_OR_RETURN(connection_, redis::Connection::Open(options_.redis));
  for (Source& source : sources_) {
    // What was in hand is still pending for us, or will be delivered again.
    source.hand.Clear();
    source.ready = false;
    source.group.SetDue();
    // Whatever was under way when this process began may be what ended the one before.
    source.careful = !connected_before_;
  }
  connected_before_ = true;
  return absl::OkStatus();
}

absl::Status Consumer::Impl::Prepare(Source& source) {
  if (source.ready || !source.group.Due()) return absl::OkStatus();
  source.group.Set(options_.group_every);
  DONDOC_ASSIGN_OR_RETURN(source.ready, EnsureGroup(*connection_, source.key, name_));
  source.recovering = true;
  source.recovered = "0";
  source.claimed = "0-0";
  return absl::OkStatus();
}

absl::Status Consumer::Impl::Recover(Source& source) {
  DONDOC_ASSIGN_OR_RETURN(Pending pending,
                          ReadOwnPending(*connection_, source.key, name_, options_.batch, source.recovered));
  DONDOC_RETURN_IF_ERROR(Acknowledge(*connection_, source.key, name_, pending.gone));
  source.hand = std::move(pending.deliveries);
  source.recovered = pending.next;
  if (pending.next.empty()) {
    source.recovering = false;
    source.careful = false;
  }
  return absl::OkStatus();
}

absl::Status Consumer::Impl::ClaimFor(Source& source) {
  DONDOC_ASSIGN_OR_RETURN(Pending pending,
                          Claim(*connection_, source.key, name_, options_.batch, options_.claim_idle, source.claimed));
  stats_.claimed += static_cast<std::int64_t>(pending.deliveries.size());
  source.hand = std::move(pending.deliveries);
  source.careful = !source.hand.empty();
  source.claimed = pending.next.empty() ? "0-0" : pending.next;
  if (pending.next.empty()) source.claim.Set(options_.claim_every);
  return absl::OkStatus();
}

// Looks for facts above the watermark that no group has for us any more, because somebody deleted a consumer, moved a
// group or acknowledged in another life of the stream. A gap counts if it is still there one sweep later.
absl::Status Consumer::Impl::Sweep(Source& source) {
  source.sweep.Set(options_.sweep_every);
  source.dirty = true;
  DONDOC_RETURN_IF_ERROR(Confirm(source));
  DONDOC_ASSIGN_OR_RETURN(const StreamHead head, ReadHead(*connection_, source.key, options_.consumer));
  const bool gap = !head.generation.empty() && head.generation == source.generation && source.watermark < head.top;
  const bool same = gap && source.swept_at == source.watermark;
  source.swept_at = gap ? source.watermark : -1;
  if (!same) return absl::OkStatus();
  DONDOC_ASSIGN_OR_RETURN(source.hand, ReadFrom(*connection_, source.key, source.watermark + 1, options_.batch));
  stats_.swept += static_cast<std::int64_t>(source.hand.size());
  // No group counts these as pending: one that ends the process must be counted the first time.
  source.careful = true;
  return absl::OkStatus();
}

absl::Status Consumer::Impl::Refill(Source& source) {
  if (!source.hand.empty() || !source.ready) return absl::OkStatus();
  while (source.recovering && source.hand.empty()) DONDOC_RETURN_IF_ERROR(Recover(source));
  if (source.hand.empty() && source.claim.Due()) DONDOC_RETURN_IF_ERROR(ClaimFor(source));
  if (source.hand.empty() && source.sweep.Due()) DONDOC_RETURN_IF_ERROR(Sweep(source));
  return absl::OkStatus();
}

// Reads new messages into empty hands. True where it read some.
absl::StatusOr<bool> Consumer::Impl::Read() {
  std::vector<std::string> keys;
  std::chrono::milliseconds block = options_.block;
  for (const Source& source : sources_) {
    if (source.ready && source.hand.empty()) keys.push_back(source.key);
    if (!source.hand.empty())
      block = source.retry.Due() ? std::chrono::milliseconds(0) : std::min(block, options_.first_backoff);
    if (!source.ready) block = std::min(block, options_.group_every);
  }
  if (keys.empty()) return false;
  DONDOC_ASSIGN_OR_RETURN(auto read, ReadNew(*connection_, keys, name_, options_.batch, block));
  for (Source& source : sources_) {
    const auto found = read.find(source.key);
    if (found == read.end()) continue;
    source.hand = std::move(found->second);
    source.careful = false;
    source.retry.SetDue();
  }
  return !read.empty();
}

absl::Status Consumer::Impl::Done(Source& source, std::size_t count) {
  const std::vector<std::string> ids(source.hand.entry_ids.begin(),
                                     source.hand.entry_ids.begin() + static_cast<std::ptrdiff_t>(count));
  if (count == source.hand.size()) {
    source.hand.Clear();
  } else {
    source.hand.PopFront();
  }
  source.backoff.Reset();
  source.retry.SetDue();
  source.dirty = true;
  return Acknowledge(*connection_, source.key, name_, ids);
}

absl::Status Consumer::Impl::PutOff(Source& source, const absl::Status& cause) {
  source.retry.Set(source.backoff.Next());
  log_(fmt::format("consumer {} puts number {} of {} off", options_.consumer, source.hand.facts.front().number,
                   source.key),
       cause);
  return absl::OkStatus();
}

absl::Status Consumer::Impl::WorkCarefully(Source& source) {
  const Fact& fact = source.hand.facts.front();
  const auto bury = [&](std::string_view reason, int attempts) -> absl::Status {
    if (absl::Status buried = inbox_.Bury(fact, reason, attempts, clock_.Now()); !buried.ok())
      return PutOff(source, buried);
    ++stats_.dead_lettered;
    log_(fmt::format("consumer {} gave up on fact {} ({}) of {}: {}", options_.consumer, fact.id, fact.type, source.key,
                     reason),
         absl::OkStatus());
    return Done(source, 1);
  };
  if (!source.hand.unreadable.front().empty()) return bury(source.hand.unreadable.front(), 1);
  const absl::StatusOr<Attempt> attempt = inbox_.CountAttempt(fact.id);
  if (!attempt.ok()) return PutOff(source, attempt.status());
  if (attempt->number > options_.max_attempts) {
    return bury(attempt->last_error.empty() ? kProcessEnded : std::string_view(attempt->last_error),
                attempt->number - 1);
  }
  const absl::Status status = effects_.Apply({&fact, 1}, true);
  if (status.ok()) return Done(source, 1);
  if (Passes(status)) {
    ++stats_.retried;
    // Where this fails too the attempt stays counted: better one too many than a crash that is never counted.
    inbox_.UncountAttempt(fact.id).IgnoreError();
    return PutOff(source, status);
  }
  ++stats_.failed_attempts;
  if (attempt->number >= options_.max_attempts) return bury(ReasonOf(status), attempt->number);
  inbox_.NoteError(fact.id, ReasonOf(status)).IgnoreError();
  return PutOff(source, status);
}

absl::Status Consumer::Impl::Work(Source& source) {
  const std::vector<std::string>& unreadable = source.hand.unreadable;
  if (source.careful ||
      std::any_of(unreadable.begin(), unreadable.end(), [](const std::string& why) { return !why.empty(); })) {
    return WorkCarefully(source);
  }
  const absl::Status status = effects_.Apply(source.hand.facts, false);
  if (status.ok()) return Done(source, source.hand.size());
  if (Passes(status)) {
    ++stats_.retried;
    return PutOff(source, status);
  }
  source.careful = true;
  return absl::OkStatus();
}

absl::Status Consumer::Impl::Confirm(Source& source) {
  if (!source.ready || !(source.dirty || source.confirm.Due())) return absl::OkStatus();
  source.confirm.Set(options_.confirm_every);
  DONDOC_ASSIGN_OR_RETURN(const StreamHead head, ReadHead(*connection_, source.key, options_.consumer));
  if (head.generation.empty()) return absl::OkStatus();
  if (source.dirty || head.generation != source.generation || head.floor > source.watermark) {
    DONDOC_ASSIGN_OR_RETURN(const Advance advance, inbox_.Raise(source.key, head.generation, head.floor));
    source.generation = head.generation;
    source.watermark = advance.watermark;
    source.dirty = false;
    if (advance.skipped > 0) {
      stats_.skipped += advance.skipped;
      log_(fmt::format("consumer {} never had {} facts of {} that its sender has dropped", options_.consumer,
                       advance.skipped, source.key),
           absl::OkStatus());
    }
  }
  const std::string confirmation = Position{source.generation, source.watermark}.ToString();
  if (confirmation == head.confirmation) return absl::OkStatus();
  const absl::Status written = WriteConfirmation(*connection_, source.key, options_.consumer, confirmation);
  if (Reason(written) == "REDIS_OUT_OF_MEMORY") {
    // Reading and acknowledging still work, and the relay is making room.
    ++stats_.redis_errors;
    return absl::OkStatus();
  }
  return written;
}

void Consumer::Impl::Prune() {
  if (!prune_.Due()) return;
  prune_.Set(kPruneEvery);
  const absl::StatusOr<std::int64_t> removed = inbox_.Prune(clock_.Now() - options_.inbox_retention, kPruneAtOnce);
  if (removed.ok() && *removed == kPruneAtOnce) prune_.SetDue();
}

absl::StatusOr<bool> Consumer::Impl::Round() {
  DONDOC_RETURN_IF_ERROR(Connect());
  for (Source& source : sources_) {
    DONDOC_RETURN_IF_ERROR(Prepare(source));
    DONDOC_RETURN_IF_ERROR(Refill(source));
  }
  DONDOC_ASSIGN_OR_RETURN(bool worked, Read());
  for (Source& source : sources_) {
    if (source.hand.empty() || !source.retry.Due()) continue;
    DONDOC_RETURN_IF_ERROR(Work(source));
    worked = true;
  }
  for (Source& source : sources_) DONDOC_RETURN_IF_ERROR(Confirm(source));
  return worked;
}

absl::StatusOr<bool> Consumer::Impl::Step() {
  absl::StatusOr<bool> worked = Round();
  const std::string reason = Reason(worked.status());
  if (reason.starts_with("REDIS_")) {
    ++stats_.redis_errors;
    // A stream or its group went away under us, or will have: look again, and begin with what is pending.
    for (Source& source : sources_) {
      source.ready = false;
      source.group.SetDue();
      source.hand.Clear();
    }
  } else if (!worked.ok()) {
    ++stats_.database_errors;
  }
  if (worked.ok() && !*worked) Prune();
  return worked;
}

void Consumer::Impl::Run(const std::stop_token& stop) {
  Backoff backoff(options_.first_backoff, options_.longest_backoff);
  while (!stop.stop_requested()) {
    const absl::StatusOr<bool> worked = Step();
    if (!worked.ok()) {
      log_(fmt::format("consumer {}", options_.consumer), worked.status());
      WaitFor(stop, backoff.Next());
      continue;
    }
    backoff.Reset();
    const bool readable = std::any_of(sources_.begin(), sources_.end(),
                                      [](const Source& source) { return source.ready && source.hand.empty(); });
    if (!*worked && !readable) WaitFor(stop, kNothingToRead);
  }
}

Consumer::Consumer(ConsumerOptions options, pg::Database& database, const Clock& clock, MessagingStats& stats, Log log)
    : impl_(std::make_unique<Impl>(std::move(options), database, clock, stats, std::move(log))) {}
Consumer::~Consumer() = default;
void Consumer::Subscribe(std::string type, Handler handler) {
  impl_->effects().Subscribe(std::move(type), std::move(handler));
}
absl::StatusOr<bool> Consumer::Step() { return impl_->Step(); }
void Consumer::Run(std::stop_token stop) { impl_->Run(stop); }
absl::StatusOr<std::vector<DeadLetter>> Consumer::ListDeadLetters(std::string_view after, int limit) {
  return impl_->inbox().ListDeadLetters(after, limit);
}
absl::StatusOr<ReplayOutcome> Consumer::ReplayDeadLetters(std::span<const std::string> fact_ids, int limit) {
  return impl_->effects().Replay({fact_ids.begin(), fact_ids.end()}, limit);
}

}  // namespace dondoc::messaging
