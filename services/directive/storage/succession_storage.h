// What successions of units have to do with documents. Free functions over a transaction; errors are those of
// pg::Transaction.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "common/time/day.h"
#include "services/directive/domain/directive.h"

namespace dondoc::directive {

// What units that end by a succession have.
struct EndingDocuments {
  std::int64_t drafts = 0;
  std::int64_t drafts_without_heir = 0;         // that nobody continues
  std::vector<std::string> units_without_heir;  // names of units that have those, some
  std::int64_t issued = 0;
  std::map<std::string, std::int64_t> drafts_of_units;  // those that nobody continues, by the id of their unit
};
absl::StatusOr<EndingDocuments> PreviewSuccession(pg::Transaction& tx, const std::string& succession_id,
                                                  int named_units);

// What units that a succession brought in have already: so many, and some of them, issued ones first.
struct DocumentOfNewUnit {
  State state = State::kDraft;
  std::string number;  // may be empty
  std::string unit_name;
};
struct DocumentsOfNewUnits {
  std::int64_t all = 0;
  std::vector<DocumentOfNewUnit> some;
};
absl::StatusOr<DocumentsOfNewUnits> ListSuccessionUses(pg::Transaction& tx, const std::string& succession_id,
                                                       int limit);

// What keeps a unit from being ended on a day: what is open of it, and what it did here since. In words,
// each with what to do about it.
absl::StatusOr<std::vector<std::string>> ListUnitUses(pg::Transaction& tx, const std::string& unit_id, Day day);

// A unit that has ended.
struct EndedUnit {
  std::string name;
  Day ended_on{};         // the first day without it
  std::string heir_name;  // of who continues what it had; empty for nobody
};
// Those of the units that have ended by `day`, by id.
absl::StatusOr<std::map<std::string, EndedUnit>> ListEndedUnits(pg::Transaction& tx,
                                                                const std::vector<std::string>& unit_ids, Day day);

}  // namespace dondoc::directive
