#include "services/organization/identity/storage/succession.h"

#include "common/status/status.h"
#include "services/organization/identity/storage/sql.h"

namespace dondoc::identity {

absl::StatusOr<std::int64_t> MoveMemberships(pg::Transaction& tx, const std::string& succession_id,
                                             const std::vector<Heir>& heirs, Day day) {
  std::vector<std::string> units;
  std::vector<std::string> heir_ids;
  for (const Heir& heir : heirs) {
    units.push_back(heir.unit_id);
    heir_ids.push_back(heir.heir_id);
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result ended, tx.Execute(sql::kEndMembershipsOfUnits, succession_id, units, day));
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kBeginMembershipsOfHeirs, succession_id, units, heir_ids, day).status());
  return ended.affected();
}

absl::StatusOr<std::int64_t> RestoreMemberships(pg::Transaction& tx, const std::string& succession_id) {
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kDeleteMembershipsOfHeirs, succession_id).status());
  DONDOC_ASSIGN_OR_RETURN(const pg::Result restored, tx.Execute(sql::kRestoreMembershipsOfUnits, succession_id));
  return restored.affected();
}

absl::StatusOr<std::int64_t> CountMembershipsInNewUnits(pg::Transaction& tx, const std::string& succession_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kCountMembershipsInNewUnits, succession_id));
  return rows[0].Get<std::int64_t>("memberships");
}

absl::StatusOr<EndingMemberships> CountEndingMemberships(pg::Transaction& tx, const std::string& succession_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kCountMembershipsOfEndingUnits, succession_id));
  return EndingMemberships{.all = rows[0].Get<std::int64_t>("memberships"),
                           .without_heir = rows[0].Get<std::int64_t>("without_heir")};
}

}  // namespace dondoc::identity
