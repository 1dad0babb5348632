// The database of a system: `dondoc`, with two roles and one schema for each service.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace dondoc::cli {

inline constexpr std::string_view kDatabase = "dondoc";

// The role that owns a service's schema and migrates it: "dondoc_assignment".
std::string OwnerOf(std::string_view service);
// The role that the service serves with, which owns nothing: "dondoc_assignment_app".
std::string ServingRoleOf(std::string_view service);

// Makes what is missing of database, roles and schemas. Idempotent. `superuser_conninfo` gives the connection string of
// a superuser for a database by its name.
absl::Status SetUpDatabase(const std::function<std::string(std::string_view)>& superuser_conninfo);

}  // namespace dondoc::cli
