#include "services/indicator/rpc/validate.h"

#include <algorithm>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "services/indicator/domain/submission.h"

namespace dondoc::indicator {
namespace {

constexpr int kDefaultPage = 100;
constexpr int kLargestPage = 1000;
constexpr int kMostIndicators = 1000;

}  // namespace

absl::Status CheckRequestId(std::string_view request_id) {
  if (IsUuid(request_id)) return absl::OkStatus();
  return InvalidField("request_id", "BAD_REQUEST_ID", "every write carries a UUID of its own, in lower case");
}

absl::Status CheckId(std::string_view field, std::string_view id) {
  if (IsUuid(id)) return absl::OkStatus();
  return InvalidField(field, "BAD_ID", "'" + std::string(id.substr(0, 60)) + "' is no UUID in lower case");
}

absl::StatusOr<int> PageSize(int page_size) {
  if (page_size < 0)
    return InvalidField("page_size", "BAD_PAGE_SIZE", "a page has at least one row; 0 for the usual number");
  return page_size == 0 ? kDefaultPage : std::min(page_size, kLargestPage);
}

absl::StatusOr<std::optional<std::string>> IdToken(std::string_view page_token) {
  if (page_token.empty()) return std::optional<std::string>();
  if (!IsUuid(page_token))
    return InvalidField("page_token", "BAD_PAGE_TOKEN", "take the token of the page before, as it is");
  return std::optional<std::string>(page_token);
}

absl::Status CheckBatch(const v1::SubmitValuesBatchRequest& request) {
  if (request.submissions().empty())
    return InvalidField("submissions", "NO_SUBMISSIONS", "a batch has at least one submission");
  if (request.submissions_size() > static_cast<int>(kMostSubmissions)) {
    return InvalidField("submissions", "TOO_MANY_SUBMISSIONS",
                        "a batch has at most " + std::to_string(kMostSubmissions) + " submissions; send several");
  }
  return absl::OkStatus();
}

absl::Status CheckIndicators(const v1::GetTotalsRequest& request) {
  if (request.indicators_size() <= kMostIndicators) return absl::OkStatus();
  return InvalidField("indicators", "TOO_MANY_INDICATORS",
                      "ask for at most " + std::to_string(kMostIndicators) + " indicators");
}

}  // namespace dondoc::indicator
