#include "services/organization/rpc/read_tree.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/status/status.h"
#include "common/time/timestamp.h"
#include "services/organization/rpc/succession_requests.h"
#include "services/organization/storage/succession_facts.h"
#include "services/organization/storage/succession_storage.h"
#include "services/organization/storage/tree.h"
#include "services/organization/storage/unit_message.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

using Send = std::function<absl::Status(const v1::TreePart&)>;

constexpr std::size_t kUnitsInOnePart = 500;
constexpr int kSuccessionsAtOnce = 100;

v1::TreeState ToMessage(const TreeState& state) {
  v1::TreeState message;
  message.set_change(state.change);
  message.set_units(state.units);
  message.set_succession_steps(state.succession_steps);
  return message;
}

v1::TreePart PartOf(const v1::TreeState& state) {
  v1::TreePart part;
  *part.mutable_state() = state;
  return part;
}

// At least one part, so that an empty tree says how far it is, too.
absl::Status SendUnits(pg::Transaction& tx, Day day, const v1::TreeState& state, const Send& send) {
  std::optional<std::string> last;
  for (std::size_t read = kUnitsInOnePart; read == kUnitsInOnePart;) {
    DONDOC_ASSIGN_OR_RETURN(std::vector<Unit> units, ListUnitsById(tx, last, day, kUnitsInOnePart));
    std::vector<Unit*> all;
    for (Unit& unit : units) all.push_back(&unit);
    DONDOC_RETURN_IF_ERROR(ReadStates(tx, all));
    v1::TreePart part = PartOf(state);
    for (const Unit& unit : units) *part.add_units() = ToMessage(unit);
    DONDOC_RETURN_IF_ERROR(send(part));
    read = units.size();
    if (read > 0) last = units.back().id;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Succession>> ListAllSuccessions(pg::Transaction& tx) {
  std::vector<Succession> all;
  SuccessionPage page{.limit = kSuccessionsAtOnce};
  for (std::size_t read = kSuccessionsAtOnce; read == kSuccessionsAtOnce;) {
    DONDOC_ASSIGN_OR_RETURN(std::vector<Succession> some, ListSuccessions(tx, page));
    read = some.size();
    for (Succession& succession : some) all.push_back(std::move(succession));
    if (read > 0) page.after_day = all.back().effective_on, page.after_id = all.back().id;
  }
  return all;
}

struct Plan {
  Succession succession;
  std::vector<BodyEdge> edges;
};

absl::StatusOr<std::vector<Plan>> ReadPlans(pg::Transaction& tx) {
  DONDOC_ASSIGN_OR_RETURN(std::vector<Succession> successions, ListAllSuccessions(tx));
  std::vector<Plan> plans;
  for (Succession& succession : successions) {
    DONDOC_ASSIGN_OR_RETURN(std::vector<BodyEdge> edges, ListBodies(tx, succession.id));
    plans.push_back({std::move(succession), std::move(edges)});
  }
  return plans;
}

absl::Status SendPlans(std::vector<Plan>& plans, const v1::TreeState& state, const Send& send) {
  for (auto& [succession, edges] : plans) {
    for (v1::SuccessionPlanned& plan : PlanMessages(succession, std::move(edges))) {
      v1::TreePart part = PartOf(state);
      *part.add_plans() = std::move(plan);
      DONDOC_RETURN_IF_ERROR(send(part));
    }
  }
  return absl::OkStatus();
}

// What became of a plan, in words of the facts. Of one that was taken back the change that enacted it is not kept any
// more: it lies before.
void AddTurns(const Succession& succession, v1::TreePart& part) {
  if (succession.enacted_at) {
    v1::SuccessionTurn& turn = *part.add_turns();
    turn.mutable_enacted()->set_succession_id(succession.id);
    turn.mutable_enacted()->set_version(succession.version);
    turn.mutable_enacted()->set_tree_change(succession.tree_change.value_or(0));
    *turn.mutable_time() = ToTimestamp(*succession.enacted_at);
  }
  if (succession.undone_at) {
    v1::SuccessionTurn& turn = *part.add_turns();
    turn.mutable_undone()->set_succession_id(succession.id);
    turn.mutable_undone()->set_version(succession.version);
    turn.mutable_undone()->set_tree_change(succession.tree_change.value_or(0));
    *turn.mutable_time() = ToTimestamp(*succession.undone_at);
  }
}

}  // namespace

absl::StatusOr<v1::TreeState> ReadTreeState(const Context& context, const v1::GetTreeStateRequest& request) {
  DONDOC_ASSIGN_OR_RETURN(const TreeState state, context.database.Run({.read_only = true}, [&](pg::Transaction& tx) {
    return GetTreeState(tx, request.count_units());
  }));
  return ToMessage(state);
}

absl::Status ReadTree(const Context& context, const Send& send) {
  const Day today = DayOf(context.clock.Now());
  bool sent = false;
  const Send send_once = [&](const v1::TreePart& part) {
    sent = true;
    return send(part);
  };
  v1::TreeState state;
  std::vector<Plan> plans;
  const auto read = [&](pg::Transaction& tx) -> absl::Status {
    // A second run would be of another moment than what the first one has sent.
    if (sent) return Unavailable("TREE_CUT_OFF", "the database went away while the tree was handed out; ask again");
    DONDOC_ASSIGN_OR_RETURN(const TreeState found, GetTreeState(tx, /*count_units=*/true));
    state = ToMessage(found);
    DONDOC_RETURN_IF_ERROR(SendUnits(tx, today, state, send_once));
    DONDOC_ASSIGN_OR_RETURN(plans, ReadPlans(tx));
    return absl::OkStatus();
  };
  DONDOC_RETURN_IF_ERROR(context.database.Run({.read_only = true, .one_snapshot = true}, read));
  // Nothing is read any more while these are sent: a transaction that waited meanwhile would be cut off.
  DONDOC_RETURN_IF_ERROR(SendPlans(plans, state, send));
  v1::TreePart part = PartOf(state);
  for (const Plan& plan : plans) AddTurns(plan.succession, part);
  return part.turns().empty() ? absl::OkStatus() : send(part);
}

}  // namespace dondoc::organization
