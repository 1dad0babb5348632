// The shape of requests: present, length, format. INVALID_ARGUMENT with the field.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/time/day.h"

namespace dondoc::identity {

// BAD_ID: not a UUID.
absl::Status CheckId(std::string_view field, const std::string& id);
// EMPTY_FIELD, TOO_LONG (bytes), NOT_UTF8.
absl::Status CheckText(std::string_view field, const std::string& text, std::size_t longest);
// TOO_LONG. For secrets: what they must be is said where they are checked, and never repeated.
absl::Status CheckSecret(std::string_view field, const std::string& secret);
// BAD_ROLE: not one of access.proto.
absl::StatusOr<std::string> ReadRole(std::string_view field, int role);
// INVALID_DATE; nothing for an empty text.
absl::StatusOr<std::optional<Day>> ReadDay(std::string_view field, const std::string& text);
// BAD_PAGE. 100 where it is 0.
absl::StatusOr<int> ReadPageSize(int page_size);
// BAD_PAGE where it is no UUID; nothing where it is empty.
absl::StatusOr<std::optional<std::string>> ReadPageAfter(const std::string& page_token);

}  // namespace dondoc::identity
