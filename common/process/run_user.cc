#include "common/process/run_user.h"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <array>

#include "common/status/status.h"

namespace dondoc::process {
namespace {

RunUser FromEntry(const passwd& entry) {
  RunUser user{entry.pw_name, entry.pw_uid, entry.pw_gid, std::vector<gid_t>(64)};
  int count = static_cast<int>(user.groups.size());
  if (getgrouplist(entry.pw_name, entry.pw_gid, user.groups.data(), &count) < 0) count = 0;
  user.groups.resize(static_cast<size_t>(count));
  return user;
}

}  // namespace

std::optional<RunUser> UserOf(uid_t uid) {
  passwd entry{};
  passwd* found = nullptr;
  std::array<char, 4096> text{};
  if (getpwuid_r(uid, &entry, text.data(), text.size(), &found) != 0 || found == nullptr) return std::nullopt;
  return FromEntry(entry);
}

absl::StatusOr<std::optional<RunUser>> UnprivilegedUser() {
  if (geteuid() != 0) return std::optional<RunUser>();
  for (const char* name : {"dondoc", "postgres", "nobody"}) {
    passwd entry{};
    passwd* found = nullptr;
    std::array<char, 4096> text{};
    if (getpwnam_r(name, &entry, text.data(), text.size(), &found) == 0 && found != nullptr && entry.pw_uid != 0) {
      return std::optional<RunUser>(FromEntry(entry));
    }
  }
  return FailedPrecondition("NO_UNPRIVILEGED_USER",
                            "started by root, but there is no user dondoc, postgres or nobody to run the servers as; "
                            "create one: useradd --system dondoc");
}

}  // namespace dondoc::process
