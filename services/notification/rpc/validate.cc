#include "services/notification/rpc/validate.h"

#include <algorithm>

#include "common/ids/id_generator.h"
#include "common/status/status.h"

namespace dondoc::notification {
namespace {

constexpr std::size_t kWordsBytes = 4000;
constexpr int kMostMessages = 1000;
constexpr int kDefaultPage = 100;
constexpr int kLargestPage = 1000;
constexpr char kSeparator = '/';

absl::Status CheckWords(const std::string& words) {
  if (words.empty()) return InvalidField("text", "MISSING_FIELD", "say what the unit is to do");
  if (words.size() > kWordsBytes) {
    return InvalidField("text", "TEXT_TOO_LONG",
                        "text is " + std::to_string(words.size()) + " bytes long, at most " +
                            std::to_string(kWordsBytes) + " are sent");
  }
  if (words.find('\0') != std::string::npos) return InvalidField("text", "BAD_TEXT", "text has a NUL character");
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckId(std::string_view field, std::string_view id) {
  if (IsUuid(id)) return absl::OkStatus();
  return InvalidField(field, field == "request_id" ? "BAD_REQUEST_ID" : "BAD_ID",
                      std::string(field) + " is '" + std::string(id.substr(0, 60)) + "', want a UUID in lower case");
}

absl::StatusOr<int> PageSize(int page_size) {
  if (page_size < 0) return InvalidField("page_size", "BAD_PAGE_SIZE", "page_size is below 0");
  if (page_size == 0) return kDefaultPage;
  return std::min(page_size, kLargestPage);
}

absl::Status BadPageToken() {
  return InvalidField("page_token", "BAD_PAGE_TOKEN", "page_token is not one of next_page_token");
}

std::string PageToken(const std::vector<std::string>& key) {
  std::string token;
  for (const std::string& value : key) token += (token.empty() ? "" : std::string(1, kSeparator)) + value;
  return token;
}

absl::StatusOr<std::vector<std::string>> PageKey(std::string_view page_token, std::size_t count) {
  std::vector<std::string> key;
  std::string_view rest = page_token;
  for (;;) {
    const std::size_t end = rest.find(kSeparator);
    key.emplace_back(rest.substr(0, end));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  if (key.size() != count) return BadPageToken();
  return key;
}

absl::Status Validate(const v1::MarkReadRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
  if (request.message_ids().empty()) return InvalidField("message_ids", "MISSING_FIELD", "name at least one message");
  if (request.message_ids_size() > kMostMessages) {
    return InvalidField("message_ids", "TOO_MANY", "at most " + std::to_string(kMostMessages) + " messages at once");
  }
  for (const std::string& id : request.message_ids()) DONDOC_RETURN_IF_ERROR(CheckId("message_ids", id));
  return absl::OkStatus();
}

absl::Status Validate(const v1::UrgeRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  if (request.assignment_id().empty()) {
    if (request.unit_id().empty() && request.directive_id().empty()) {
      return InvalidField("assignment_id", "MISSING_FIELD", "name an assignment, or a unit and a directive");
    }
    DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
    DONDOC_RETURN_IF_ERROR(CheckId("directive_id", request.directive_id()));
  } else {
    DONDOC_RETURN_IF_ERROR(CheckId("assignment_id", request.assignment_id()));
    if (!request.unit_id().empty() || !request.directive_id().empty()) {
      return InvalidField("unit_id", "CONFLICTING_FIELDS", "an assignment says its unit and directive itself");
    }
  }
  if (request.grade() != v1::BLUE && request.grade() != v1::ORANGE && request.grade() != v1::RED) {
    return InvalidField("grade", "BAD_GRADE", "the grade is BLUE, ORANGE or RED");
  }
  return CheckWords(request.text());
}

absl::Status Validate(const v1::ListRemindersRequest& request) {
  if (request.unit_id().empty() && request.assignment_id().empty()) {
    return InvalidField("unit_id", "MISSING_FIELD", "name a unit or an assignment");
  }
  if (!request.unit_id().empty() && !request.assignment_id().empty()) {
    return InvalidField("assignment_id", "CONFLICTING_FIELDS", "name a unit or an assignment, not both");
  }
  if (!request.unit_id().empty()) return CheckId("unit_id", request.unit_id());
  return CheckId("assignment_id", request.assignment_id());
}

}  // namespace dondoc::notification
