// Errors: absl::Status with a machine-readable reason and the field at fault.
//
// Every error that a user can meet carries an UPPER_SNAKE *reason* (listed in docs/reference/errors.md), and, where one
// field of the request is at fault, that field's path. Both travel as payloads of the Status and reach the client as
// ErrorInfo (common/rpc/status_mapping.h). The message is for a person: it says what is wrong and what would be right.
//
// Thread-safety: all functions are pure.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace dondoc {

// An error with a reason. `metadata` holds further facts ("field", "line", "expected" ...); keys are lower_snake.
absl::Status Error(absl::StatusCode code, std::string_view reason, std::string_view message,
                   std::initializer_list<std::pair<std::string_view, std::string_view>> metadata = {});

// Short forms of Error for the common codes. `field` is the path of the request's field, or the column of a file.
absl::Status InvalidField(std::string_view field, std::string_view reason, std::string_view message);
absl::Status NotFound(std::string_view reason, std::string_view message);
absl::Status AlreadyExists(std::string_view reason, std::string_view message);
absl::Status FailedPrecondition(std::string_view reason, std::string_view message);
// The caller's etag is not the current one: read again, then retry.
absl::Status StaleEtag(std::string_view message);
absl::Status Unauthenticated(std::string_view reason, std::string_view message);
absl::Status Unavailable(std::string_view reason, std::string_view message);
absl::Status Internal(std::string_view message);

// The reason of `status`, or "" where it has none.
std::string Reason(const absl::Status& status);

// All metadata of `status`, with "field" where one is at fault.
std::map<std::string, std::string> Metadata(const absl::Status& status);

// `status` with one more piece of metadata; OK stays OK.
absl::Status WithMetadata(absl::Status status, std::string_view key, std::string_view value);

}  // namespace dondoc

// The two macros of the project: return early on an error; bind a StatusOr's value or return its error.
#define DONDOC_RETURN_IF_ERROR(expression)                                  \
  do {                                                                      \
    if (::absl::Status dondoc_status = (expression); !dondoc_status.ok()) { \
      return dondoc_status;                                                 \
    }                                                                       \
  } while (false)

#define DONDOC_CONCAT_INNER(a, b) a##b
#define DONDOC_CONCAT(a, b) DONDOC_CONCAT_INNER(a, b)
#define DONDOC_ASSIGN_OR_RETURN(target, expression) \
  DONDOC_ASSIGN_OR_RETURN_INNER(DONDOC_CONCAT(dondoc_or_, __LINE__), target, expression)
#define DONDOC_ASSIGN_OR_RETURN_INNER(holder, target, expression) \
  auto holder = (expression);                                     \
  if (!holder.ok()) {                                             \
    return std::move(holder).status();                            \
  }                                                               \
  target = *std::move(holder)
