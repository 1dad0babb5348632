#include "services/organization/storage/tree.h"

#include <set>
#include <span>

#include "common/messaging/outbox.h"
#include "common/status/status.h"
#include "dondoc/organization/v1/organization_events.pb.h"
#include "services/organization/storage/sql.h"
#include "services/organization/storage/unit_message.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

constexpr std::size_t kUnitsInOneFact = 500;

std::vector<std::string> Ids(const pg::Result& rows) {
  std::vector<std::string> ids;
  for (const pg::Row row : rows) ids.push_back(row.Get<std::string>("id"));
  return ids;
}

}  // namespace

absl::StatusOr<std::int64_t> LockTree(pg::Transaction& tx) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockTree));
  return rows[0].Get<std::int64_t>("change");
}

absl::StatusOr<std::int64_t> GetTreeChange(pg::Transaction& tx) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kGetTreeChange));
  return rows[0].Get<std::int64_t>("change");
}

absl::StatusOr<TreeState> GetTreeState(pg::Transaction& tx, bool count_units) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kGetTreeState, count_units));
  return TreeState{.change = rows[0].Get<std::int64_t>("change"),
                   .units = rows[0].Get<std::int64_t>("units"),
                   .succession_steps = rows[0].Get<std::int64_t>("succession_steps")};
}

absl::Status PublishUnits(pg::Transaction& tx, const std::vector<std::string>& unit_ids, TimePoint now,
                          IdGenerator& ids, const std::string& trace) {
  // A unit may have been touched twice.
  const std::set<std::string> distinct(unit_ids.begin(), unit_ids.end());
  if (distinct.empty()) return absl::OkStatus();
  DONDOC_ASSIGN_OR_RETURN(const std::int64_t last, LockTree(tx));
  const std::size_t parts = (distinct.size() + kUnitsInOneFact - 1) / kUnitsInOneFact;
  auto next = distinct.begin();
  for (std::size_t part = 1; part <= parts; ++part) {
    std::vector<std::string> some;
    while (next != distinct.end() && some.size() < kUnitsInOneFact) some.push_back(*next++);
    DONDOC_ASSIGN_OR_RETURN(std::vector<Unit> units, FindUnits(tx, some, DayOf(now)));
    std::vector<Unit*> all;
    for (Unit& unit : units) all.push_back(&unit);
    DONDOC_RETURN_IF_ERROR(ReadStates(tx, all));
    v1::UnitsChanged fact;
    fact.set_change(last + 1);
    fact.set_part(static_cast<int>(part));
    fact.set_parts(static_cast<int>(parts));
    for (const Unit& unit : units) *fact.add_units() = ToMessage(unit);
    const auto outgoing = messaging::MakeFact(ids.NewId(), messaging::Destination::kAll, now, fact, trace);
    DONDOC_RETURN_IF_ERROR(messaging::Append(tx, std::span(&outgoing, 1)));
  }
  return tx.Execute(sql::kSetTreeChange, last + 1).status();
}

absl::StatusOr<std::optional<Day>> FindTold(pg::Transaction& tx) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindTold));
  return rows[0].Get<std::optional<Day>>("announced_on");
}

absl::Status SetTold(pg::Transaction& tx, Day day) { return tx.Execute(sql::kSetTold, day).status(); }

absl::StatusOr<std::vector<std::string>> RaiseTurned(pg::Transaction& tx, Day last, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kRaiseTurned, last, day));
  return Ids(rows);
}

}  // namespace dondoc::organization
