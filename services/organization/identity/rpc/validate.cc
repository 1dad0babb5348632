#include "services/organization/identity/rpc/validate.h"

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "common/text/utf8.h"
#include "common/text/words.h"
#include "services/organization/identity/rpc/convert.h"

namespace dondoc::identity {
namespace {

// 128 characters of four bytes.
constexpr std::size_t kLongestSecret = 512;
constexpr int kDefaultPage = 100;
constexpr int kLargestPage = 1000;

absl::Status TooLong(std::string_view field, std::size_t longest) {
  return InvalidField(field, "TOO_LONG", "has more than " + std::to_string(longest) + " bytes");
}

}  // namespace

absl::Status CheckId(std::string_view field, const std::string& id) {
  return IsUuid(id) ? absl::OkStatus() : InvalidField(field, "BAD_ID", "is not a UUID");
}

absl::Status CheckText(std::string_view field, const std::string& text, std::size_t longest) {
  if (FirstInvalidUtf8(text)) return InvalidField(field, "NOT_UTF8", "the text is not UTF-8");
  if (CollapseSpaces(text).empty()) return InvalidField(field, "EMPTY_FIELD", "must not be empty");
  return text.size() > longest ? TooLong(field, longest) : absl::OkStatus();
}

absl::Status CheckSecret(std::string_view field, const std::string& secret) {
  return secret.size() > kLongestSecret ? TooLong(field, kLongestSecret) : absl::OkStatus();
}

absl::StatusOr<std::string> ReadRole(std::string_view field, int role) {
  std::string name = NameOfRole(role);
  if (!name.empty()) return name;
  return InvalidField(field, "BAD_ROLE", "is none of OFFICER, CLERK, LEADER, ADMINISTRATOR, AUDITOR");
}

absl::StatusOr<std::optional<Day>> ReadDay(std::string_view field, const std::string& text) {
  if (text.empty()) return std::optional<Day>();
  const std::optional<Day> day = ParseDay(text);
  if (!day) return InvalidField(field, "INVALID_DATE", "'" + text + "' is not a date YYYY-MM-DD");
  return day;
}

absl::StatusOr<int> ReadPageSize(int page_size) {
  if (page_size < 0 || page_size > kLargestPage)
    return InvalidField("page_size", "BAD_PAGE", "a page has at most 1,000 entries");
  return page_size == 0 ? kDefaultPage : page_size;
}

absl::StatusOr<std::optional<std::string>> ReadPageAfter(const std::string& page_token) {
  if (page_token.empty()) return std::optional<std::string>();
  if (!IsUuid(page_token)) return InvalidField("page_token", "BAD_PAGE", "is not from a response");
  return std::optional<std::string>(page_token);
}

}  // namespace dondoc::identity
