// One SQL statement with its name. Statements live in .sql files and are embedded by dondoc_sql
// (cmake/EmbedFiles.cmake).
#pragma once

#include <string_view>

namespace dondoc::pg {

struct Statement {
  std::string_view name;  // "assignment.lock_assignment": labels logs and metrics, names the prepared statement
  std::string_view text;
};

}  // namespace dondoc::pg
