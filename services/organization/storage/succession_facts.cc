#include "services/organization/storage/succession_facts.h"

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

#include "common/messaging/outbox.h"

namespace dondoc::organization {
namespace {

constexpr std::size_t kEdgesInOneFact = 500;

template <typename Fact>
absl::Status AppendOne(pg::Transaction& tx, const Fact& fact, TimePoint now, IdGenerator& ids,
                       const std::string& trace) {
  const auto outgoing = messaging::MakeFact(ids.NewId(), messaging::Destination::kAll, now, fact, trace);
  return messaging::Append(tx, std::span(&outgoing, 1));
}

template <typename Fact>
absl::Status PublishTurn(pg::Transaction& tx, const Succession& succession, std::int64_t tree_change, TimePoint now,
                         IdGenerator& ids, const std::string& trace) {
  Fact fact;
  fact.set_succession_id(succession.id);
  fact.set_version(succession.version);
  fact.set_tree_change(tree_change);
  return AppendOne(tx, fact, now, ids, trace);
}

v1::UnitSuccession ToMessage(const BodyEdge& edge) {
  v1::UnitSuccession message;
  message.set_from_unit_id(edge.from_id);
  message.mutable_to_unit_ids()->Assign(edge.to_ids.begin(), edge.to_ids.end());
  if (edge.heir_id.has_value()) message.set_heir_unit_id(*edge.heir_id);
  return message;
}

// Runs of edges, none longer than a fact takes, none that parts those with the same heir.
std::vector<std::span<const BodyEdge>> Parts(const std::vector<BodyEdge>& edges) {
  std::vector<std::span<const BodyEdge>> parts;
  std::size_t begin = 0;
  std::size_t end = 0;  // of the groups that are in the part so far
  for (std::size_t i = 0; i < edges.size();) {
    std::size_t next = i + 1;
    while (edges[i].heir_id.has_value() && next < edges.size() && edges[next].heir_id == edges[i].heir_id) ++next;
    if (next - begin > kEdgesInOneFact && end > begin) {
      parts.emplace_back(edges.data() + begin, end - begin);
      begin = end;
    }
    end = i = next;
  }
  if (end > begin || parts.empty()) parts.emplace_back(edges.data() + begin, end - begin);
  return parts;
}

}  // namespace

std::vector<v1::SuccessionPlanned> PlanMessages(const Succession& succession, std::vector<BodyEdge> edges) {
  std::sort(edges.begin(), edges.end(), [](const BodyEdge& a, const BodyEdge& b) {
    return std::tie(a.heir_id, a.from_id) < std::tie(b.heir_id, b.from_id);
  });
  const std::vector<std::span<const BodyEdge>> parts = Parts(edges);
  std::vector<v1::SuccessionPlanned> messages;
  for (const std::span<const BodyEdge> part : parts) {
    v1::SuccessionPlanned& message = messages.emplace_back();
    message.set_succession_id(succession.id);
    message.set_decision_number(succession.decision_number);
    message.set_decided_on(FormatDay(succession.decided_on));
    message.set_effective_on(FormatDay(succession.effective_on));
    message.set_version(succession.version);
    message.set_part(static_cast<int>(messages.size()));
    message.set_parts(static_cast<int>(parts.size()));
    for (const BodyEdge& edge : part) *message.add_edges() = ToMessage(edge);
  }
  return messages;
}

absl::Status PublishPlanned(pg::Transaction& tx, const Succession& succession, std::vector<BodyEdge> edges,
                            TimePoint now, IdGenerator& ids, const std::string& trace) {
  std::vector<messaging::OutgoingFact> facts;
  for (const v1::SuccessionPlanned& message : PlanMessages(succession, std::move(edges))) {
    facts.push_back(messaging::MakeFact(ids.NewId(), messaging::Destination::kAll, now, message, trace));
  }
  return messaging::Append(tx, facts);
}

absl::Status PublishEnacted(pg::Transaction& tx, const Succession& succession, std::int64_t tree_change, TimePoint now,
                            IdGenerator& ids, const std::string& trace) {
  return PublishTurn<v1::SuccessionEnacted>(tx, succession, tree_change, now, ids, trace);
}

absl::Status PublishUndone(pg::Transaction& tx, const Succession& succession, std::int64_t tree_change, TimePoint now,
                           IdGenerator& ids, const std::string& trace) {
  return PublishTurn<v1::SuccessionUndone>(tx, succession, tree_change, now, ids, trace);
}

}  // namespace dondoc::organization
