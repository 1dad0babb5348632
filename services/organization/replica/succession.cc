#include "services/organization/replica/succession.h"

#include <utility>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "common/time/timestamp.h"
#include "services/organization/replica/replica.h"
#include "services/organization/replica/sql.h"

namespace dondoc::organization::replica {
namespace {

using Texts = std::vector<std::string>;
using OptionalTexts = std::vector<std::optional<std::string>>;

std::optional<std::string> Optional(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

absl::Status Unreadable(std::string_view what) { return InvalidField("succession", "SUCCESSION_UNREADABLE", what); }

// The columns of insert_succession_parts.sql and insert_succession_edges.sql.
struct Columns {
  struct {
    Texts id, decision_number, effective_on;
    OptionalTexts decided_on;
    std::vector<std::int64_t> version;
    std::vector<std::int32_t> part, parts;
  } plan;
  struct {
    Texts id, from, to;
    OptionalTexts heir;
    std::vector<std::int64_t> version;
  } edge;
};

absl::Status Check(const v1::SuccessionPlanned& plan) {
  if (!IsUuid(plan.succession_id())) return Unreadable("the id of the succession is no UUID");
  if (plan.version() < 1 || plan.part() < 1 || plan.part() > plan.parts()) {
    return Unreadable("the fact does not say which part of which plan it is");
  }
  if (!ParseDay(plan.effective_on()).has_value()) return Unreadable("no such day: " + plan.effective_on());
  if (!plan.decided_on().empty() && !ParseDay(plan.decided_on()).has_value()) {
    return Unreadable("no such day: " + plan.decided_on());
  }
  for (const v1::UnitSuccession& edge : plan.edges()) {
    bool good = IsUuid(edge.from_unit_id()) && (edge.heir_unit_id().empty() || IsUuid(edge.heir_unit_id()));
    for (const std::string& to : edge.to_unit_ids()) good = good && IsUuid(to);
    if (!good) return Unreadable("an edge of unit '" + edge.from_unit_id() + "' has an id that is no UUID");
  }
  return absl::OkStatus();
}

void Add(const v1::SuccessionPlanned& plan, Columns& columns) {
  columns.plan.id.push_back(plan.succession_id());
  columns.plan.version.push_back(plan.version());
  columns.plan.part.push_back(plan.part());
  columns.plan.parts.push_back(plan.parts());
  columns.plan.decision_number.push_back(plan.decision_number());
  columns.plan.decided_on.push_back(Optional(plan.decided_on()));
  columns.plan.effective_on.push_back(plan.effective_on());
  for (const v1::UnitSuccession& edge : plan.edges()) {
    columns.edge.id.push_back(plan.succession_id());
    columns.edge.version.push_back(plan.version());
    columns.edge.from.push_back(edge.from_unit_id());
    columns.edge.to.push_back(*pg::ToParam(Texts(edge.to_unit_ids().begin(), edge.to_unit_ids().end())));
    columns.edge.heir.push_back(Optional(edge.heir_unit_id()));
  }
}

Succession Decode(const pg::Row& row) {
  return {.id = row.Get<std::string>("id"),
          .decision_number = row.Get<std::string>("decision_number"),
          .decided_on = row.Get<std::optional<Day>>("decided_on"),
          .effective_on = row.Get<Day>("effective_on"),
          .version = row.Get<std::int64_t>("version"),
          .state = row.Get<std::string>("state"),
          .tree_change = row.Get<std::optional<std::int64_t>>("tree_change")};
}

// Waits for what has to be here and notes it. The succession as it is then; nothing where that is known already.
template <typename Fact>
absl::StatusOr<std::optional<Succession>> NoteTurn(pg::Transaction& tx, const Fact& fact, std::string_view from_state,
                                                   std::string_view to_state) {
  if (!IsUuid(fact.succession_id())) return Unreadable("the id of the succession is no UUID");
  DONDOC_RETURN_IF_ERROR(RequireChange(tx, fact.tree_change()));
  auto known = LockSuccession(tx, fact.succession_id());
  if (!known.ok() && known.status().code() != absl::StatusCode::kNotFound) return known.status();
  // What was taken back had taken effect before.
  if (known.ok() && (known->state == to_state || known->state == "UNDONE")) return std::nullopt;
  if (!known.ok() || known->version < fact.version() || known->state != from_state) {
    return Unavailable("PLAN_BEHIND", "version " + std::to_string(fact.version()) + " of the plan of succession " +
                                          fact.succession_id() + " has not arrived yet, or is not " +
                                          std::string(from_state));
  }
  DONDOC_RETURN_IF_ERROR(
      tx.Execute(sql::kSetSuccessionState, fact.succession_id(), to_state, fact.tree_change()).status());
  known->state = to_state;
  known->tree_change = fact.tree_change();
  return *std::move(known);
}

absl::StatusOr<std::optional<Succession>> Note(pg::Transaction& tx, const v1::SuccessionEnacted& fact) {
  return NoteTurn(tx, fact, "PLANNED", "ENACTED");
}
absl::StatusOr<std::optional<Succession>> Note(pg::Transaction& tx, const v1::SuccessionUndone& fact) {
  return NoteTurn(tx, fact, "ENACTED", "UNDONE");
}

// Makes the table `heir` follow what is in force now.
absl::Status FollowHeirs(pg::Transaction& tx) {
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kDeleteHeirs).status());
  return tx.Execute(sql::kInsertHeirs).status();
}

template <typename Fact>
absl::Status ApplyTurn(pg::Transaction& tx, const Fact& fact, TimePoint at, const SuccessionStep& step) {
  DONDOC_ASSIGN_OR_RETURN(const std::optional<Succession> noted, Note(tx, fact));
  if (!noted) return absl::OkStatus();
  DONDOC_RETURN_IF_ERROR(FollowHeirs(tx));
  return step == nullptr ? absl::OkStatus() : step(tx, *noted, at);
}

}  // namespace

absl::StatusOr<std::vector<Succession>> ListSuccessions(pg::Transaction& tx) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListSuccessions));
  std::vector<Succession> successions;
  for (const pg::Row row : rows) successions.push_back(Decode(row));
  return successions;
}

absl::StatusOr<Succession> LockSuccession(pg::Transaction& tx, std::string_view id) {
  if (IsUuid(id)) {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockSuccession, id));
    if (!rows.empty()) return Decode(rows[0]);
  }
  return NotFound("SUCCESSION_NOT_FOUND", "no plan of a succession " + std::string(id) + " is here");
}

absl::StatusOr<Succession> FindSuccession(pg::Transaction& tx, std::string_view id, std::int64_t version) {
  if (IsUuid(id)) {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindSuccession, id));
    if (!rows.empty() && rows[0].Get<std::int64_t>("version") >= version) return Decode(rows[0]);
  }
  return Unavailable("PLAN_BEHIND", "the plan of succession " + std::string(id) + " has not arrived yet");
}

absl::StatusOr<std::vector<SuccessionEdge>> ListSuccessionEdges(pg::Transaction& tx, std::string_view succession_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListSuccessionEdges, succession_id));
  std::vector<SuccessionEdge> edges;
  edges.reserve(static_cast<std::size_t>(rows.size()));
  for (const pg::Row row : rows) {
    edges.push_back({.from_unit_id = row.Get<std::string>("from_unit_id"),
                     .to_unit_ids = row.Get<std::vector<std::string>>("to_unit_ids"),
                     .heir_unit_id = row.Get<std::optional<std::string>>("heir_unit_id")});
  }
  return edges;
}

absl::Status ApplyPlans(pg::Transaction& tx, std::span<const v1::SuccessionPlanned> plans) {
  Columns c;
  for (const v1::SuccessionPlanned& plan : plans) {
    DONDOC_RETURN_IF_ERROR(Check(plan));
    Add(plan, c);
  }
  // First the lock that changes of the tree take, too: two consumers that take in the last two parts of one plan must
  // see each other's.
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kLockCompleteChange).status());
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kInsertSuccessionParts, c.plan.id, c.plan.version, c.plan.part, c.plan.parts,
                                    c.plan.decision_number, c.plan.decided_on, c.plan.effective_on)
                             .status());
  DONDOC_RETURN_IF_ERROR(
      tx.Execute(sql::kInsertSuccessionEdges, c.edge.id, c.edge.version, c.edge.from, c.edge.to, c.edge.heir).status());
  // A plan of a whole country comes in hundreds of parts: what it replaces is looked for once, with the last of them.
  DONDOC_ASSIGN_OR_RETURN(const pg::Result whole, tx.Execute(sql::kCompleteSuccessions));
  for (const pg::Row row : whole) {
    const auto id = row.Get<std::string>("id");
    const auto version = row.Get<std::int64_t>("version");
    DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kDeleteOldSuccessionEdges, id, version).status());
    DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kDeleteOldSuccessionParts, id, version).status());
  }
  return absl::OkStatus();
}

absl::Status ApplyEnacted(pg::Transaction& tx, const v1::SuccessionEnacted& fact, TimePoint at,
                          const SuccessionStep& step) {
  return ApplyTurn(tx, fact, at, step);
}

absl::Status ApplyUndone(pg::Transaction& tx, const v1::SuccessionUndone& fact, TimePoint at,
                         const SuccessionStep& step) {
  return ApplyTurn(tx, fact, at, step);
}

absl::Status ApplyTurns(pg::Transaction& tx, std::span<const v1::SuccessionTurn> turns, const SuccessionStep& enacted,
                        const SuccessionStep& undone) {
  struct Noted {
    Succession succession;
    TimePoint at;
    const SuccessionStep& step;
  };
  std::vector<Noted> all;
  for (const v1::SuccessionTurn& turn : turns) {
    DONDOC_ASSIGN_OR_RETURN(std::optional<Succession> noted,
                            turn.has_enacted() ? Note(tx, turn.enacted()) : Note(tx, turn.undone()));
    if (!noted) continue;
    const std::optional<TimePoint> at = ToTimePoint(turn.time());
    if (!at) return Unreadable("the time of a turn is none");
    all.push_back({*std::move(noted), *at, turn.has_enacted() ? enacted : undone});
  }
  if (all.empty()) return absl::OkStatus();
  // Once for all of them: it looks at every edge that is in force.
  DONDOC_RETURN_IF_ERROR(FollowHeirs(tx));
  for (const Noted& noted : all) {
    if (noted.step != nullptr) DONDOC_RETURN_IF_ERROR(noted.step(tx, noted.succession, noted.at));
  }
  return absl::OkStatus();
}

messaging::Handler OnSuccessionPlanned() {
  return [](pg::Transaction& tx, std::span<const messaging::Fact> facts) -> absl::Status {
    std::vector<v1::SuccessionPlanned> plans;
    for (const messaging::Fact& fact : facts) {
      DONDOC_ASSIGN_OR_RETURN(v1::SuccessionPlanned plan, messaging::Decode<v1::SuccessionPlanned>(fact));
      plans.push_back(std::move(plan));
    }
    return ApplyPlans(tx, plans);
  };
}

messaging::Handler OnSuccessionEnacted(SuccessionStep step) {
  return [step = std::move(step)](pg::Transaction& tx, std::span<const messaging::Fact> facts) -> absl::Status {
    for (const messaging::Fact& fact : facts) {
      DONDOC_ASSIGN_OR_RETURN(const auto enacted, messaging::Decode<v1::SuccessionEnacted>(fact));
      DONDOC_RETURN_IF_ERROR(ApplyEnacted(tx, enacted, fact.time, step));
    }
    return absl::OkStatus();
  };
}

messaging::Handler OnSuccessionUndone(SuccessionStep step) {
  return [step = std::move(step)](pg::Transaction& tx, std::span<const messaging::Fact> facts) -> absl::Status {
    for (const messaging::Fact& fact : facts) {
      DONDOC_ASSIGN_OR_RETURN(const auto undone, messaging::Decode<v1::SuccessionUndone>(fact));
      DONDOC_RETURN_IF_ERROR(ApplyUndone(tx, undone, fact.time, step));
    }
    return absl::OkStatus();
  };
}

}  // namespace dondoc::organization::replica
