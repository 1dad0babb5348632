#include "services/organization/identity/storage/people_of_units.h"

#include <cstdint>
#include <string>

#include "common/status/status.h"
#include "services/organization/identity/storage/sql.h"

namespace dondoc::identity {

absl::StatusOr<std::vector<std::string>> ListPeopleOfUnits(pg::Transaction& tx,
                                                           const std::vector<std::string>& unit_ids, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kCountPeopleOfUnits, unit_ids, day));
  std::vector<std::string> uses;
  const auto add = [&](const char* column, const std::string& what, const std::string& to_do) {
    const auto count = rows[0].Get<std::int64_t>(column);
    if (count > 0) uses.push_back(what + ": " + std::to_string(count) + "; " + to_do);
  };
  add("memberships", "roles that people have there", "end them (dondoc user roles --of UNIT, user end)");
  add("accounts", "accounts that are kept there", "disable them (dondoc user disable)");
  add("clients", "systems that act for it", "revoke them (dondoc client list UNIT, client revoke)");
  return uses;
}

}  // namespace dondoc::identity
