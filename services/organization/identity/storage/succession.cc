#include "services/organization/identity/storage/succession.h"

#include "common/status/status.h"
#include "services/organization/identity/storage/sql.h"

namespace dondoc::identity {

absl::Status MovePeople(pg::Transaction& tx, const std::string& succession_id, const std::vector<Heir>& heirs,
                        Day day) {
  std::vector<std::string> units;
  std::vector<std::string> heir_ids;
  for (const Heir& heir : heirs) {
    units.push_back(heir.unit_id);
    heir_ids.push_back(heir.heir_id);
  }
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kMoveMemberships, succession_id, units, heir_ids, day).status());
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kMoveAccounts, succession_id, units, heir_ids).status());
  return tx.Execute(sql::kMoveClients, succession_id, units, heir_ids).status();
}

absl::Status RestorePeople(pg::Transaction& tx, const std::string& succession_id) {
  for (const pg::Statement* statement : {&sql::kRestoreMembershipsOfUnits, &sql::kDeleteMembershipsOfHeirs,
                                         &sql::kRestoreAccounts, &sql::kRestoreClients}) {
    DONDOC_RETURN_IF_ERROR(tx.Execute(*statement, succession_id).status());
  }
  return absl::OkStatus();
}

absl::StatusOr<PeopleInNewUnits> CountPeopleInNewUnits(pg::Transaction& tx, const std::string& succession_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kCountPeopleInNewUnits, succession_id));
  return PeopleInNewUnits{.memberships = rows[0].Get<std::int64_t>("memberships"),
                          .accounts = rows[0].Get<std::int64_t>("accounts"),
                          .clients = rows[0].Get<std::int64_t>("clients")};
}

absl::StatusOr<EndingPeople> CountEndingPeople(pg::Transaction& tx, const std::string& succession_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kCountPeopleOfEndingUnits, succession_id));
  return EndingPeople{.memberships = rows[0].Get<std::int64_t>("memberships"),
                      .memberships_without_heir = rows[0].Get<std::int64_t>("memberships_without_heir"),
                      .accounts = rows[0].Get<std::int64_t>("accounts"),
                      .accounts_without_heir = rows[0].Get<std::int64_t>("accounts_without_heir")};
}

}  // namespace dondoc::identity
