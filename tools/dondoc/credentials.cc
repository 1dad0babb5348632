#include "tools/dondoc/credentials.h"

#include <pwd.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "common/authentication/key_files.h"
#include "common/rpc/client.h"
#include "common/status/status.h"
#include "dondoc/organization/v1/identity_service.grpc.pb.h"
#include "tools/dondoc/system/system_state.h"
#include "tools/dondoc/system_paths.h"

namespace dondoc::cli {
namespace {

using organization::v1::IdentityService;

// A token that is about to expire would do so on its way.
constexpr std::int64_t kSpareSeconds = 20;
constexpr std::chrono::seconds kPatience{10};

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool IsElsewhere(const std::string& var) { return var.empty() && !Environment("DONDOC_ORGANIZATION").empty(); }

std::string SystemOf(const std::string& var) {
  return IsElsewhere(var) ? Environment("DONDOC_ORGANIZATION") : FindSystem(var).var().string();
}

// The name that the computer knows its user by: for logs and the audit.
std::string LoginName() {
  const passwd* user = ::getpwuid(::geteuid());
  return user == nullptr ? std::to_string(::geteuid()) : user->pw_name;
}

std::unique_ptr<Clock> ClockOf(const std::string& var) {
  if (IsElsewhere(var)) return std::make_unique<SystemClock>();
  const SystemPaths paths = FindSystem(var);
  const auto state = ReadState(paths.state_file());
  if (state.ok() && state->development()) return std::make_unique<DevelopmentClock>(paths.clock_file().string());
  return std::make_unique<SystemClock>();
}

std::int64_t Seconds(const Clock& clock) {
  return std::chrono::floor<std::chrono::seconds>(clock.Now().time_since_epoch()).count();
}

}  // namespace

Credentials::Credentials(std::string var, Organization organization, IdGenerator& ids)
    : var_(std::move(var)),
      organization_(std::move(organization)),
      ids_(ids),
      file_(SystemOf(var_)),
      clock_(ClockOf(var_)) {}

Credentials::~Credentials() = default;

bool Credentials::IsGood(const v1::StoredSession& session) const {
  const std::int64_t now = Seconds(*clock_);
  return !session.access_token().empty() && session.access_issued_at() <= now &&
         now < session.access_expires_at() - kSpareSeconds;
}

absl::StatusOr<std::string> Credentials::Token() {
  DONDOC_ASSIGN_OR_RETURN(const v1::StoredSession session, file_.Read());
  if (!session.refresh_token().empty()) {
    if (IsGood(session)) return session.access_token();
    return Refresh();
  }
  if (!looked_) DONDOC_RETURN_IF_ERROR(LoadOperator());
  looked_ = true;
  return operator_ == nullptr ? std::string() : operator_->Token();
}

absl::StatusOr<std::string> Credentials::TokenInsteadOf(const std::string& refused) {
  {
    DONDOC_ASSIGN_OR_RETURN(const SessionFile::Lock lock, file_.Take());
    DONDOC_ASSIGN_OR_RETURN(v1::StoredSession session, file_.Read());
    if (session.refresh_token().empty()) return refused;
    if (session.access_token() == refused) {
      session.clear_access_token();
      DONDOC_RETURN_IF_ERROR(file_.Write(session));
    }
  }
  return Token();
}

absl::StatusOr<std::string> Credentials::OnlyUnit() {
  DONDOC_ASSIGN_OR_RETURN(const v1::StoredSession session, file_.Read());
  return session.refresh_token().empty() ? std::string() : session.only_unit_id();
}

absl::StatusOr<std::string> Credentials::Refresh() {
  DONDOC_ASSIGN_OR_RETURN(const SessionFile::Lock lock, file_.Take());
  // Another command may have done it while this one waited.
  DONDOC_ASSIGN_OR_RETURN(v1::StoredSession session, file_.Read());
  if (IsGood(session)) return session.access_token();
  if (session.refresh_request_id().empty()) {
    session.set_refresh_request_id(ids_.NewId());
    DONDOC_RETURN_IF_ERROR(file_.Write(session));
  }
  organization::v1::RefreshSessionRequest request;
  request.set_request_id(session.refresh_request_id());
  request.set_refresh_token(session.refresh_token());
  DONDOC_ASSIGN_OR_RETURN(const std::shared_ptr<grpc::Channel> channel, organization_());
  IdentityService::Stub stub(channel);
  const auto refreshed = rpc::Invoke<organization::v1::RefreshSessionResponse>(
      stub, &IdentityService::Stub::RefreshSession, request, {.timeout = kPatience});
  if (Reason(refreshed.status()) == "SESSION_ENDED") {
    return Unauthenticated("SESSION_ENDED",
                           "the session of " + session.login() +
                               " has ended; `dondoc sign-in` begins another, `dondoc sign-out` leaves it");
  }
  if (!refreshed.ok()) return refreshed.status();
  DONDOC_RETURN_IF_ERROR(
      Keep(session, refreshed->access_token(), refreshed->access_expires_at().seconds(), refreshed->refresh_token()));
  return session.access_token();
}

absl::Status Credentials::Keep(v1::StoredSession& session, const std::string& access_token,
                               std::int64_t access_expires_at, const std::string& refresh_token) {
  session.set_access_token(access_token);
  session.set_access_issued_at(Seconds(*clock_));
  session.set_access_expires_at(access_expires_at);
  session.set_refresh_token(refresh_token);
  session.clear_refresh_request_id();
  session.clear_only_unit_id();
  // Kept first: the refresh token that it took the place of is used up.
  DONDOC_RETURN_IF_ERROR(file_.Write(session));
  DONDOC_ASSIGN_OR_RETURN(const std::shared_ptr<grpc::Channel> channel, organization_());
  IdentityService::Stub stub(channel);
  const auto caller = rpc::Invoke<organization::v1::Caller>(stub, &IdentityService::Stub::GetCaller,
                                                            organization::v1::GetCallerRequest(),
                                                            {.timeout = kPatience, .token = access_token});
  // Without it the person says --as.
  if (!caller.ok() || caller->units_size() != 1) return absl::OkStatus();
  session.set_only_unit_id(caller->units(0).unit_id());
  return file_.Write(session);
}

absl::Status Credentials::LoadOperator() {
  std::filesystem::path file = Environment("DONDOC_OPERATOR_KEY");
  if (file.empty()) {
    if (IsElsewhere(var_)) return absl::OkStatus();
    file = FindSystem(var_).operator_key();
    // Somebody else's system, or none yet.
    if (::access(file.c_str(), R_OK) != 0) return absl::OkStatus();
  }
  DONDOC_ASSIGN_OR_RETURN(tokens::SigningKey key, authentication::ReadPrivateKey(file));
  operator_ = authentication::OwnTokens::OfOperator(std::move(key), "operator (" + LoginName() + ")", *clock_);
  return absl::OkStatus();
}

}  // namespace dondoc::cli
