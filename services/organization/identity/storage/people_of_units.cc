#include "services/organization/identity/storage/people_of_units.h"

#include <cstdint>
#include <utility>

#include "common/status/status.h"
#include "services/organization/identity/storage/sql.h"

namespace dondoc::identity {

absl::StatusOr<std::vector<std::string>> ListPeopleOfUnits(pg::Transaction& tx,
                                                           const std::vector<std::string>& unit_ids, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kCountPeopleOfUnits, unit_ids, day));
  std::vector<std::string> uses;
  for (const auto& [column, what] :
       {std::pair("memberships", "roles that people have there: "),
        std::pair("accounts", "accounts that are kept there: "), std::pair("clients", "systems that act for it: ")}) {
    const auto count = rows[0].Get<std::int64_t>(column);
    if (count > 0) uses.push_back(what + std::to_string(count));
  }
  return uses;
}

}  // namespace dondoc::identity
