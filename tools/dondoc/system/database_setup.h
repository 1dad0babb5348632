// The database of a system: `dondoc`, with one role and one schema for each service.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace dondoc::cli {

inline constexpr std::string_view kDatabase = "dondoc";

// The role of a service: "dondoc_assignment".
std::string RoleOf(std::string_view service);

// Makes what is missing of database, roles and schemas. Idempotent. `superuser_conninfo` gives the connection string of
// a superuser for a database by its name.
absl::Status SetUpDatabase(const std::function<std::string(std::string_view)>& superuser_conninfo);

}  // namespace dondoc::cli
