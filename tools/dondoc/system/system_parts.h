// What a system on one machine consists of, and with which arguments and environment each part is started.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/private_servers/private_postgres.h"
#include "common/private_servers/private_redis.h"
#include "tools/dondoc/system/supervisor.h"
#include "tools/dondoc/system_paths.h"

namespace dondoc::cli {

struct SystemOptions {
  // "all", or some levels separated by commas.
  std::string levels = "all";
  // Whether `dondoc clock` may move "now".
  bool development = false;
};

// The programs of a system: files beside the running `dondoc`.
class Programs {
 public:
  // Errors: FAILED_PRECONDITION PROGRAMS_MISSING, which names those that are not built.
  static absl::StatusOr<Programs> FindIn(const std::filesystem::path& directory);

  std::filesystem::path Service(std::string_view service) const;
  std::filesystem::path MailCatcher() const { return directory_ / "dondoc-mailcatcher"; }

 private:
  explicit Programs(std::filesystem::path directory) : directory_(std::move(directory)) {}

  std::filesystem::path directory_;
};

// A private server as a part. `server` must outlive it.
Part ServerPart(private_servers::PrivateServer& server);

Part MailCatcherPart(const Programs& programs, const SystemPaths& paths, const SystemOptions& options);

// A service, as its serving role; `arguments` for another command of its program ("migrate"), as the owner of its
// schema.
Part ServicePart(std::string_view service, const Programs& programs, const SystemPaths& paths,
                 const SystemOptions& options, const private_servers::PrivatePostgres& postgres,
                 const private_servers::PrivateRedis& redis, const std::vector<std::string>& arguments = {});

}  // namespace dondoc::cli
