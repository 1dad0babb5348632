// Successions to rows and back. Free functions over a transaction; errors are those of pg::Transaction, besides what is
// said.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "common/time/day.h"
#include "services/organization/domain/succession/body_plan.h"
#include "services/organization/domain/succession/territory_plan.h"
#include "services/organization/domain/unit.h"

namespace dondoc::organization {

// A body for which another heir was chosen than it had by the plan.
struct ReplacedHeir {
  std::string unit_id;
  std::string unit_name;
  std::string heir_unit_id;  // the one before
  std::string heir_name;
};

struct Succession {
  std::string id;
  std::string decision_number;  // "202/2025/QH15"
  Day decided_on{};
  Day effective_on{};  // the first day of the new units
  std::string from_list;
  std::string to_list;
  std::string file_name;
  std::string state = "PLANNED";  // "PLANNED", "ENACTED", "UNDONE" or "DISCARDED"
  bool wanted = false;            // to take effect on its day
  std::int64_t version = 0;       // of the plan that was published last
  std::optional<std::int64_t> tree_change;
  TimePoint planned_at{};
  std::optional<TimePoint> enacted_at, undone_at, discarded_at;

  // What the plan does.
  int continuing = 0, ending = 0, beginning = 0;  // territories
  int bodies = 0;                                 // that end
  int with_heir = 0;                              // of those
  int divided = 0;                                // without an heir, with successors
  int without = 0;                                // without either

  std::vector<ReplacedHeir> replaced;  // by the choices that have just been made; not kept
};

// The list that is in force on the day before; empty where none is.
absl::StatusOr<std::string> FindListInForce(pg::Transaction& tx, Day day);
absl::StatusOr<std::vector<std::string>> ListPlannedLists(pg::Transaction& tx);

// Of a list, by code: what exists on the day before, and what is planned.
absl::StatusOr<std::vector<Territory>> ListTerritoriesInForce(pg::Transaction& tx, const std::string& list, Day day);
absl::StatusOr<std::vector<Territory>> ListPlannedTerritories(pg::Transaction& tx, const std::string& list);
// The bodies of territories, by id: those that exist on the day before, and those that are planned.
absl::StatusOr<std::vector<Body>> ListEndingBodies(pg::Transaction& tx, const std::vector<std::string>& territory_ids,
                                                   Day day);
absl::StatusOr<std::vector<Body>> ListPlannedBodies(pg::Transaction& tx, const std::vector<std::string>& territory_ids);

// Keeps a planned succession with its counts and version.
absl::Status PutSuccession(pg::Transaction& tx, const Succession& succession);
absl::Status ReplaceRows(pg::Transaction& tx, const std::string& id, std::span<const SuccessionRow> rows);
absl::StatusOr<std::vector<SuccessionRow>> ListRows(pg::Transaction& tx, const std::string& id);
absl::Status ReplaceBodies(pg::Transaction& tx, const std::string& id, std::span<const BodyEdge> edges);
absl::StatusOr<std::vector<BodyEdge>> ListBodies(pg::Transaction& tx, const std::string& id);

struct Resolution {
  std::string unit_id;
  std::optional<std::string> heir_unit_id;  // nothing takes the choice back
  bool bodies = false;                      // those of the other bodies of its territory, too
};
// Each choice on its own: what `bodies` means, said body by body.
absl::StatusOr<std::vector<Resolution>> ExpandResolutions(pg::Transaction& tx, const std::string& id,
                                                          std::span<const Resolution> resolutions);
// Of these choices, the bodies that have another heir by the plan that was published last; by name.
absl::StatusOr<std::vector<ReplacedHeir>> FindReplacedHeirs(pg::Transaction& tx, const std::string& id,
                                                            std::span<const Resolution> resolutions);
// INVALID_ARGUMENT: NOT_ENDING for a body that does not end by this succession, HEIR_NOT_THERE for an heir that does
// not exist on its first day.
absl::Status PutResolutions(pg::Transaction& tx, const std::string& id, std::span<const Resolution> resolutions);
absl::StatusOr<std::map<std::string, std::string>> ListResolutions(pg::Transaction& tx, const std::string& id);

// NOT_FOUND (SUCCESSION_NOT_FOUND).
absl::StatusOr<Succession> LockSuccession(pg::Transaction& tx, const std::string& id);
// By id or by the number of the decision. NOT_FOUND (SUCCESSION_NOT_FOUND).
absl::StatusOr<Succession> FindSuccession(pg::Transaction& tx, const std::string& id_or_number);

struct SuccessionPage {
  std::optional<Day> after_day;
  std::optional<std::string> after_id;
  int limit = 0;
};
// By the day of their effect and id.
absl::StatusOr<std::vector<Succession>> ListSuccessions(pg::Transaction& tx, const SuccessionPage& page);
// Those that are to take effect by today.
absl::StatusOr<std::vector<std::string>> ListDueSuccessions(pg::Transaction& tx, Day today);

struct BodyWithoutHeir {
  std::string unit_id;
  std::string name;
  std::string code;  // of its territory
  std::string code_list;
  std::vector<std::string> to_unit_ids;
  std::vector<std::string> to_unit_names;
};
struct BodyPage {
  bool divided_only = false;
  std::optional<std::string> after_id;
  int limit = 0;
};
// By id.
absl::StatusOr<std::vector<BodyWithoutHeir>> ListBodiesWithoutHeir(pg::Transaction& tx, const std::string& id,
                                                                   const BodyPage& page);

// Bodies that nothing comes after because the territories that come after theirs have no body but their UBND: the new
// list was not equipped. And the codes of the highest territories of the new list in which these are.
struct UnequippedBodies {
  std::int64_t bodies = 0;
  std::vector<std::string> codes;
};
absl::StatusOr<UnequippedBodies> CountUnequippedBodies(pg::Transaction& tx, const std::string& id);

// The decisions of planned successions in which a person chose the unit as an heir.
absl::StatusOr<std::vector<std::string>> ListPlansWithHeir(pg::Transaction& tx, const std::string& unit_id);

absl::Status MarkWanted(pg::Transaction& tx, const std::string& id);
absl::Status MarkUnwanted(pg::Transaction& tx, const std::string& id);
absl::Status MarkDiscarded(pg::Transaction& tx, const std::string& id, std::int64_t version, TimePoint at);
absl::Status MarkEnacted(pg::Transaction& tx, const std::string& id, std::int64_t tree_change, TimePoint at);
absl::Status MarkUndone(pg::Transaction& tx, const std::string& id, std::int64_t tree_change, TimePoint at);
struct EnactedLater {
  std::string decision_number;
  Day effective_on{};
};
// The last one that has taken effect on a later day; nothing where none has.
absl::StatusOr<std::optional<EnactedLater>> FindEnactedLater(pg::Transaction& tx, Day day);
// The decision of the last succession that took effect after this one; nothing where it is that itself.
absl::StatusOr<std::optional<std::string>> FindEnactedAfter(pg::Transaction& tx, const std::string& id);

}  // namespace dondoc::organization
