#include "services/organization/app/discard_list.h"

#include <vector>

#include "common/status/status.h"
#include "services/organization/identity/storage/people_of_units.h"
#include "services/organization/storage/group_storage.h"
#include "services/organization/storage/list_storage.h"
#include "services/organization/storage/tree.h"

namespace dondoc::organization {
namespace {

using Texts = std::vector<std::string>;

// Whether the list may go, for what it is itself.
absl::Status CheckPlanned(const ListUse& use, const std::string& code_list) {
  if (use.territories == 0) return NotFound("LIST_NOT_FOUND", "there is no list " + code_list);
  if (use.in_force == 0) return absl::OkStatus();
  return FailedPrecondition(
      "LIST_NOT_PLANNED", "of the " + std::to_string(use.territories) + " territories of the list " + code_list + " " +
                              std::to_string(use.in_force) + " are in force, or were: it is not a plan");
}

// What refers to it or to its bodies, in words.
absl::StatusOr<Texts> ListUses(pg::Transaction& tx, const ListUse& use, const Texts& units, Day today) {
  DONDOC_ASSIGN_OR_RETURN(Texts uses, identity::ListPeopleOfUnits(tx, units, today));
  DONDOC_ASSIGN_OR_RETURN(const std::int64_t groups, CountGroupsOf(tx, units, today));
  if (groups > 0) {
    uses.push_back("groups that are theirs, or within them: " + std::to_string(groups) +
                   "; end them (dondoc units group list UNIT, units group end)");
  }
  for (const std::string& decision : use.decisions) {
    uses.push_back("the planned succession by " + decision + ": discard it first");
  }
  return uses;
}

absl::Status InUse(const std::string& code_list, const Texts& uses) {
  std::string message = "the list " + code_list + " cannot be discarded, it is in use:";
  for (const std::string& use : uses) message += "\n" + use;
  return FailedPrecondition("LIST_IN_USE", message);
}

}  // namespace

absl::StatusOr<std::string> DiscardList(const Context& context, const RequestKey& request, const std::string& code_list,
                                        const std::function<std::string(const DiscardedList&)>& answer) {
  const TimePoint now = context.clock.Now();
  return Once(context, "DiscardList", request, now,
              [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
                DONDOC_RETURN_IF_ERROR(LockTree(tx).status());
                DONDOC_ASSIGN_OR_RETURN(const ListUse use, FindListUse(tx, code_list));
                DONDOC_RETURN_IF_ERROR(CheckPlanned(use, code_list));
                DONDOC_ASSIGN_OR_RETURN(const Texts units, ListUnitsOfList(tx, code_list));
                DONDOC_ASSIGN_OR_RETURN(const Texts uses, ListUses(tx, use, units, DayOf(now)));
                if (!uses.empty()) return InUse(code_list, uses);
                DONDOC_RETURN_IF_ERROR(WithdrawList(tx, code_list));
                act.object = {"code_list", code_list};
                act.changes.Gone("territories", use.territories).Gone("bodies", units.size());
                return answer({use.territories, units.size()});
              });
}

}  // namespace dondoc::organization
