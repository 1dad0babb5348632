#include "tools/dondoc/all_cells.h"

#include <fmt/core.h>

#include "common/status/status.h"

namespace dondoc::cli {

void AddNotAsked(std::string_view service, const Cell& cell, const absl::Status& status, NotAsked& not_asked) {
  v1::CellNotAsked& missing = *not_asked.Add();
  missing.set_service(std::string(service));
  missing.set_address(cell.address);
  missing.set_error(ErrorText(status));
}

absl::Status MissingIn(const NotAsked& not_asked) {
  if (not_asked.empty()) return absl::OkStatus();
  std::string message = "what follows did not answer, and what it has is missing:";
  for (const v1::CellNotAsked& cell : not_asked)
    message += fmt::format("\n  {} at {}: {}", cell.service(), cell.address(), cell.error());
  return Unavailable("CELL_NOT_ASKED", message);
}

}  // namespace dondoc::cli
