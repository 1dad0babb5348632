#include "common/service/trust.h"

#include <condition_variable>
#include <mutex>
#include <utility>
#include <vector>

#include "common/authentication/key_files.h"
#include "common/log/log.h"
#include "common/rpc/client.h"
#include "common/status/status.h"
#include "dondoc/common/v1/key_service.grpc.pb.h"

namespace dondoc::service {
namespace {

// A key that was removed is believed no longer than this, and what asking takes.
constexpr std::chrono::seconds kAskEvery{3};
// Until the first answer: at the start of a whole system the organization service may come up last.
constexpr std::chrono::milliseconds kAskFirst{250};
constexpr std::chrono::milliseconds kAnswerWithin{2000};

}  // namespace

Trust::Trust(std::string name, const CommonConfig& config, pg::Database& database, const Clock& clock)
    : name_(std::move(name)), config_(config), database_(database), clock_(clock) {}

absl::Status Trust::Load() {
  std::vector<tokens::PublicKey> fixed;
  if (!config_.service_key.empty()) {
    DONDOC_ASSIGN_OR_RETURN(tokens::SigningKey key, authentication::ReadPrivateKey(config_.service_key));
    fixed.push_back({.issuer = std::string(tokens::kServicesIssuer), .bytes = key.public_key()});
    own_tokens_ = authentication::OwnTokens::OfService(std::move(key), name_, clock_);
  }
  if (!config_.operator_public_key.empty()) {
    DONDOC_ASSIGN_OR_RETURN(std::string key, authentication::ReadPublicKey(config_.operator_public_key));
    fixed.push_back({.issuer = std::string(tokens::kOperatorIssuer), .bytes = std::move(key)});
  }
  authentication::KeyCache::Fetch fetch;
  if (!config_.organization.empty()) {
    organization_ = OpenChannel(config_.organization);
    fetch = [this] { return AskForKeys(); };
  }
  keys_.emplace(std::move(fixed), database_, clock_, std::move(fetch));
  authenticator_.emplace(*keys_, clock_);
  return keys_->Load();
}

absl::StatusOr<std::vector<std::string>> Trust::AskForKeys() {
  using common::v1::KeyService;
  KeyService::Stub stub(organization_);
  DONDOC_ASSIGN_OR_RETURN(
      const common::v1::SigningKeys keys,
      rpc::Invoke<common::v1::SigningKeys>(stub, &KeyService::Stub::GetSigningKeys, common::v1::GetSigningKeysRequest(),
                                           {.timeout = kAnswerWithin, .stop = stopping_.get_token()}));
  return std::vector<std::string>(keys.public_keys().begin(), keys.public_keys().end());
}

void Trust::Follow(const std::stop_token& stop) {
  const std::stop_callback forward(stop, [this] { stopping_.request_stop(); });
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  bool heard = false;
  bool said = false;
  while (!stop.stop_requested()) {
    const absl::Status asked = keys_->Refresh();
    if (stop.stop_requested()) return;
    heard = heard || asked.ok();
    // Said once for each time that organization goes away.
    if (!asked.ok() && heard && !said) log::Warning("keys not refreshed", {{"cause", asked.ToString()}});
    said = heard && !asked.ok();
    stopped.wait_for(lock, stop, heard ? std::chrono::milliseconds(kAskEvery) : kAskFirst, [] { return false; });
  }
}

absl::StatusOr<access::Caller> Trust::Authenticate(const grpc::ServerContext& context) {
  return authenticator_->Authenticate(context);
}

std::shared_ptr<grpc::Channel> Trust::OpenChannel(const std::string& address) {
  if (own_tokens_ == nullptr) return rpc::OpenChannel(address);
  return rpc::OpenChannel(address, [this] { return own_tokens_->Token(); });
}

}  // namespace dondoc::service
