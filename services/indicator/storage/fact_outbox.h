// The facts of this service, encoded and appended to its outbox in the operation's transaction.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/ids/id_generator.h"
#include "common/postgres/database.h"
#include "services/indicator/domain/indicator.h"
#include "services/indicator/storage/roll_up_storage.h"

namespace dondoc::indicator {

// What an act gives its facts: when it was, what caused it, and ids.
struct FactSource {
  TimePoint now{};
  std::string trace;
  IdGenerator& ids;
};

// IndicatorDefined, to all levels.
absl::Status AppendIndicatorDefined(pg::Transaction& tx, const FactSource& source, const Indicator& indicator);

// A unit's submission that changed something.
struct SubmittedFact {
  ReportKey report;
  std::string level;  // of the unit
  std::vector<std::string> indicator_ids;
  bool revised = false;
};
// ValuesSubmitted, each to the level of its unit.
absl::Status AppendValuesSubmitted(pg::Transaction& tx, const FactSource& source,
                                   std::span<const SubmittedFact> submissions);

// ContributionsChanged: one fact for each unit and period, with all of its changed totals, to the level of the unit
// above; none for the unit at the top. UNAVAILABLE, reason TREE_BEHIND, where the copy of the tree does not hold
// the unit above: it soon will.
absl::Status AppendContributionsChanged(pg::Transaction& tx, const FactSource& source,
                                        std::span<const RollUp> roll_ups);

}  // namespace dondoc::indicator
