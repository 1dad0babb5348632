// The shape of requests: present, well formed, not too much. Whether something exists or may be done is decided further
// in. Pure, thread-safe. Errors are INVALID_ARGUMENT with the field.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dondoc/indicator/v1/indicator_service.pb.h"

namespace dondoc::indicator {

// A UUID in the form that PostgreSQL prints. BAD_REQUEST_ID.
absl::Status CheckRequestId(std::string_view request_id);

// A UUID, for a field of that name. BAD_ID.
absl::Status CheckId(std::string_view field, std::string_view id);

// A page size: 100 for 0, 1,000 for more than that. BAD_PAGE_SIZE below 0.
absl::StatusOr<int> PageSize(int page_size);

// The token of a list that continues after the row of an id; nothing for the first page. BAD_PAGE_TOKEN.
absl::StatusOr<std::optional<std::string>> IdToken(std::string_view page_token);

// From 1 to 1,000 submissions. NO_SUBMISSIONS, TOO_MANY_SUBMISSIONS.
absl::Status CheckBatch(const v1::SubmitValuesBatchRequest& request);

// At most 1,000 indicators. TOO_MANY_INDICATORS.
absl::Status CheckIndicators(const v1::GetTotalsRequest& request);

}  // namespace dondoc::indicator
