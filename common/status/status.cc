#include "common/status/status.h"

#include <optional>

#include "absl/strings/cord.h"

namespace dondoc {
namespace {

constexpr char kReasonUrl[] = "dondoc/reason";
constexpr char kMetadataPrefix[] = "dondoc/meta/";

void SetPayload(absl::Status& status, std::string_view url, std::string_view value) {
  status.SetPayload(std::string(url), absl::Cord(std::string(value)));
}

}  // namespace

absl::Status Error(absl::StatusCode code, std::string_view reason, std::string_view message,
                   std::initializer_list<std::pair<std::string_view, std::string_view>> metadata) {
  absl::Status status(code, std::string(message));
  SetPayload(status, kReasonUrl, reason);
  for (const auto& [key, value] : metadata) {
    SetPayload(status, std::string(kMetadataPrefix).append(key), value);
  }
  return status;
}

absl::Status InvalidField(std::string_view field, std::string_view reason, std::string_view message) {
  return Error(absl::StatusCode::kInvalidArgument, reason, message, {{"field", field}});
}

absl::Status NotFound(std::string_view reason, std::string_view message) {
  return Error(absl::StatusCode::kNotFound, reason, message);
}

absl::Status AlreadyExists(std::string_view reason, std::string_view message) {
  return Error(absl::StatusCode::kAlreadyExists, reason, message);
}

absl::Status FailedPrecondition(std::string_view reason, std::string_view message) {
  return Error(absl::StatusCode::kFailedPrecondition, reason, message);
}

absl::Status StaleEtag(std::string_view message) {
  return Error(absl::StatusCode::kAborted, "STALE_ETAG", message, {{"field", "etag"}});
}

absl::Status Unauthenticated(std::string_view reason, std::string_view message) {
  return Error(absl::StatusCode::kUnauthenticated, reason, message);
}

absl::Status Unavailable(std::string_view reason, std::string_view message) {
  return Error(absl::StatusCode::kUnavailable, reason, message);
}

absl::Status Internal(std::string_view message) { return Error(absl::StatusCode::kInternal, "INTERNAL", message); }

std::string Reason(const absl::Status& status) {
  const auto payload = status.GetPayload(kReasonUrl);
  return payload.has_value() ? std::string(*payload) : std::string();
}

std::map<std::string, std::string> Metadata(const absl::Status& status) {
  std::map<std::string, std::string> metadata;
  status.ForEachPayload([&metadata](auto url, const absl::Cord& value) {
    const std::string key(url.data(), url.size());
    if (key.starts_with(kMetadataPrefix)) {
      metadata.emplace(key.substr(sizeof(kMetadataPrefix) - 1), std::string(value));
    }
  });
  return metadata;
}

absl::Status WithMetadata(absl::Status status, std::string_view key, std::string_view value) {
  if (!status.ok()) {
    SetPayload(status, std::string(kMetadataPrefix).append(key), value);
  }
  return status;
}

}  // namespace dondoc
