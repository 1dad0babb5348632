#include "services/organization/identity/storage/succession.h"

#include "common/status/status.h"
#include "services/organization/identity/storage/sql.h"

namespace dondoc::identity {
namespace {

std::string InWords(const pg::Row& row) {
  const auto kind = row.Get<std::string>("kind"), id = row.Get<std::string>("id"), who = row.Get<std::string>("who");
  const auto unit = row.Get<std::string>("unit_name");
  if (kind == "ACCOUNT") {
    return "the account " + who + " was made in " + unit + ": disable it until then (dondoc user disable " + id + ")";
  }
  if (kind == "SYSTEM") {
    return "the system " + who + " was registered in " + unit + ": revoke it (dondoc client revoke " + id + ")";
  }
  const std::string from = FormatDay(row.Get<Day>("valid_from"));
  return who + " in " + unit + " was granted since: end it on its first day, then it never was (dondoc user end " + id +
         " --on " + from + ")";
}

}  // namespace

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

absl::StatusOr<std::vector<std::string>> ListPeopleInNewUnits(pg::Transaction& tx, const std::string& succession_id,
                                                              int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListPeopleInNewUnits, succession_id, limit));
  std::vector<std::string> uses;
  for (const pg::Row row : rows) uses.push_back(InWords(row));
  return uses;
}

absl::StatusOr<EndingPeople> CountEndingPeople(pg::Transaction& tx, const std::string& succession_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kCountPeopleOfEndingUnits, succession_id));
  const pg::Row row = rows[0];
  EndingPeople people{.memberships = row.Get<std::int64_t>("memberships"),
                      .memberships_without_heir = row.Get<std::int64_t>("memberships_without_heir"),
                      .accounts = row.Get<std::int64_t>("accounts"),
                      .accounts_without_heir = row.Get<std::int64_t>("accounts_without_heir"),
                      .without_heir = {}};
  const auto ids = row.Get<std::vector<std::string>>("unit_ids");
  const auto memberships = row.Get<std::vector<std::int64_t>>("unit_memberships");
  const auto accounts = row.Get<std::vector<std::int64_t>>("unit_accounts");
  for (std::size_t i = 0; i < ids.size(); ++i) people.without_heir.push_back({ids[i], memberships[i], accounts[i]});
  return people;
}

}  // namespace dondoc::identity
