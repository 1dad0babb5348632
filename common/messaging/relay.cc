#include "common/messaging/relay.h"

#include <fmt/core.h>

#include <algorithm>

#include "common/messaging/backoff.h"
#include "common/messaging/relay_store.h"
#include "common/messaging/relay_wire.h"
#include "common/status/status.h"

namespace dondoc::messaging {
namespace {

// Facts removed from the outbox at once: a transaction of some milliseconds.
constexpr std::int64_t kConfirmAtOnce = 20000;
// Numbering is far cheaper a fact than publication.
constexpr int kNumberingFactor = 4;
// After work the next is near: so many looks at the short interval before the long one.
constexpr int kBusyRounds = 25;
// What was committed before a stop is published in so many rounds, or by the next relay.
constexpr int kLastRounds = 50;
// Between looks that were asked for: a busy service asks with every call.
constexpr auto kNotifySpacing = std::chrono::milliseconds(2);

// A stream as this relay knows it. `attached` says that Redis was seen to agree with the tables on this connection.
struct Stream {
  StreamState state;
  std::string key;
  std::map<std::string, std::int64_t> confirmations;  // by required consumer
  bool listed = false;                                // in RelayOptions::required_consumers
  bool attached = false;
  std::int64_t window =
      0;  // facts that may be in Redis unconfirmed: as the options say, less after it ran out of memory
  Timer check;
  Timer confirm;
};

}  // namespace

class Relay::Impl {
 public:
  Impl(RelayOptions options, pg::Database& database, MessagingStats& stats, Log log)
      : options_(std::move(options)),
        stats_(stats),
        log_(std::move(log)),
        store_(database, fmt::format("{}/{}/{}", options_.service, options_.cell, options_.replica), options_.lease) {
    options_.redis.client_name = fmt::format("relay:{}:{}:{}", options_.service, options_.cell, options_.replica);
  }

  absl::StatusOr<bool> Step();
  void Run(const std::stop_token& stop);
  void Notify();
  bool is_active() const { return store_.epoch() != 0; }

 private:
  absl::StatusOr<bool> HoldLease();
  absl::Status LoadStreams();
  absl::StatusOr<bool> NumberFacts();
  absl::Status Connect();
  absl::StatusOr<bool> Serve(Stream& stream);
  absl::Status Attach(Stream& stream);
  absl::StatusOr<bool> Agrees(Stream& stream, const Inspection& found);
  absl::Status TakeOver(Stream& stream, const Epoch& present);
  absl::Status Rebuild(Stream& stream);
  absl::Status Repair(Stream& stream, std::string_view why);
  absl::StatusOr<bool> Publish(Stream& stream);
  absl::Status MakeRoom(Stream& stream);
  absl::StatusOr<bool> Confirm(Stream& stream);
  absl::Status SettleConfirmed(Stream& stream, std::int64_t confirmed);
  void Lost();
  void Gauge();
  void Wait(const std::stop_token& stop, std::chrono::milliseconds time);
  Epoch EpochOf(const Stream& stream) const { return {stream.state.generation, store_.epoch()}; }

  RelayOptions options_;
  MessagingStats& stats_;
  const Log log_;
  RelayStore store_;
  std::unique_ptr<redis::Connection> connection_;
  std::map<Destination, Stream> streams_;
  std::map<Destination, std::int64_t> windows_;
  bool loaded_ = false;  // streams_ is what the tables say
  Timer acquire_;
  Timer renew_;

  std::mutex mutex_;
  std::condition_variable_any notified_;
  bool notice_ = false;
};

absl::StatusOr<bool> Relay::Impl::HoldLease() {
  if (store_.epoch() != 0) {
    if (!renew_.Due()) return true;
    DONDOC_RETURN_IF_ERROR(store_.Renew());
    renew_.Set(options_.lease / 3);
    return true;
  }
  if (!acquire_.Due()) return false;
  acquire_.Set(options_.lease / 4);
  DONDOC_ASSIGN_OR_RETURN(const bool held, store_.Acquire());
  if (!held) return false;
  loaded_ = false;
  renew_.Set(options_.lease / 3);
  return true;
}

absl::Status Relay::Impl::LoadStreams() {
  streams_.clear();
  loaded_ = false;
  DONDOC_ASSIGN_OR_RETURN(const std::vector<StreamState> states, store_.LoadStreams());
  for (const StreamState& state : states) {
    Stream stream{.state = state, .key = StreamKey(state.destination, options_.service, options_.cell)};
    stream.window = windows_.try_emplace(state.destination, options_.window).first->second;
    const auto required = options_.required_consumers.find(state.destination);
    if (required != options_.required_consumers.end()) {
      stream.listed = true;
      DONDOC_ASSIGN_OR_RETURN(stream.confirmations, store_.LoadSubscriptions(state.destination, required->second));
    }
    streams_.emplace(state.destination, std::move(stream));
  }
  loaded_ = true;
  return absl::OkStatus();
}

absl::StatusOr<bool> Relay::Impl::NumberFacts() {
  DONDOC_ASSIGN_OR_RETURN(const Numbered numbered, store_.Number(options_.batch * kNumberingFactor));
  for (const auto& [destination, last] : numbered.last) streams_.at(destination).state.last = last;
  stats_.numbered += numbered.facts;
  return numbered.facts > 0;
}

absl::Status Relay::Impl::Connect() {
  if (connection_ != nullptr && connection_->IsAlive()) return absl::OkStatus();
  connection_.reset();
  for (auto& [destination, stream] : streams_) stream.attached = false;
  DONDOC_ASSIGN_OR_RETURN(connection_, redis::Connection::Open(options_.redis));
  return absl::OkStatus();
}

absl::Status Relay::Impl::Rebuild(Stream& stream) {
  DONDOC_ASSIGN_OR_RETURN(stream.state, store_.NewGeneration(stream.state.destination));
  for (auto& [consumer, number] : stream.confirmations) number = stream.state.confirmed;
  DONDOC_ASSIGN_OR_RETURN(const redis::Reply replies,
                          WriteUnlessNewer(*connection_, stream.key, store_.epoch(),
                                           RebuildCommands(stream.key, EpochOf(stream), stream.state.confirmed)));
  return FirstError(replies);
}

absl::Status Relay::Impl::Repair(Stream& stream, std::string_view why) {
  DONDOC_RETURN_IF_ERROR(Rebuild(stream));
  ++stats_.repaired;
  log_(fmt::format("relay made {} anew from number {}: {}", stream.key, stream.state.confirmed + 1, why),
       absl::OkStatus());
  return absl::OkStatus();
}

// Redis names another lease. An older one is replaced; a newer one is either a relay that took over, which our next
// transaction finds out, or one that this database has forgotten.
absl::Status Relay::Impl::TakeOver(Stream& stream, const Epoch& present) {
  if (present.lease < store_.epoch()) {
    return WriteFenced(*connection_, stream.key, present, {{"SET", EpochKey(stream.key), EpochOf(stream).ToString()}})
        .status();
  }
  DONDOC_RETURN_IF_ERROR(store_.RaiseEpoch(present.lease));
  for (auto& [destination, other] : streams_) other.attached = false;
  return Repair(stream, "PostgreSQL has forgotten a lease");
}

// Whether Redis has exactly what the tables say was published; takes note of what is there beyond.
absl::StatusOr<bool> Relay::Impl::Agrees(Stream& stream, const Inspection& found) {
  StreamState& state = stream.state;
  if (!found.exists || found.foreign_ids || found.top > state.last || found.top < state.published) return false;
  if (found.length == 0) return found.top == state.confirmed;
  if (found.first > state.confirmed + 1 || found.length != found.top - found.first + 1) return false;
  if (found.top == state.published) return true;
  // A relay died between adding and marking; or another history was published before this database lost it.
  DONDOC_ASSIGN_OR_RETURN(const auto in_redis, ReadFactIds(*connection_, stream.key, state.published, found.top));
  DONDOC_ASSIGN_OR_RETURN(const auto in_table, store_.FactIds(state, state.published, found.top));
  if (in_redis != in_table || static_cast<std::int64_t>(in_table.size()) != found.top - state.published) return false;
  DONDOC_RETURN_IF_ERROR(store_.MarkPublished(state.destination, found.top));
  stats_.found_published += found.top - state.published;
  state.published = found.top;
  return true;
}

absl::Status Relay::Impl::Attach(Stream& stream) {
  DONDOC_ASSIGN_OR_RETURN(const Inspection found, Inspect(*connection_, stream.key));
  if (found.epoch.has_value() && found.epoch->lease > store_.epoch()) {
    DONDOC_RETURN_IF_ERROR(TakeOver(stream, *found.epoch));
  } else if (!found.epoch.has_value() || found.epoch->generation != stream.state.generation) {
    const bool unborn = !found.epoch.has_value() && !found.exists && stream.state.published == 0;
    DONDOC_RETURN_IF_ERROR(unborn ? Rebuild(stream) : Repair(stream, "Redis has another generation or none"));
  } else {
    if (found.epoch->lease < store_.epoch()) DONDOC_RETURN_IF_ERROR(TakeOver(stream, *found.epoch));
    DONDOC_ASSIGN_OR_RETURN(const bool agrees, Agrees(stream, found));
    if (agrees) {
      const bool settled =
          found.confirmed_by_all == Position{stream.state.generation, stream.state.confirmed}.ToString() &&
          (found.length == 0 || found.first > stream.state.confirmed);
      if (!settled) DONDOC_RETURN_IF_ERROR(SettleConfirmed(stream, stream.state.confirmed));
    } else {
      DONDOC_RETURN_IF_ERROR(Repair(
          stream,
          fmt::format("Redis has {} entries from {} to {}; published {}, confirmed {}, last {}", found.length,
                      found.first, found.top, stream.state.published, stream.state.confirmed, stream.state.last)));
    }
  }
  stream.attached = true;
  stream.check.Set(options_.check_every);
  return absl::OkStatus();
}

absl::StatusOr<bool> Relay::Impl::Publish(Stream& stream) {
  const std::int64_t room = stream.window - (stream.state.published - stream.state.confirmed);
  if (room <= 0) return false;
  const int limit = static_cast<int>(std::min<std::int64_t>(room, options_.batch));
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Fact> facts, store_.FactsAfter(stream.state, limit, options_.service));
  if (facts.empty() || facts.front().number != stream.state.published + 1) {
    return Internal(fmt::format("the outbox has no fact {} of {}", stream.state.published + 1, stream.key));
  }
  std::vector<redis::Command> commands;
  for (const Fact& fact : facts) commands.push_back(AddCommand(stream.key, fact));
  const auto replies = WriteFenced(*connection_, stream.key, EpochOf(stream), std::move(commands));
  if (Reason(replies.status()) == "REDIS_OUT_OF_MEMORY") DONDOC_RETURN_IF_ERROR(MakeRoom(stream));
  if (!replies.ok()) return replies.status();
  for (std::size_t i = 0; i < replies->size(); ++i) {
    if ((*replies)[i].IsError() || (*replies)[i].IsNil()) {
      // The stream is gone, or has ids that it should not have: Step looks again before anything else.
      return Error(absl::StatusCode::kAborted, "STREAM_CHANGED",
                   fmt::format("{} refused number {}: {}", stream.key, facts[i].number, (*replies)[i].Text()));
    }
  }
  stats_.published += static_cast<std::int64_t>(facts.size());
  DONDOC_RETURN_IF_ERROR(store_.MarkPublished(stream.state.destination, facts.back().number));
  stream.state.published = facts.back().number;
  return true;
}

// Redis is full, and refuses consumers their confirmations as well, without which nothing could ever be trimmed. The
// stream is only a copy: it goes, and comes back with half as many facts as were in it.
absl::Status Relay::Impl::MakeRoom(Stream& stream) {
  const std::int64_t inside = stream.state.published - stream.state.confirmed;
  if (inside == 0) return absl::OkStatus();
  std::int64_t& window = windows_.at(stream.state.destination);
  window = std::max<std::int64_t>(1, inside / 2);
  log_(fmt::format("Redis is out of memory: relay keeps {} facts of {} in it", window, stream.key), absl::OkStatus());
  return WriteFenced(*connection_, stream.key, EpochOf(stream), {{"UNLINK", stream.key}}).status();
}

absl::Status Relay::Impl::SettleConfirmed(Stream& stream, std::int64_t confirmed) {
  DONDOC_ASSIGN_OR_RETURN(const redis::Reply replies,
                          WriteFenced(*connection_, stream.key, EpochOf(stream),
                                      {TrimCommand(stream.key, confirmed),
                                       ConfirmedByAllCommand(stream.key, {stream.state.generation, confirmed})}));
  return FirstError(replies);
}

absl::StatusOr<bool> Relay::Impl::Confirm(Stream& stream) {
  StreamState& state = stream.state;
  if (!stream.listed || state.confirmed == state.published || !stream.confirm.Due()) return false;
  stream.confirm.Set(options_.confirm_every);
  const std::vector<std::string>& required = options_.required_consumers.at(state.destination);
  DONDOC_ASSIGN_OR_RETURN(const auto said, ReadConfirmations(*connection_, stream.key));
  std::int64_t lowest = state.published;
  for (const std::string& consumer : required) {
    std::int64_t& known = stream.confirmations.try_emplace(consumer, state.confirmed).first->second;
    const auto found = said.find(consumer);
    // Above what was published it cannot speak of this life of the stream, whatever it says.
    if (found != said.end() && found->second.generation == state.generation &&
        found->second.number <= state.published) {
      known = std::max(known, found->second.number);
    }
    lowest = std::min(lowest, known);
  }
  const std::int64_t confirmed = std::min(lowest, state.confirmed + kConfirmAtOnce);
  if (confirmed <= state.confirmed) return false;
  DONDOC_RETURN_IF_ERROR(store_.Confirm(state.destination, stream.confirmations, confirmed));
  stats_.confirmed += confirmed - state.confirmed;
  state.confirmed = confirmed;
  // What was too much for Redis once need not be for ever.
  stream.window = windows_.at(state.destination) =
      std::min<std::int64_t>(options_.window, stream.window + options_.batch);
  DONDOC_RETURN_IF_ERROR(SettleConfirmed(stream, confirmed));
  return true;
}

absl::StatusOr<bool> Relay::Impl::Serve(Stream& stream) {
  // A stream that nobody writes to or waits for need not be there.
  if (!stream.listed && stream.state.last == 0) return false;
  bool worked = false;
  if (!stream.attached || stream.check.Due()) DONDOC_RETURN_IF_ERROR(Attach(stream));
  if (stream.state.published < stream.state.last) {
    DONDOC_ASSIGN_OR_RETURN(worked, Publish(stream));
  }
  DONDOC_ASSIGN_OR_RETURN(const bool confirmed, Confirm(stream));
  return worked || confirmed;
}

void Relay::Impl::Lost() {
  ++stats_.leases_lost;
  log_("relay lost its lease", absl::OkStatus());
  store_.Drop();
  streams_.clear();
}

void Relay::Impl::Gauge() {
  std::int64_t unpublished = 0, unconfirmed = 0;
  for (const auto& [destination, stream] : streams_) {
    unpublished += stream.state.last - stream.state.published;
    unconfirmed += stream.state.last - stream.state.confirmed;
  }
  stats_.active = store_.epoch() != 0 ? 1 : 0;
  stats_.unpublished = unpublished;
  stats_.unconfirmed = unconfirmed;
}

absl::StatusOr<bool> Relay::Impl::Step() {
  const auto round = [this]() -> absl::StatusOr<bool> {
    DONDOC_ASSIGN_OR_RETURN(const bool held, HoldLease());
    if (!held) return false;
    if (!loaded_) DONDOC_RETURN_IF_ERROR(LoadStreams());
    DONDOC_ASSIGN_OR_RETURN(bool worked, NumberFacts());
    DONDOC_RETURN_IF_ERROR(Connect());
    absl::Status first_error;
    for (auto& [destination, stream] : streams_) {
      const absl::StatusOr<bool> served = Serve(stream);
      if (served.ok()) {
        worked = worked || *served;
        continue;
      }
      // One stream's trouble is not the others', unless it is everybody's.
      if (first_error.ok()) first_error = served.status();
      if (IsLeaseLost(served.status()) || !connection_->IsAlive()) break;
    }
    if (!first_error.ok()) return first_error;
    return worked;
  };
  absl::StatusOr<bool> worked = round();
  if (!worked.ok()) {
    // What was done before the error may be half known here: tables and Redis are read and compared again.
    loaded_ = false;
    if (IsLeaseLost(worked.status())) {
      Lost();
      worked = false;
    } else if (Reason(worked.status()).starts_with("REDIS_")) {
      ++stats_.redis_errors;
    } else if (IsFenced(worked.status())) {
      // A successor, which the lease row will show; or Redis lost the key.
      renew_.SetDue();
    } else {
      ++stats_.database_errors;
    }
  }
  Gauge();
  return worked;
}

void Relay::Impl::Wait(const std::stop_token& stop, std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  notified_.wait_for(lock, stop, time, [this] { return notice_; });
  notice_ = false;
}

void Relay::Impl::Notify() {
  {
    const std::lock_guard lock(mutex_);
    notice_ = true;
  }
  notified_.notify_one();
}

void Relay::Impl::Run(const std::stop_token& stop) {
  Backoff backoff(std::chrono::milliseconds(20), std::chrono::milliseconds(2000));
  int idle_rounds = 0;
  while (!stop.stop_requested()) {
    const absl::StatusOr<bool> worked = Step();
    if (!worked.ok()) {
      log_("relay", worked.status());
      WaitFor(stop, backoff.Next());
      continue;
    }
    backoff.Reset();
    idle_rounds = *worked ? 0 : idle_rounds + 1;
    if (*worked) continue;
    WaitFor(stop, kNotifySpacing);
    Wait(stop, idle_rounds < kBusyRounds ? options_.busy_poll : options_.idle_poll);
  }
  // The last calls of a service that stops have committed by now.
  for (int round = 0; round < kLastRounds; ++round) {
    const absl::StatusOr<bool> worked = Step();
    if (!worked.ok() || !*worked) break;
  }
  store_.Release();
}

Relay::Relay(RelayOptions options, pg::Database& database, MessagingStats& stats, Log log)
    : impl_(std::make_unique<Impl>(std::move(options), database, stats, std::move(log))) {}
Relay::~Relay() = default;
absl::StatusOr<bool> Relay::Step() { return impl_->Step(); }
void Relay::Run(std::stop_token stop) { impl_->Run(stop); }
void Relay::Notify() { impl_->Notify(); }
bool Relay::is_active() const { return impl_->is_active(); }

}  // namespace dondoc::messaging
