#include "services/organization/app/enact_succession.h"

#include <condition_variable>
#include <mutex>
#include <utility>

#include "common/audit/audit.h"
#include "common/log/log.h"
#include "common/status/status.h"
#include "services/organization/identity/storage/succession.h"
#include "services/organization/storage/group_storage.h"
#include "services/organization/storage/succession_facts.h"
#include "services/organization/storage/territory_change.h"
#include "services/organization/storage/tree.h"

namespace dondoc::organization {
namespace {

TerritoryChange ChangeOf(const Succession& succession, const PlannedSuccession& plan) {
  TerritoryChange change{.id = succession.id, .day = succession.effective_on};
  for (const TerritoryEdge& edge : plan.territories.ending) change.ending.push_back(edge.from_id);
  change.beginning = plan.territories.beginning;
  for (const TwinOf& twin : plan.territories.continuing) {
    change.continuing.push_back({twin.territory_id, twin.twin_id});
  }
  for (const BodyEdge& edge : plan.bodies) {
    if (edge.heir_id) change.heirs.push_back({.unit_id = edge.from_id, .heir_id = *edge.heir_id});
  }
  return change;
}

// Whose people go on where: in the heirs, and in those that stand for the planned units that were withdrawn.
absl::StatusOr<std::vector<identity::Heir>> HeirsOf(pg::Transaction& tx, const TerritoryChange& change) {
  DONDOC_ASSIGN_OR_RETURN(std::vector<BodyHeir> all, ListWithdrawn(tx, change.id));
  all.insert(all.end(), change.heirs.begin(), change.heirs.end());
  std::vector<identity::Heir> heirs;
  for (const BodyHeir& one : all) heirs.push_back({.unit_id = one.unit_id, .heir_id = one.heir_id});
  return heirs;
}

// Behind LockTree.
absl::Status Enact(pg::Transaction& tx, const Context& context, Succession& succession, TimePoint now,
                   const std::string& trace) {
  // Planned before the other took effect.
  DONDOC_RETURN_IF_ERROR(RequireNoneLater(tx, succession));
  SuccessionFile file;
  DONDOC_ASSIGN_OR_RETURN(file.rows, ListRows(tx, succession.id));
  DONDOC_ASSIGN_OR_RETURN(const PlannedSuccession plan, PublishPlan(tx, context, succession, file, now, trace));
  const TerritoryChange tree = ChangeOf(succession, plan);
  DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> touched, ChangeTerritories(tx, tree));
  DONDOC_RETURN_IF_ERROR(PublishUnits(tx, touched, now, context.ids, trace));
  DONDOC_ASSIGN_OR_RETURN(const std::vector<identity::Heir> heirs, HeirsOf(tx, tree));
  DONDOC_RETURN_IF_ERROR(identity::MovePeople(tx, succession.id, heirs, succession.effective_on));
  DONDOC_ASSIGN_OR_RETURN(const std::int64_t change, GetTreeChange(tx));
  DONDOC_RETURN_IF_ERROR(MarkEnacted(tx, succession.id, change, now));
  DONDOC_RETURN_IF_ERROR(PublishEnacted(tx, succession, change, now, context.ids, trace));
  succession.state = "ENACTED";
  succession.tree_change = change;
  succession.enacted_at = now;
  return absl::OkStatus();
}

// Of a kind, as many as a person reads.
constexpr int kUses = 20;

// What depends on it here.
absl::StatusOr<std::vector<std::string>> ListUses(pg::Transaction& tx, const std::string& id, Day today) {
  DONDOC_ASSIGN_OR_RETURN(std::vector<std::string> uses, identity::ListPeopleInNewUnits(tx, id, kUses));
  DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> groups, ListGroupsInNewUnits(tx, id, today, kUses));
  DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> changes, ListUsesOfChange(tx, id, kUses));
  uses.insert(uses.end(), groups.begin(), groups.end());
  uses.insert(uses.end(), changes.begin(), changes.end());
  return uses;
}

absl::Status InUse(const Succession& succession, const std::vector<std::string>& uses) {
  std::string message = "the succession by " + succession.decision_number + " cannot be undone, it is in use:";
  for (const std::string& use : uses) message += "\n" + use;
  message +=
      "\nWhat stays keeps it from being undone for good: what it did wrong is then put right by another decision "
      "(dondoc units succeed)";
  return FailedPrecondition("SUCCESSION_IN_USE", message);
}

}  // namespace

absl::StatusOr<std::string> EnactSuccession(const Context& context, const TurnCommand& command,
                                            const SuccessionAnswer& answer) {
  const TimePoint now = context.clock.Now();
  return Once(context, "EnactSuccession", command.request, now,
              [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
                DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
                DONDOC_ASSIGN_OR_RETURN(Succession succession, LockSuccession(tx, command.succession_id));
                if (succession.state != "PLANNED") {
                  return FailedPrecondition("SUCCESSION_ENACTED", "the succession by " + succession.decision_number +
                                                                      " is " + succession.state);
                }
                act.object = {"succession", succession.id};
                if (succession.effective_on > DayOf(now)) {
                  succession.wanted = true;
                  DONDOC_RETURN_IF_ERROR(MarkWanted(tx, succession.id));
                } else {
                  DONDOC_RETURN_IF_ERROR(Enact(tx, context, succession, now, command.request.trace));
                }
                act.changes.Set("state", "PLANNED", succession.state).Made("wanted", succession.wanted);
                act.changes.Made("decision_number", succession.decision_number);
                return answer(succession);
              });
}

absl::StatusOr<int> EnactDue(const Context& context) {
  const TimePoint now = context.clock.Now();
  DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> due, context.database.Run([&](pg::Transaction& tx) {
    return ListDueSuccessions(tx, DayOf(now));
  }));
  int enacted = 0;
  for (const std::string& id : due) {
    const absl::Status status = context.database.Run([&](pg::Transaction& tx) -> absl::Status {
      DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
      DONDOC_ASSIGN_OR_RETURN(Succession succession, LockSuccession(tx, id));
      // Another process was faster, or a person has taken it back.
      if (succession.state != "PLANNED" || !succession.wanted) return absl::OkStatus();
      DONDOC_RETURN_IF_ERROR(Enact(tx, context, succession, now, ""));
      audit::Act act{.caller = {.subject = "service:organization", .trace = succession.id},
                     .method = "EnactDue",
                     .at = now,
                     .object = {"succession", succession.id}};
      DONDOC_RETURN_IF_ERROR(GiveToTheTop(tx, DayOf(now), act.object));
      act.changes.Set("state", "PLANNED", succession.state).Made("decision_number", succession.decision_number);
      return audit::Append(tx, act);
    });
    if (status.ok()) {
      ++enacted;
    } else {
      log::Warning("succession put off", {{"succession", id}, {"cause", std::string(status.message())}});
    }
  }
  return enacted;
}

void RunEnactDue(const Context& context, std::stop_token stop, std::chrono::milliseconds every) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  while (!stop.stop_requested()) {
    const absl::StatusOr<int> enacted = EnactDue(context);
    if (!enacted.ok()) log::Warning("successions put off", {{"cause", std::string(enacted.status().message())}});
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, stop, every, [] { return false; });
  }
}

absl::StatusOr<std::string> UndoSuccession(const Context& context, const TurnCommand& command,
                                           const AskForUses& ask_for_uses, const SuccessionAnswer& answer) {
  const TimePoint now = context.clock.Now();
  return Once(
      context, "UndoSuccession", command.request, now,
      [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
        DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
        DONDOC_ASSIGN_OR_RETURN(Succession succession, LockSuccession(tx, command.succession_id));
        if (succession.state == "PLANNED" && succession.wanted) {
          act.object = {"succession", succession.id};
          act.changes.Set("wanted", true, false).Made("decision_number", succession.decision_number);
          DONDOC_RETURN_IF_ERROR(MarkUnwanted(tx, succession.id));
          succession.wanted = false;
          return answer(succession);
        }
        if (succession.state != "ENACTED") {
          return FailedPrecondition("SUCCESSION_NOT_ENACTED",
                                    "the succession by " + succession.decision_number + " is " + succession.state +
                                        (succession.state == "PLANNED" ? ": a plan is discarded" : ""));
        }
        DONDOC_ASSIGN_OR_RETURN(const auto later, FindEnactedAfter(tx, succession.id));
        if (later.has_value()) {
          return InUse(succession, {"a later succession builds on it, undo that one first: " + *later});
        }
        DONDOC_ASSIGN_OR_RETURN(std::vector<std::string> uses, ask_for_uses(succession.id));
        DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> here, ListUses(tx, succession.id, DayOf(now)));
        uses.insert(uses.end(), here.begin(), here.end());
        if (!uses.empty()) return InUse(succession, uses);
        DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> touched, RestoreTerritories(tx, succession.id));
        DONDOC_RETURN_IF_ERROR(PublishUnits(tx, touched, now, context.ids, command.request.trace));
        DONDOC_RETURN_IF_ERROR(identity::RestorePeople(tx, succession.id));
        DONDOC_ASSIGN_OR_RETURN(const std::int64_t change, GetTreeChange(tx));
        DONDOC_RETURN_IF_ERROR(MarkUndone(tx, succession.id, change, now));
        DONDOC_RETURN_IF_ERROR(PublishUndone(tx, succession, change, now, context.ids, command.request.trace));
        act.object = {"succession", succession.id};
        act.changes.Set("state", succession.state, "UNDONE").Made("decision_number", succession.decision_number);
        succession.state = "UNDONE";
        succession.tree_change = change;
        succession.undone_at = now;
        return answer(succession);
      });
}

}  // namespace dondoc::organization
