// Which system user the private servers run as. PostgreSQL refuses to run as root, and nothing else should.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace dondoc::process {

struct RunUser {
  std::string name;
  uid_t uid = 0;
  gid_t gid = 0;
  std::vector<gid_t> groups;
};

// The user to become where this process runs as root: `dondoc` if it exists, else `postgres`, else `nobody`.
// Nothing where this process is not root: the servers then run as its own user.
// Errors: FAILED_PRECONDITION NO_UNPRIVILEGED_USER.
absl::StatusOr<std::optional<RunUser>> UnprivilegedUser();

// The user with this number, with its groups; nothing where there is none.
std::optional<RunUser> UserOf(uid_t uid);

}  // namespace dondoc::process
