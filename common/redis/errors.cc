#include "common/redis/errors.h"

#include <string>

#include "common/status/status.h"

namespace dondoc::redis {

absl::Status StatusOfErrorReply(std::string_view text) {
  using Code = absl::StatusCode;
  struct Rule {
    std::string_view word;
    Code code;
    std::string_view reason;
  };
  static constexpr Rule kRules[] = {
      {"LOADING", Code::kUnavailable, "REDIS_LOADING"},
      {"MISCONF", Code::kUnavailable, "REDIS_MISCONF"},
      {"READONLY", Code::kUnavailable, "REDIS_READONLY"},
      {"MASTERDOWN", Code::kUnavailable, "REDIS_READONLY"},
      {"CLUSTERDOWN", Code::kUnavailable, "REDIS_BUSY"},
      {"TRYAGAIN", Code::kUnavailable, "REDIS_BUSY"},
      {"BUSY", Code::kUnavailable, "REDIS_BUSY"},
      {"OOM", Code::kResourceExhausted, "REDIS_OUT_OF_MEMORY"},
      {"UNBLOCKED", Code::kAborted, "REDIS_ABORTED"},
      {"EXECABORT", Code::kAborted, "REDIS_ABORTED"},
      {"NOGROUP", Code::kFailedPrecondition, "REDIS_NO_GROUP"},
      {"BUSYGROUP", Code::kAlreadyExists, "REDIS_GROUP_EXISTS"},
      {"NOAUTH", Code::kPermissionDenied, "REDIS_DENIED"},
      {"WRONGPASS", Code::kPermissionDenied, "REDIS_DENIED"},
      {"NOPERM", Code::kPermissionDenied, "REDIS_DENIED"},
  };
  const std::string_view word = text.substr(0, text.find(' '));
  const std::string message = "Redis: " + std::string(text);
  for (const Rule& rule : kRules) {
    if (rule.word == word) return Error(rule.code, rule.reason, message);
  }
  return Error(Code::kInternal, "REDIS_ERROR", message);
}

absl::Status ConnectionError(std::string_view what) {
  return Unavailable("REDIS_UNAVAILABLE", "Redis: " + std::string(what));
}

bool IsTransient(const absl::Status& status) {
  return status.code() == absl::StatusCode::kUnavailable || status.code() == absl::StatusCode::kResourceExhausted ||
         status.code() == absl::StatusCode::kAborted;
}

}  // namespace dondoc::redis
