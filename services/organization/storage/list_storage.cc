#include "services/organization/storage/list_storage.h"

#include "common/status/status.h"
#include "services/organization/storage/sql.h"

namespace dondoc::organization {

absl::StatusOr<ListUse> FindListUse(pg::Transaction& tx, const std::string& code_list) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindListUse, code_list));
  return ListUse{.territories = rows[0].Get<std::int64_t>("territories"),
                 .in_force = rows[0].Get<std::int64_t>("in_force"),
                 .decisions = rows[0].Get<std::vector<std::string>>("decisions")};
}

absl::StatusOr<std::vector<std::string>> ListUnitsOfList(pg::Transaction& tx, const std::string& code_list) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListUnitsOfList, code_list));
  std::vector<std::string> ids;
  for (const pg::Row row : rows) ids.push_back(row.Get<std::string>("id"));
  return ids;
}

absl::Status WithdrawList(pg::Transaction& tx, const std::string& code_list) {
  return tx.Execute(sql::kWithdrawList, code_list).status();
}

}  // namespace dondoc::organization
