#include "services/assignment/rpc/validate.h"

#include "common/ids/id_generator.h"
#include "common/status/status.h"

namespace dondoc::assignment {
namespace {

constexpr std::size_t kReportBytes = 20000;
constexpr std::size_t kNoteBytes = 2000;
constexpr int kDefaultPage = 100;
constexpr int kLargestPage = 1000;
constexpr std::string_view kNoDeadline = "none";

template <typename Request>
absl::Status CheckIds(const Request& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  return CheckId("assignment_id", request.assignment_id());
}

bool IsHexDigit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

}  // namespace

absl::Status CheckId(std::string_view field, std::string_view id) {
  if (IsUuid(id)) return absl::OkStatus();
  return InvalidField(field, field == "request_id" ? "BAD_REQUEST_ID" : "BAD_ID",
                      std::string(field) + " is '" + std::string(id.substr(0, 60)) + "', want a UUID in lower case");
}

absl::Status CheckText(std::string_view field, std::string_view text, std::size_t bytes) {
  if (text.size() > bytes) {
    return InvalidField(field, "TEXT_TOO_LONG",
                        std::string(field) + " is " + std::to_string(text.size()) + " bytes long, at most " +
                            std::to_string(bytes) + " are kept");
  }
  if (text.find('\0') != std::string_view::npos) {
    return InvalidField(field, "BAD_TEXT", std::string(field) + " has a NUL character");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<Day>> OptionalDay(std::string_view field, const std::string& text) {
  if (text.empty()) return std::optional<Day>();
  const std::optional<Day> day = ParseDay(text);
  if (!day.has_value()) {
    return InvalidField(field, "INVALID_DATE",
                        std::string(field) + " is '" + text.substr(0, 60) + "', want a date as 2026-12-14");
  }
  return day;
}

absl::StatusOr<int> PageSize(int page_size) {
  if (page_size < 0) return InvalidField("page_size", "BAD_PAGE_SIZE", "page_size is below 0");
  if (page_size == 0) return kDefaultPage;
  return std::min(page_size, kLargestPage);
}

std::string PageToken(const PageStart& end) {
  return (end.due_on.has_value() ? FormatDay(*end.due_on) : std::string(kNoDeadline)) + "/" + end.id;
}

absl::StatusOr<std::optional<PageStart>> PageStartOf(const std::string& page_token) {
  if (page_token.empty()) return std::optional<PageStart>();
  const std::size_t slash = page_token.find('/');
  const std::string due = page_token.substr(0, slash);
  const std::string id = slash == std::string::npos ? "" : page_token.substr(slash + 1);
  const std::optional<Day> due_on = ParseDay(due);
  if (!IsUuid(id) || (!due_on.has_value() && due != kNoDeadline)) {
    return InvalidField("page_token", "BAD_PAGE_TOKEN", "page_token is not one of next_page_token");
  }
  return PageStart{due_on, id};
}

absl::StatusOr<std::pair<std::string, std::string>> IdRange(const std::string& prefix) {
  constexpr std::string_view kFirst = "00000000-0000-0000-0000-000000000000";
  bool good = prefix.size() >= 4 && prefix.size() <= kFirst.size();
  for (std::size_t i = 0; good && i < prefix.size(); ++i) {
    good = kFirst[i] == '-' ? prefix[i] == '-' : IsHexDigit(prefix[i]);
  }
  if (!good) {
    return InvalidField("id_prefix", "BAD_ID_PREFIX",
                        "'" + prefix.substr(0, 60) + "' is not how an id begins, with four digits or more");
  }
  std::string first = prefix + std::string(kFirst.substr(prefix.size()));
  std::string last = first;
  for (std::size_t i = prefix.size(); i < last.size(); ++i) {
    if (last[i] == '0') last[i] = 'f';
  }
  return std::pair(first, last);
}

absl::Status Validate(const v1::AcceptAssignmentRequest& request) { return CheckIds(request); }
absl::Status Validate(const v1::StartAssignmentRequest& request) { return CheckIds(request); }
absl::Status Validate(const v1::CompleteAssignmentRequest& request) { return CheckIds(request); }

absl::Status Validate(const v1::ReportAssignmentRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckIds(request));
  DONDOC_RETURN_IF_ERROR(CheckText("text", request.text(), kReportBytes));
  return CheckText("evidence_note", request.evidence_note(), kNoteBytes);
}

absl::Status Validate(const v1::ReturnAssignmentRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckIds(request));
  return CheckText("reason", request.reason(), kNoteBytes);
}

absl::Status Validate(const v1::RefuseAssignmentRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckIds(request));
  return CheckText("reason", request.reason(), kNoteBytes);
}

absl::Status Validate(const v1::TransferAssignmentRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckIds(request));
  DONDOC_RETURN_IF_ERROR(CheckId("to_unit_id", request.to_unit_id()));
  return CheckText("reason", request.reason(), kNoteBytes);
}

}  // namespace dondoc::assignment
