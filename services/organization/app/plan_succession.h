// Plans a succession (sắp xếp đơn vị hành chính): what a decision does, computed from the list that is in force, the
// planned list and a file that says who became whom, and published, so that everybody can count what it will do. And
// what a person decides where the file leaves something open.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/organization/app/context.h"
#include "services/organization/app/once.h"
#include "services/organization/storage/succession_storage.h"

namespace dondoc::organization {

using SuccessionAnswer = std::function<std::string(const Succession& succession)>;

struct PlanCommand {
  RequestKey request;
  std::string decision_number;
  Day decided_on{};
  Day effective_on{};
  std::string from_list;  // empty: the one that is in force on the day before
  std::string to_list;    // empty: the only one that is planned
  std::string file_name;
  std::string csv;
};

// Once for each request id, in one transaction with its facts. The same decision again, while it is only planned, is
// planned anew: the rows of the new file, choices stay as far as they make sense. Errors, besides the mistakes of
// ReadSuccessionFile and PlanTerritories, all in one answer (domain/succession/territory_plan.h):
//   FAILED_PRECONDITION  SUCCESSION_ENACTED   the decision has taken effect
//   FAILED_PRECONDITION  LATER_SUCCESSION     another has taken effect on a later day (RequireNoneLater)
//   FAILED_PRECONDITION  NO_LIST_IN_FORCE     there is nothing to succeed on the day before
//   FAILED_PRECONDITION  NO_PLANNED_LIST      no list is planned, or several and none was named (field "to_list")
absl::StatusOr<std::string> PlanSuccession(const Context& context, const PlanCommand& command,
                                           const SuccessionAnswer& answer);

struct ResolveCommand {
  RequestKey request;
  std::string succession_id;
  std::vector<Resolution> resolutions;
};

// Says who takes over from bodies that the plan gives no heir, or another one; published as a new version of the plan.
// NOT_FOUND (SUCCESSION_NOT_FOUND), FAILED_PRECONDITION (SUCCESSION_ENACTED), and as PutResolutions says.
absl::StatusOr<std::string> ResolveSuccession(const Context& context, const ResolveCommand& command,
                                              const SuccessionAnswer& answer);

// OK where none has taken effect on a later day than this: what a succession makes of territories it makes of them for
// all days to come, and would write over what a later one has made. FAILED_PRECONDITION (LATER_SUCCESSION), with the
// last decision that has, and its day.
absl::Status RequireNoneLater(pg::Transaction& tx, const Succession& succession);

// The part that planning, resolving and enacting have in common: computes the plan anew (bodies may have been added
// since), keeps and publishes it as the next version, in `tx` and behind LockTree. Sets counts and version.
struct PlannedSuccession {
  TerritoryPlan territories;
  std::vector<BodyEdge> bodies;
};
absl::StatusOr<PlannedSuccession> PublishPlan(pg::Transaction& tx, const Context& context, Succession& succession,
                                              const SuccessionFile& file, TimePoint now, const std::string& trace);

}  // namespace dondoc::organization
