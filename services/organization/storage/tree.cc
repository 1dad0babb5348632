#include "services/organization/storage/tree.h"

#include <algorithm>
#include <utility>

#include "common/messaging/outbox.h"
#include "common/status/status.h"
#include "dondoc/organization/v1/organization_events.pb.h"
#include "services/organization/storage/sql.h"
#include "services/organization/storage/unit_message.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

constexpr std::size_t kUnitsInOneFact = 500;

}  // namespace

absl::StatusOr<std::int64_t> LockTree(pg::Transaction& tx) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockTree));
  return rows[0].Get<std::int64_t>("change");
}

absl::StatusOr<std::int64_t> GetTreeChange(pg::Transaction& tx) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kGetTreeChange));
  return rows[0].Get<std::int64_t>("change");
}

absl::Status PublishUnits(pg::Transaction& tx, const std::vector<std::string>& unit_ids, TimePoint now,
                          IdGenerator& ids, const std::string& trace) {
  if (unit_ids.empty()) return absl::OkStatus();
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Unit> units, FindUnits(tx, unit_ids));
  DONDOC_ASSIGN_OR_RETURN(const std::int64_t last, LockTree(tx));
  const std::size_t parts = (units.size() + kUnitsInOneFact - 1) / kUnitsInOneFact;
  std::vector<messaging::OutgoingFact> facts;
  for (std::size_t part = 0; part < parts; ++part) {
    v1::UnitsChanged fact;
    fact.set_change(last + 1);
    fact.set_part(static_cast<int>(part + 1));
    fact.set_parts(static_cast<int>(parts));
    for (std::size_t i = part * kUnitsInOneFact; i < std::min(units.size(), (part + 1) * kUnitsInOneFact); ++i) {
      *fact.add_units() = ToMessage(units[i]);
    }
    facts.push_back(messaging::MakeFact(ids.NewId(), messaging::Destination::kAll, now, fact, trace));
  }
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kSetTreeChange, last + 1).status());
  return messaging::Append(tx, facts);
}

}  // namespace dondoc::organization
