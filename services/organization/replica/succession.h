// What becomes of units, as other services know it: the plans of successions, and whether they took effect. Tables
// `succession` and `succession_edge`, fed by SuccessionPlanned, SuccessionEnacted and SuccessionUndone, so that an
// enactment moves nothing in bulk and a preview needs no question. SQL may join the view `enacted_edge`, and the table
// `heir`, which says of each unit that has ended who continues what it had, through all successions that are in force.
//
// A plan is here when all its parts are; a newer version replaces an older one whole. Facts may come twice.
//
//   runtime.Subscribe("organization", messaging::Type<v1::SuccessionPlanned>(), replica::OnSuccessionPlanned());
//   runtime.Subscribe("organization", messaging::Type<v1::SuccessionEnacted>(), replica::OnSuccessionEnacted());
//   runtime.Subscribe("organization", messaging::Type<v1::SuccessionUndone>(), replica::OnSuccessionUndone());
//
// A service that has something of its own to do at an enactment gives it as the argument: it runs in the transaction
// that notes the enactment, once.
//
// Thread-safety: free functions over a transaction; the handlers are thread-safe. Errors: those of pg::Transaction,
// besides what is said.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/messaging/consumer.h"
#include "common/postgres/database.h"
#include "common/time/day.h"
#include "dondoc/organization/v1/organization_events.pb.h"
#include "dondoc/organization/v1/tree_service.pb.h"

namespace dondoc::organization::replica {

struct Succession {
  std::string id;
  std::string decision_number;    // "202/2025/QH15"
  std::optional<Day> decided_on;  // nothing where it is not known
  Day effective_on;               // first day of the new units
  std::int64_t version = 0;       // of the plan
  std::string state;              // "PLANNED", "ENACTED" or "UNDONE"
  std::optional<std::int64_t> tree_change;
};

// What becomes of one unit; the fields mean what those of dondoc.organization.v1.UnitSuccession mean.
struct SuccessionEdge {
  std::string from_unit_id;
  std::vector<std::string> to_unit_ids;
  std::optional<std::string> heir_unit_id;
};

// By the day of their effect.
absl::StatusOr<std::vector<Succession>> ListSuccessions(pg::Transaction& tx);

// NOT_FOUND, reason SUCCESSION_NOT_FOUND, also for one whose plan has not arrived whole yet.
absl::StatusOr<Succession> LockSuccession(pg::Transaction& tx, std::string_view id);

// The same without a lock. UNAVAILABLE, reason PLAN_BEHIND, where it is not here, or at a version below `version`.
absl::StatusOr<Succession> FindSuccession(pg::Transaction& tx, std::string_view id, std::int64_t version);

// By the unit that ends.
absl::StatusOr<std::vector<SuccessionEdge>> ListSuccessionEdges(pg::Transaction& tx, std::string_view succession_id);

// Takes plans over. INVALID_ARGUMENT, reason SUCCESSION_UNREADABLE, for ids, days and numbers that are none; then
// nothing is taken over.
absl::Status ApplyPlans(pg::Transaction& tx, std::span<const v1::SuccessionPlanned> plans);

// What a service does itself, once, in the transaction that notes an enactment or its undoing. `at` is when it
// happened.
using SuccessionStep = std::function<absl::Status(pg::Transaction& tx, const Succession& succession, TimePoint at)>;

// UNAVAILABLE, reason PLAN_BEHIND, where the plan that was enacted has not arrived whole, and TREE_BEHIND where the
// change of the tree has not: the fact comes again later.
absl::Status ApplyEnacted(pg::Transaction& tx, const v1::SuccessionEnacted& fact, TimePoint at,
                          const SuccessionStep& step = nullptr);
absl::Status ApplyUndone(pg::Transaction& tx, const v1::SuccessionUndone& fact, TimePoint at,
                         const SuccessionStep& step = nullptr);

// The same for what a handed out tree (tree_loader.h) says became of plans, in order. What is known already is passed
// over; each step finds all of them noted.
absl::Status ApplyTurns(pg::Transaction& tx, std::span<const v1::SuccessionTurn> turns, const SuccessionStep& enacted,
                        const SuccessionStep& undone);

messaging::Handler OnSuccessionPlanned();
messaging::Handler OnSuccessionEnacted(SuccessionStep step = nullptr);
messaging::Handler OnSuccessionUndone(SuccessionStep step = nullptr);

}  // namespace dondoc::organization::replica
