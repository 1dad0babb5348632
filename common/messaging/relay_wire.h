// The relay's side in Redis: one stream with its epoch key and its confirmations. Not thread-safe.
//
// Every write goes through WriteFenced: WATCH the epoch key, see that it is what this relay set, MULTI, the commands,
// EXEC. Another relay that took over, a FLUSHALL or a restart in between changes the key, and nothing is written.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/messaging/fact.h"
#include "common/redis/connection.h"

namespace dondoc::messaging {

// The value of the epoch key.
struct Epoch {
  std::string generation;
  std::int64_t lease = 0;

  std::string ToString() const;
  static std::optional<Epoch> Parse(std::string_view text);
  friend bool operator==(const Epoch&, const Epoch&) = default;
};

// A number of one life of a stream, "<generation>:<number>".
struct Position {
  std::string generation;
  std::int64_t number = 0;

  std::string ToString() const { return Epoch{generation, number}.ToString(); }
};

// What Redis has of a stream.
struct Inspection {
  std::optional<Epoch> epoch;  // nothing where the key is missing or not ours
  bool exists = false;
  bool foreign_ids = false;  // an id that no relay gives
  std::int64_t length = 0;
  std::int64_t first = 0;        // number of the first entry; 0 where there is none
  std::int64_t top = 0;          // highest number ever added
  std::string confirmed_by_all;  // as the consumers read it
};

absl::StatusOr<Inspection> Inspect(redis::Connection& connection, const std::string& stream);

// The ids of the facts in the entries of (after, upto], in order; "" for an entry that is no fact.
absl::StatusOr<std::vector<std::string>> ReadFactIds(redis::Connection& connection, const std::string& stream,
                                                     std::int64_t after, std::int64_t upto);

// What consumers say they have: consumer to position; the field "*" included.
absl::StatusOr<std::map<std::string, Position>> ReadConfirmations(redis::Connection& connection,
                                                                  const std::string& stream);

// Runs `commands` in one MULTI if the epoch key is `expected` (nothing: whatever it is now, provided that its lease
// epoch is not above `own_lease`), and returns the replies. ABORTED, reason RELAY_FENCED, where it is not.
absl::StatusOr<redis::Reply> WriteFenced(redis::Connection& connection, const std::string& stream,
                                         const Epoch& expected, std::vector<redis::Command> commands);
absl::StatusOr<redis::Reply> WriteUnlessNewer(redis::Connection& connection, const std::string& stream,
                                              std::int64_t own_lease, std::vector<redis::Command> commands);
// The first error among the replies of one MULTI.
absl::Status FirstError(const redis::View& replies);
bool IsFenced(const absl::Status& status);

// The commands that the relay writes with.
redis::Command AddCommand(const std::string& stream, const Fact& fact);
redis::Command TrimCommand(const std::string& stream, std::int64_t confirmed);
redis::Command ConfirmedByAllCommand(const std::string& stream, const Position& position);
// Makes the stream anew: empty, its top at `confirmed`, under `epoch`.
std::vector<redis::Command> RebuildCommands(const std::string& stream, const Epoch& epoch, std::int64_t confirmed);

// The fields of an entry.
inline constexpr std::string_view kGenerationField = "g";
inline constexpr std::string_view kEnvelopeField = "e";

}  // namespace dondoc::messaging
