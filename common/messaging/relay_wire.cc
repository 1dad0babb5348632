#include "common/messaging/relay_wire.h"

#include <fmt/core.h>

#include <charconv>

#include "common/messaging/destination.h"
#include "common/status/status.h"

namespace dondoc::messaging {
namespace {

constexpr std::string_view kFenced = "RELAY_FENCED";

struct EntryId {
  std::int64_t number = 0;
  std::int64_t part = 0;
};

EntryId ParseEntryId(std::string_view text) {
  EntryId id;
  const auto dash = text.find('-');
  std::from_chars(text.data(), text.data() + std::min(dash, text.size()), id.number);
  if (dash != std::string_view::npos) std::from_chars(text.data() + dash + 1, text.data() + text.size(), id.part);
  return id;
}

std::string EntryIdOf(std::int64_t number) { return fmt::format("{}-0", number); }

// The id that an empty stream is left at: 0-0 is none that Redis accepts.
std::string EmptyTopOf(std::int64_t number) { return number == 0 ? "0-1" : EntryIdOf(number); }

absl::Status Fenced(const std::string& stream) {
  return Error(absl::StatusCode::kAborted, kFenced, fmt::format("another relay or generation has {}", stream));
}

absl::StatusOr<redis::Reply> Execute(redis::Connection& connection, const std::string& stream,
                                     std::vector<redis::Command> commands) {
  commands.insert(commands.begin(), redis::Command{"MULTI"});
  commands.push_back({"EXEC"});
  DONDOC_ASSIGN_OR_RETURN(std::vector<redis::Reply> replies, connection.ExecuteAll(commands));
  for (std::size_t i = 0; i + 1 < replies.size(); ++i) {
    if (replies[i].IsError()) return redis::StatusOfErrorReply(replies[i].Text());
  }
  redis::Reply& executed = replies.back();
  if (executed.IsError()) return redis::StatusOfErrorReply(executed.Text());
  if (executed.IsNil()) return Fenced(stream);
  return std::move(executed);
}

// WATCHes the epoch key and returns what it holds.
absl::StatusOr<std::string> Watch(redis::Connection& connection, const std::string& stream) {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<redis::Reply> replies,
                          connection.ExecuteAll({{"WATCH", EpochKey(stream)}, {"GET", EpochKey(stream)}}));
  for (const redis::Reply& reply : replies) {
    if (reply.IsError()) return redis::StatusOfErrorReply(reply.Text());
  }
  return std::string(replies[1].Text());
}

absl::Status GiveUp(redis::Connection& connection, const std::string& stream) {
  DONDOC_RETURN_IF_ERROR(connection.Execute({"UNWATCH"}).status());
  return Fenced(stream);
}

}  // namespace

std::string Epoch::ToString() const { return fmt::format("{}:{}", generation, lease); }

std::optional<Epoch> Epoch::Parse(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  Epoch epoch{.generation = std::string(text.substr(0, colon))};
  const auto [end, error] = std::from_chars(text.data() + colon + 1, text.data() + text.size(), epoch.lease);
  if (error != std::errc() || end != text.data() + text.size() || epoch.lease < 0) return std::nullopt;
  return epoch;
}

bool IsFenced(const absl::Status& status) { return Reason(status) == kFenced; }

absl::StatusOr<Inspection> Inspect(redis::Connection& connection, const std::string& stream) {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<redis::Reply> replies,
                          connection.ExecuteAll({{"GET", EpochKey(stream)},
                                                 {"HGET", ConfirmedKey(stream), std::string(kConfirmedByAll)},
                                                 {"XINFO", "STREAM", stream}}));
  if (replies[0].IsError()) return redis::StatusOfErrorReply(replies[0].Text());
  Inspection found{.epoch = Epoch::Parse(replies[0].Text())};
  // Where the key is of another type it says nothing, and the write that follows fails; a rebuild removes it.
  if (!replies[1].IsError()) found.confirmed_by_all = std::string(replies[1].Text());
  const redis::Reply& info = replies[2];
  // WRONGTYPE and "no such key" are both a stream that is not there; the rebuild removes whatever holds its name.
  if (info.IsError() && (info.Text().starts_with("ERR no such key") || info.Text().starts_with("WRONGTYPE")))
    return found;
  if (info.IsError()) return redis::StatusOfErrorReply(info.Text());
  const EntryId top = ParseEntryId(info.Field("last-generated-id").Text());
  const EntryId first = ParseEntryId(info.Field("first-entry")[0].Text());
  found.exists = true;
  found.length = info.Field("length").Integer();
  found.first = found.length == 0 ? 0 : first.number;
  found.top = top.number;
  found.foreign_ids = (top.part != 0 && top.number != 0) || (found.length > 0 && first.part != 0);
  return found;
}

absl::StatusOr<std::vector<std::string>> ReadFactIds(redis::Connection& connection, const std::string& stream,
                                                     std::int64_t after, std::int64_t upto) {
  DONDOC_ASSIGN_OR_RETURN(const redis::Reply entries,
                          connection.Execute({"XRANGE", stream, EntryIdOf(after + 1), EntryIdOf(upto)}));
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const absl::StatusOr<Fact> fact = ParseEnvelope(entries[i][1].Field(kEnvelopeField).Text());
    ids.push_back(fact.ok() ? fact->id : std::string());
  }
  return ids;
}

absl::StatusOr<std::map<std::string, Position>> ReadConfirmations(redis::Connection& connection,
                                                                  const std::string& stream) {
  DONDOC_ASSIGN_OR_RETURN(const redis::Reply hash, connection.Execute({"HGETALL", ConfirmedKey(stream)}));
  std::map<std::string, Position> confirmations;
  for (std::size_t i = 0; i + 1 < hash.size(); i += 2) {
    if (const auto position = Epoch::Parse(hash[i + 1].Text())) {
      confirmations[std::string(hash[i].Text())] = {position->generation, position->lease};
    }
  }
  return confirmations;
}

absl::StatusOr<redis::Reply> WriteFenced(redis::Connection& connection, const std::string& stream,
                                         const Epoch& expected, std::vector<redis::Command> commands) {
  DONDOC_ASSIGN_OR_RETURN(const std::string present, Watch(connection, stream));
  if (present != expected.ToString()) return GiveUp(connection, stream);
  return Execute(connection, stream, std::move(commands));
}

absl::StatusOr<redis::Reply> WriteUnlessNewer(redis::Connection& connection, const std::string& stream,
                                              std::int64_t own_lease, std::vector<redis::Command> commands) {
  DONDOC_ASSIGN_OR_RETURN(const std::string present, Watch(connection, stream));
  const auto epoch = Epoch::Parse(present);
  if (epoch.has_value() && epoch->lease > own_lease) return GiveUp(connection, stream);
  return Execute(connection, stream, std::move(commands));
}

absl::Status FirstError(const redis::View& replies) {
  for (std::size_t i = 0; i < replies.size(); ++i) {
    if (replies[i].IsError()) return redis::StatusOfErrorReply(replies[i].Text());
  }
  return absl::OkStatus();
}

redis::Command AddCommand(const std::string& stream, const Fact& fact) {
  return {"XADD",
          stream,
          "NOMKSTREAM",
          EntryIdOf(fact.number),
          std::string(kGenerationField),
          fact.generation,
          std::string(kEnvelopeField),
          MakeEnvelope(fact)};
}

redis::Command TrimCommand(const std::string& stream, std::int64_t confirmed) {
  return {"XTRIM", stream, "MINID", "=", EntryIdOf(confirmed + 1)};
}

redis::Command ConfirmedByAllCommand(const std::string& stream, const Position& position) {
  return {"HSET", ConfirmedKey(stream), std::string(kConfirmedByAll), position.ToString()};
}

std::vector<redis::Command> RebuildCommands(const std::string& stream, const Epoch& epoch, std::int64_t confirmed) {
  const std::string top = EmptyTopOf(confirmed);
  return {{"UNLINK", stream, ConfirmedKey(stream)},
          {"XADD", stream, top, std::string(kGenerationField), epoch.generation},
          {"XDEL", stream, top},
          {"SET", EpochKey(stream), epoch.ToString()},
          ConfirmedByAllCommand(stream, {epoch.generation, confirmed})};
}

}  // namespace dondoc::messaging
