// The file with a person's session: below $XDG_STATE_HOME/dondoc (default ~/.local/state/dondoc), one for each system,
// mode 0600, replaced as a whole. Locked while it is changed, so that two commands at once do not both use up the
// refresh token. Not thread-safe.
#pragma once

#include <filesystem>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dondoc/cli/v1/stored_session.pb.h"

namespace dondoc::cli {

class SessionFile {
 public:
  // `system` names what the session is with.
  explicit SessionFile(std::string system);

  // An empty session where there is no file. FAILED_PRECONDITION (SESSION_FILE_EXPOSED) where others may read it;
  // (SESSION_FILE_BROKEN) for what is no session.
  absl::StatusOr<v1::StoredSession> Read() const;
  // FAILED_PRECONDITION (SESSION_FILE_NOT_WRITTEN).
  absl::Status Write(const v1::StoredSession& session) const;

  // Held until it goes: others wait.
  class Lock {
   public:
    explicit Lock(int descriptor) : descriptor_(descriptor) {}
    Lock(Lock&& other) noexcept;
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock();

   private:
    int descriptor_;
  };
  absl::StatusOr<Lock> Take() const;

  const std::filesystem::path& path() const { return path_; }

 private:
  absl::Status NotWritten() const;

  const std::string system_;
  const std::filesystem::path path_;
};

}  // namespace dondoc::cli
