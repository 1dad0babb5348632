// Lists of territories as wholes. Free functions over a transaction; errors are those of pg::Transaction.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"

namespace dondoc::organization {

struct ListUse {
  std::int64_t territories = 0;        // that have a code of the list; 0 where there is no such list
  std::int64_t in_force = 0;           // of those, the ones that are not planned, or were withdrawn by a succession
  std::vector<std::string> decisions;  // of the planned successions that name it
};
absl::StatusOr<ListUse> FindListUse(pg::Transaction& tx, const std::string& code_list);

// The units of the territories that have a code of the list.
absl::StatusOr<std::vector<std::string>> ListUnitsOfList(pg::Transaction& tx, const std::string& code_list);

// Withdraws the planned territories of a list, and their units, in favour of nobody; its codes are free again.
absl::Status WithdrawList(pg::Transaction& tx, const std::string& code_list);

}  // namespace dondoc::organization
