// Who this process is to others, and whom it believes: the keys of the installation, and those of the organization
// service, which are followed while the process runs (common/authentication).
//
// Thread-safe after Load.
#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/access/access.h"
#include "common/authentication/authenticator.h"
#include "common/authentication/key_cache.h"
#include "common/authentication/own_tokens.h"
#include "common/service/service.h"

namespace dondoc::service {

class Trust {
 public:
  // All must outlive it.
  Trust(std::string name, const CommonConfig& config, pg::Database& database, const Clock& clock);

  // Reads the key files and the keys that were last heard of. Before anything else. Errors of
  // authentication/key_files.h. Without a service key the process is nobody to others, and nobody is a service to it.
  absl::Status Load();

  // Follows the keys of the organization service until asked to stop; a question that is under way ends then, too.
  void Follow(const std::stop_token& stop);

  // For rpc::Environment.
  absl::StatusOr<access::Caller> Authenticate(const grpc::ServerContext& context);

  // A channel whose calls are made as this service where they do not say who calls.
  std::shared_ptr<grpc::Channel> OpenChannel(const std::string& address);

 private:
  absl::StatusOr<std::vector<std::string>> AskForKeys();

  const std::string name_;
  const CommonConfig& config_;
  pg::Database& database_;
  const Clock& clock_;
  std::unique_ptr<authentication::OwnTokens> own_tokens_;
  std::shared_ptr<grpc::Channel> organization_;
  std::stop_source stopping_;  // of Follow: whoever asks for keys then is told nothing any more
  std::optional<authentication::KeyCache> keys_;
  std::optional<authentication::Authenticator> authenticator_;
};

}  // namespace dondoc::service
