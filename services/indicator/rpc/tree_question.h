// A question about a unit in the tree of a day: which tree, and which rows answer it.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/unary.h"
#include "services/indicator/app/context.h"
#include "services/indicator/domain/period.h"
#include "services/indicator/storage/roll_up_storage.h"
#include "services/organization/replica/place_unit.h"

namespace dondoc::indicator {

struct TreeQuestion : organization::replica::PlacedUnit {
  organization::replica::MayRead may_read;  // whether the caller may read numbers of a unit; not in a transaction

  // The level of a unit in a word: "COMMUNE".
  std::string LevelOf(organization::replica::covers::UnitIndex of) const;
};

// organization::replica::WhoSpeaksFor today.
absl::StatusOr<std::vector<std::string>> WhoSpeaksFor(app::Context& context, const std::string& unit_id);

// The unit in the tree of `date`, without what the caller may not read. Errors are those of
// organization::replica::PlaceUnit, and PERMISSION_DENIED where the caller may not read the unit itself. `context` and
// `call` must outlive it. Not to be called inside a transaction.
absl::StatusOr<TreeQuestion> AskInTree(app::Context& context, const std::string& unit_id, const std::string& date,
                                       const rpc::Call& call);

// Where a row that is in two tables is taken from. A total is kept by its unit, and the unit above knows of it a moment
// later.
enum class Taken {
  kAsItIs,        // from the unit
  kAsItWasAdded,  // from the unit above, so that it is what the total there holds of it
};

// The rows that a unit's figure is made of, added to `rows`. Rows that only processes of other levels have are left out
// and their levels added to `elsewhere`.
void AddRows(const app::Context& context, const TreeQuestion& question, organization::replica::covers::UnitIndex of,
             Taken taken, std::vector<RowsOf>& rows, std::set<std::string>& elsewhere);

// Whether a unit is expected to report for a period: as domain/reporting.h says, by the tree in memory.
bool IsExpectedToReport(const TreeQuestion& question, organization::replica::covers::UnitIndex unit,
                        const Period& period);

// Ids of the units that are expected to report for a period and are in the unit in this tree.
std::vector<std::string> ExpectedUnits(const TreeQuestion& question, const Period& period);

}  // namespace dondoc::indicator
