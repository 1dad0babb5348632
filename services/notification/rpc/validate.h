// The shape of requests: present, well formed, not too long. Pure and thread-safe. Errors are INVALID_ARGUMENT with the
// field at fault and one of the reasons below.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dondoc/notification/v1/notification_service.pb.h"

namespace dondoc::notification {

// A UUID in the form that PostgreSQL prints. BAD_ID; BAD_REQUEST_ID for the field "request_id".
absl::Status CheckId(std::string_view field, std::string_view id);

// 100 for 0, 1,000 for more than that. BAD_PAGE_SIZE below 0.
absl::StatusOr<int> PageSize(int page_size);

// Where a page ended: the values of its key; and back, `count` of them. BAD_PAGE_TOKEN for what was never made.
std::string PageToken(const std::vector<std::string>& key);
absl::StatusOr<std::vector<std::string>> PageKey(std::string_view page_token, std::size_t count);
absl::Status BadPageToken();

// BAD_ID, BAD_REQUEST_ID, MISSING_FIELD, TOO_MANY (message_ids).
absl::Status Validate(const v1::MarkReadRequest& request);
// BAD_ID, BAD_REQUEST_ID, MISSING_FIELD, CONFLICTING_FIELDS (an assignment and a directive), TEXT_TOO_LONG, BAD_TEXT,
// BAD_GRADE.
absl::Status Validate(const v1::UrgeRequest& request);
// BAD_ID, MISSING_FIELD, CONFLICTING_FIELDS (a unit and an assignment).
absl::Status Validate(const v1::ListRemindersRequest& request);

}  // namespace dondoc::notification
