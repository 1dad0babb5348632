#include "services/organization/app/plan_succession.h"

#include <algorithm>
#include <map>
#include <utility>

#include "common/audit/audit.h"
#include "common/audit/record.h"
#include "common/status/status.h"
#include "services/organization/storage/succession_facts.h"
#include "services/organization/storage/territory_storage.h"
#include "services/organization/storage/tree.h"

namespace dondoc::organization {
namespace {

absl::Status Enacted(const Succession& succession) {
  return FailedPrecondition("SUCCESSION_ENACTED", "the succession by " + succession.decision_number + " is " +
                                                      succession.state + ", its plan does not change any more");
}

absl::StatusOr<std::string> ListToComeTo(pg::Transaction& tx, const std::string& named) {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> planned, ListPlannedLists(tx));
  if (!named.empty() && std::find(planned.begin(), planned.end(), named) != planned.end()) return named;
  std::string known;
  for (const std::string& list : planned) known += (known.empty() ? "" : ", ") + list;
  if (named.empty() && planned.size() == 1) return planned.front();
  return Error(absl::StatusCode::kFailedPrecondition, "NO_PLANNED_LIST",
               planned.empty() ? "no list is planned: import the new one first"
               : named.empty() ? "several lists are planned, say which one: " + known
                               : "the list " + named + " is not planned; planned: " + known,
               {{"field", "to_list"}});
}

// The succession that the command plans: a new one, or the planned one of the same decision.
absl::StatusOr<Succession> SuccessionFor(pg::Transaction& tx, const Context& context, const PlanCommand& command,
                                         TimePoint now) {
  Succession succession;
  const auto known = FindSuccession(tx, command.decision_number);
  if (!known.ok() && known.status().code() != absl::StatusCode::kNotFound) return known.status();
  if (known.ok() && known->state == "ENACTED") return Enacted(*known);
  if (known.ok() && known->state == "PLANNED") {
    succession = *known;
  } else {
    succession.id = context.ids.NewId();
  }
  succession.decision_number = command.decision_number;
  succession.decided_on = command.decided_on;
  succession.effective_on = command.effective_on;
  succession.file_name = command.file_name;
  succession.planned_at = now;
  DONDOC_RETURN_IF_ERROR(RequireNoneLater(tx, succession));
  succession.from_list = command.from_list;
  if (succession.from_list.empty()) {
    DONDOC_ASSIGN_OR_RETURN(succession.from_list, FindListInForce(tx, command.effective_on));
  }
  if (succession.from_list.empty()) {
    return FailedPrecondition("NO_LIST_IN_FORCE",
                              "no territory exists on the day before " + FormatDay(command.effective_on));
  }
  DONDOC_ASSIGN_OR_RETURN(succession.to_list, ListToComeTo(tx, command.to_list));
  return succession;
}

// "the list 2025 (in force since 2025-07-01)": whoever has brought in lists in the wrong order sees it from this.
absl::StatusOr<std::string> NameOfList(pg::Transaction& tx, const std::string& list) {
  DONDOC_ASSIGN_OR_RETURN(const ListDays days, FindListDays(tx, list));
  return "the list " + list +
         (!days.is_known           ? " (of which nothing is known)"
          : !days.since            ? " (in force since always)"
          : *days.since == kNotYet ? " (planned, in force on no day yet)"
                                   : " (in force since " + FormatDay(*days.since) + ")");
}

void Count(const PlannedSuccession& plan, Succession& succession) {
  succession.continuing = static_cast<int>(plan.territories.continuing.size());
  succession.ending = static_cast<int>(plan.territories.ending.size());
  succession.beginning = static_cast<int>(plan.territories.beginning.size());
  succession.bodies = static_cast<int>(plan.bodies.size());
  succession.with_heir = succession.divided = succession.without = 0;
  for (const BodyEdge& edge : plan.bodies) {
    ++(edge.heir_id.has_value() ? succession.with_heir : edge.to_ids.empty() ? succession.without : succession.divided);
  }
}

}  // namespace

absl::Status RequireNoneLater(pg::Transaction& tx, const Succession& succession) {
  DONDOC_ASSIGN_OR_RETURN(const auto later, FindEnactedLater(tx, succession.effective_on));
  if (!later) return absl::OkStatus();
  const std::string day = FormatDay(later->effective_on);
  return Error(absl::StatusCode::kFailedPrecondition, "LATER_SUCCESSION",
               "the succession by " + succession.decision_number + " is for " + FormatDay(succession.effective_on) +
                   ", and the one by " + later->decision_number + " has taken effect on " + day +
                   ": undo that one first, or let this one take effect on that day or later",
               {{"field", "effective_on"}, {"decision_number", later->decision_number}, {"effective_on", day}});
}

absl::StatusOr<PlannedSuccession> PublishPlan(pg::Transaction& tx, const Context& context, Succession& succession,
                                              const SuccessionFile& file, TimePoint now, const std::string& trace) {
  PlannedSuccession plan;
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Territory> old_list,
                          ListTerritoriesInForce(tx, succession.from_list, succession.effective_on));
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Territory> new_list, ListPlannedTerritories(tx, succession.to_list));
  DONDOC_ASSIGN_OR_RETURN(const std::string old_list_name, NameOfList(tx, succession.from_list));
  DONDOC_ASSIGN_OR_RETURN(plan.territories,
                          PlanTerritories(file, old_list, new_list, succession.file_name, old_list_name));
  std::vector<std::string> ending;
  for (const TerritoryEdge& edge : plan.territories.ending) ending.push_back(edge.from_id);
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Body> ending_bodies, ListEndingBodies(tx, ending, succession.effective_on));
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Body> new_bodies, ListPlannedBodies(tx, plan.territories.beginning));
  DONDOC_ASSIGN_OR_RETURN(const auto resolutions, ListResolutions(tx, succession.id));
  plan.bodies = PlanBodies(plan.territories, ending_bodies, new_bodies, resolutions);
  Count(plan, succession);
  ++succession.version;
  DONDOC_RETURN_IF_ERROR(PutSuccession(tx, succession));
  DONDOC_RETURN_IF_ERROR(ReplaceBodies(tx, succession.id, plan.bodies));
  DONDOC_RETURN_IF_ERROR(PublishPlanned(tx, succession, plan.bodies, now, context.ids, trace));
  return plan;
}

absl::StatusOr<std::string> PlanSuccession(const Context& context, const PlanCommand& command,
                                           const SuccessionAnswer& answer) {
  const SuccessionFile file = ReadSuccessionFile(command.csv);
  if (file.rows.empty()) return file.mistakes.ToStatus(command.file_name);
  const TimePoint now = context.clock.Now();
  return Once(
      context, "PlanSuccession", command.request, now,
      [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
        DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
        absl::StatusOr<Succession> found = SuccessionFor(tx, context, command, now);
        // Where there are no lists to hold the file against, what is wrong with it by itself can be told all the same.
        if (!found.ok()) return file.mistakes.empty() ? found.status() : file.mistakes.ToStatus(command.file_name);
        Succession& succession = *found;
        DONDOC_RETURN_IF_ERROR(PublishPlan(tx, context, succession, file, now, command.request.trace).status());
        DONDOC_RETURN_IF_ERROR(ReplaceRows(tx, succession.id, file.rows));
        act.object = {"succession", succession.id};
        act.changes.Made("decision_number", succession.decision_number).Made("decided_on", succession.decided_on);
        act.changes.Made("effective_on", succession.effective_on);
        act.changes.Made("from_list", succession.from_list).Made("to_list", succession.to_list);
        act.changes.Made("file", command.file_name).Made("file_blake2b", audit::ToHex(audit::Blake2b(command.csv)));
        act.changes.Made("version", succession.version).Made("rows", file.rows.size());
        return answer(succession);
      });
}

absl::StatusOr<std::string> ResolveSuccession(const Context& context, const ResolveCommand& command,
                                              const SuccessionAnswer& answer) {
  const TimePoint now = context.clock.Now();
  return Once(context, "ResolveSuccession", command.request, now,
              [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
                DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
                DONDOC_ASSIGN_OR_RETURN(Succession succession, LockSuccession(tx, command.succession_id));
                if (succession.state != "PLANNED") return Enacted(succession);
                DONDOC_ASSIGN_OR_RETURN(const std::vector<Resolution> resolutions,
                                        ExpandResolutions(tx, succession.id, command.resolutions));
                DONDOC_ASSIGN_OR_RETURN(auto heirs, ListResolutions(tx, succession.id));
                DONDOC_ASSIGN_OR_RETURN(succession.replaced, FindReplacedHeirs(tx, succession.id, resolutions));
                for (const ReplacedHeir& one : succession.replaced) heirs[one.unit_id] = one.heir_unit_id;
                DONDOC_RETURN_IF_ERROR(PutResolutions(tx, succession.id, resolutions));
                SuccessionFile file;
                DONDOC_ASSIGN_OR_RETURN(file.rows, ListRows(tx, succession.id));
                DONDOC_RETURN_IF_ERROR(PublishPlan(tx, context, succession, file, now, command.request.trace).status());
                act.object = {"succession", succession.id};
                std::vector<std::string> before, after;
                for (const Resolution& one : resolutions) {
                  const auto was = heirs.find(one.unit_id);
                  before.push_back(one.unit_id + " " + (was == heirs.end() ? "none" : was->second));
                  after.push_back(one.unit_id + " " + one.heir_unit_id.value_or("none"));
                }
                act.changes.Made("version", succession.version).Set("heirs", before, after);
                return answer(succession);
              });
}

}  // namespace dondoc::organization
