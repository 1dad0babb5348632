// Who a command calls as: the person who is signed in; else whoever runs the installation, with the operator's key of
// the running system, or of $DONDOC_OPERATOR_KEY for a system on other machines. Whoever is neither is nobody.
//
// Not thread-safe.
#pragma once

#include <grpcpp/channel.h>

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/authentication/own_tokens.h"
#include "common/ids/id_generator.h"
#include "common/time/clock.h"
#include "dondoc/cli/v1/stored_session.pb.h"
#include "tools/dondoc/session_file.h"

namespace dondoc::cli {

class Credentials {
 public:
  // A channel to the organization service, which refreshes sessions.
  using Organization = std::function<absl::StatusOr<std::shared_ptr<grpc::Channel>>()>;

  // `var` is as FindSystem takes it. The generator must outlive it.
  Credentials(std::string var, Organization organization, IdGenerator& ids);
  ~Credentials();

  // The access token to call with now; empty for nobody. A session is refreshed when its token is about to expire;
  // UNAUTHENTICATED (SESSION_ENDED) where it has ended: nobody becomes the operator by that. Errors of
  // authentication/key_files.h where there is a key that cannot be used, and of session_file.h.
  absl::StatusOr<std::string> Token();

  // Where a service did not believe `refused`: another token of the person's session, or the same one where there is
  // none.
  absl::StatusOr<std::string> TokenInsteadOf(const std::string& refused);

  // The unit that the person acts for, where there is only one; else empty.
  absl::StatusOr<std::string> OnlyUnit();

  // For signing in and out. The file is to be locked while it is changed.
  SessionFile& file() { return file_; }
  // Keeps the tokens of a session, and whether the person acts for one unit only.
  absl::Status Keep(v1::StoredSession& session, const std::string& access_token, std::int64_t access_expires_at,
                    const std::string& refresh_token);

 private:
  absl::Status LoadOperator();
  absl::StatusOr<std::string> Refresh();
  bool IsGood(const v1::StoredSession& session) const;

  const std::string var_;
  const Organization organization_;
  IdGenerator& ids_;
  SessionFile file_;
  const std::unique_ptr<Clock> clock_;  // that the services go by
  bool looked_ = false;
  std::unique_ptr<authentication::OwnTokens> operator_;
};

}  // namespace dondoc::cli
