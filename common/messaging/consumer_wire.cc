#include "common/messaging/consumer_wire.h"

#include <fmt/core.h>

#include <charconv>
#include <utility>

#include "common/messaging/destination.h"
#include "common/status/status.h"

namespace dondoc::messaging {
namespace {

std::int64_t NumberOfEntry(std::string_view id) {
  std::int64_t number = 0;
  std::from_chars(id.data(), id.data() + std::min(id.find('-'), id.size()), number);
  return number;
}

std::uint64_t Fnv1a(std::uint64_t hash, std::string_view bytes) {
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
  return hash;
}

// The same entry always gets the same id, a UUID of version 8 (RFC 9562: made as the application likes).
std::string IdOfUnreadable(std::string_view stream, std::string_view entry_id, std::string_view bytes) {
  const auto hash = [&](std::uint64_t seed) { return Fnv1a(Fnv1a(Fnv1a(seed, stream), entry_id), bytes); };
  const std::uint64_t high = hash(14695981039346656037ULL), low = hash(1469598103934665603ULL);
  return fmt::format("{:08x}-{:04x}-8{:03x}-{:04x}-{:012x}", high >> 32, high >> 16 & 0xffff, high & 0xfff,
                     0x8000 | (low >> 48 & 0x3fff), low & 0xffffffffffffULL);
}

}  // namespace

void Deliveries::Append(const std::string& stream, const redis::View& entry) {
  const std::string id(entry[0].Text());
  const std::string_view bytes = entry[1].Field(kEnvelopeField).Text();
  absl::StatusOr<Fact> parsed = ParseEnvelope(bytes);
  Fact fact;
  if (parsed.ok()) {
    fact = *std::move(parsed);
    unreadable.emplace_back();
  } else {
    fact.id = IdOfUnreadable(stream, id, bytes);
    fact.payload = std::string(bytes);
    unreadable.push_back("FACT_UNREADABLE: " + std::string(parsed.status().message()));
  }
  fact.stream = stream;
  fact.generation = std::string(entry[1].Field(kGenerationField).Text());
  fact.number = NumberOfEntry(id);
  facts.push_back(std::move(fact));
  entry_ids.push_back(id);
}

void Deliveries::PopFront() {
  facts.erase(facts.begin());
  entry_ids.erase(entry_ids.begin());
  unreadable.erase(unreadable.begin());
}

void Deliveries::Clear() {
  facts.clear();
  entry_ids.clear();
  unreadable.clear();
}

absl::StatusOr<bool> EnsureGroup(redis::Connection& connection, const std::string& stream, const GroupName& name) {
  const absl::Status made = connection.Execute({"XGROUP", "CREATE", stream, name.group, "0"}).status();
  if (made.ok() || Reason(made) == "REDIS_GROUP_EXISTS") return true;
  if (made.message().find("requires the key to exist") != absl::string_view::npos) return false;
  return made;
}

absl::StatusOr<std::map<std::string, Deliveries>> ReadNew(redis::Connection& connection,
                                                          const std::vector<std::string>& streams,
                                                          const GroupName& name, int count,
                                                          std::chrono::milliseconds block) {
  redis::Command command{"XREADGROUP", "GROUP", name.group, name.replica, "COUNT", std::to_string(count)};
  if (block.count() > 0) command.insert(command.end(), {"BLOCK", std::to_string(block.count())});
  command.push_back("STREAMS");
  command.insert(command.end(), streams.begin(), streams.end());
  command.insert(command.end(), streams.size(), ">");
  DONDOC_ASSIGN_OR_RETURN(const redis::Reply reply, connection.Execute(command));
  std::map<std::string, Deliveries> read;
  for (std::size_t i = 0; i < reply.size(); ++i) {
    const std::string stream(reply[i][0].Text());
    const redis::View entries = reply[i][1];
    for (std::size_t j = 0; j < entries.size(); ++j) read[stream].Append(stream, entries[j]);
  }
  return read;
}

absl::StatusOr<Pending> ReadOwnPending(redis::Connection& connection, const std::string& stream, const GroupName& name,
                                       int count, const std::string& after) {
  DONDOC_ASSIGN_OR_RETURN(const redis::Reply reply,
                          connection.Execute({"XREADGROUP", "GROUP", name.group, name.replica, "COUNT",
                                              std::to_string(count), "STREAMS", stream, after}));
  Pending pending;
  const redis::View entries = reply[0][1];
  for (std::size_t i = 0; i < entries.size(); ++i) {
    pending.next = std::string(entries[i][0].Text());
    if (entries[i][1].IsNil()) {
      pending.gone.push_back(pending.next);
    } else {
      pending.deliveries.Append(stream, entries[i]);
    }
  }
  return pending;
}

absl::StatusOr<Pending> Claim(redis::Connection& connection, const std::string& stream, const GroupName& name,
                              int count, std::chrono::milliseconds idle, const std::string& from) {
  DONDOC_ASSIGN_OR_RETURN(const redis::Reply reply,
                          connection.Execute({"XAUTOCLAIM", stream, name.group, name.replica,
                                              std::to_string(idle.count()), from, "COUNT", std::to_string(count)}));
  Pending pending;
  pending.next = std::string(reply[0].Text());
  if (pending.next == "0-0") pending.next.clear();
  // Entries that are gone from the stream are taken off the pending list by XAUTOCLAIM itself.
  for (std::size_t i = 0; i < reply[1].size(); ++i) pending.deliveries.Append(stream, reply[1][i]);
  return pending;
}

absl::StatusOr<Deliveries> ReadFrom(redis::Connection& connection, const std::string& stream, std::int64_t number,
                                    int count) {
  DONDOC_ASSIGN_OR_RETURN(const redis::Reply reply, connection.Execute({"XRANGE", stream, fmt::format("{}-0", number),
                                                                        "+", "COUNT", std::to_string(count)}));
  Deliveries deliveries;
  for (std::size_t i = 0; i < reply.size(); ++i) deliveries.Append(stream, reply[i]);
  return deliveries;
}

absl::Status Acknowledge(redis::Connection& connection, const std::string& stream, const GroupName& name,
                         const std::vector<std::string>& entry_ids) {
  if (entry_ids.empty()) return absl::OkStatus();
  redis::Command command{"XACK", stream, name.group};
  command.insert(command.end(), entry_ids.begin(), entry_ids.end());
  return connection.Execute(command).status();
}

absl::StatusOr<StreamHead> ReadHead(redis::Connection& connection, const std::string& stream,
                                    const std::string& consumer) {
  DONDOC_ASSIGN_OR_RETURN(
      const std::vector<redis::Reply> replies,
      connection.ExecuteAll({{"GET", EpochKey(stream)},
                             {"HMGET", ConfirmedKey(stream), std::string(kConfirmedByAll), consumer},
                             {"XINFO", "STREAM", stream}}));
  StreamHead head;
  for (const redis::Reply& reply : replies) {
    if (reply.IsError() && reply.Text().starts_with("ERR no such key")) return head;
    if (reply.IsError()) return redis::StatusOfErrorReply(reply.Text());
  }
  const auto epoch = Epoch::Parse(replies[0].Text());
  const auto floor = Epoch::Parse(replies[1][0].Text());
  if (!epoch.has_value() || !floor.has_value() || floor->generation != epoch->generation) return head;
  head.generation = epoch->generation;
  head.floor = floor->lease;
  head.top = NumberOfEntry(replies[2].Field("last-generated-id").Text());
  head.confirmation = std::string(replies[1][1].Text());
  return head;
}

absl::Status WriteConfirmation(redis::Connection& connection, const std::string& stream, const std::string& consumer,
                               const std::string& confirmation) {
  return connection.Execute({"HSET", ConfirmedKey(stream), consumer, confirmation}).status();
}

}  // namespace dondoc::messaging
