// What facts do here: their handlers, each run in one transaction with the inbox, and dead letters handed to them
// again. Knows nothing of Redis. Subscribing is for one thread, before the rest; everything else is thread-safe as
// Database is.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/messaging/consumer.h"
#include "common/messaging/fact.h"
#include "common/messaging/inbox.h"
#include "common/messaging/stats.h"
#include "common/postgres/database.h"
#include "common/time/clock.h"

namespace dondoc::messaging {

// An error that passes by itself and says nothing about the fact.
bool Passes(const absl::Status& status);

// What is kept of an error with the fact that it befell: "REASON: message", not too long.
std::string ReasonOf(const absl::Status& status);

class FactEffects {
 public:
  // `committed` is called after each commit that had an effect. What it refers to must outlive it.
  FactEffects(pg::Database& database, Inbox& inbox, const Clock& clock, MessagingStats& stats,
              std::function<void()> committed)
      : database_(database), inbox_(inbox), clock_(clock), stats_(stats), committed_(std::move(committed)) {}

  void Subscribe(std::string type, Handler handler) { handlers_[std::move(type)] = std::move(handler); }

  // Gives those facts of one stream their effect that had none yet, and enters them into the inbox. `counted`: the
  // first one's attempts are cleared with it. An error of the database that passes is told as such, however a handler
  // words it.
  absl::Status Apply(std::span<const Fact> facts, bool counted);

  // Consumer::ReplayDeadLetters.
  absl::StatusOr<ReplayOutcome> Replay(std::vector<std::string> ids, int limit);

 private:
  absl::Status Dispatch(pg::Transaction& tx, std::span<const Fact> facts);
  absl::StatusOr<bool> ReplayOne(const std::string& id);

  pg::Database& database_;
  Inbox& inbox_;
  const Clock& clock_;
  MessagingStats& stats_;
  const std::function<void()> committed_;
  std::unordered_map<std::string, Handler> handlers_;
};

}  // namespace dondoc::messaging
