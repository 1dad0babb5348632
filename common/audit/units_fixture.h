// For the tests of this library: the table of the tree that a service has beside its audit.
#pragma once

#include <fmt/core.h>

#include <string>
#include <vector>

#include "common/postgres/connection.h"
#include "common/status/status_matchers.h"
#include "gtest/gtest.h"

namespace dondoc::audit {

inline void CreateUnits(pg::Connection& connection) {
  ASSERT_OK(
      connection.ExecuteScript("CREATE TABLE unit_state (unit_id uuid, valid_from date NOT NULL, valid_to date, "
                               "superior_ids uuid[] NOT NULL, PRIMARY KEY (unit_id, valid_from))"));
}

// A unit that stands below `superiors`, the nearest first, from a day on ("-infinity" for always) to the next that is
// said.
inline void PlaceUnit(pg::Connection& connection, const std::string& unit, const std::vector<std::string>& superiors,
                      const std::string& from = "-infinity") {
  std::string above;
  for (const std::string& superior : superiors) above += (above.empty() ? "" : ",") + superior;
  ASSERT_OK(connection.ExecuteScript(
      fmt::format("UPDATE unit_state SET valid_to = '{1}' WHERE unit_id = '{0}' AND valid_to IS NULL; "
                  "INSERT INTO unit_state VALUES ('{0}', '{1}', NULL, '{{{2}}}')",
                  unit, from, above)));
}

}  // namespace dondoc::audit
