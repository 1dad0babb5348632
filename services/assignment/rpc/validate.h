// The shape of requests: present, well formed, not too long. Whether something exists or may be done is decided further
// in. Pure and thread-safe. Errors are INVALID_ARGUMENT with the field at fault and one of the reasons below.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/time/day.h"
#include "dondoc/assignment/v1/assignment_service.pb.h"
#include "services/assignment/storage/assignment_storage.h"

namespace dondoc::assignment {

// A UUID in the form that PostgreSQL prints. BAD_ID; BAD_REQUEST_ID for the field "request_id".
absl::Status CheckId(std::string_view field, std::string_view id);

// At most `bytes` long, without NUL. TEXT_TOO_LONG, BAD_TEXT.
absl::Status CheckText(std::string_view field, std::string_view text, std::size_t bytes);

// Nothing for "". INVALID_DATE for what is no date.
absl::StatusOr<std::optional<Day>> OptionalDay(std::string_view field, const std::string& text);

// 100 for 0, 1,000 for more than that. BAD_PAGE_SIZE below 0.
absl::StatusOr<int> PageSize(int page_size);

// Where a page ended, and back. BAD_PAGE_TOKEN for what PageToken never made.
std::string PageToken(const PageStart& end);
absl::StatusOr<std::optional<PageStart>> PageStartOf(const std::string& page_token);

// The first and the last UUID that begin with these digits. BAD_ID_PREFIX for fewer than four, or what no UUID begins
// with.
absl::StatusOr<std::pair<std::string, std::string>> IdRange(const std::string& prefix);

// Each write.
absl::Status Validate(const v1::AcceptAssignmentRequest& request);
absl::Status Validate(const v1::StartAssignmentRequest& request);
absl::Status Validate(const v1::ReportAssignmentRequest& request);
absl::Status Validate(const v1::ReturnAssignmentRequest& request);
absl::Status Validate(const v1::CompleteAssignmentRequest& request);
absl::Status Validate(const v1::RefuseAssignmentRequest& request);
absl::Status Validate(const v1::TransferAssignmentRequest& request);

}  // namespace dondoc::assignment
