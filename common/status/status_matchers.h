// gmock matchers for Status and StatusOr: EXPECT_THAT(f(), IsOk()), EXPECT_THAT(f(), HasReason(code, "REASON")).
#pragma once

#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/status/status.h"
#include "gmock/gmock.h"

namespace dondoc::testing {

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& status_or) {
  return status_or.status();
}

MATCHER(IsOk, "is OK") {
  const absl::Status& status = StatusOf(arg);
  *result_listener << status.ToString();
  return status.ok();
}

MATCHER_P(StatusIs, code, "has the status code " + absl::StatusCodeToString(code)) {
  const absl::Status& status = StatusOf(arg);
  *result_listener << status.ToString();
  return status.code() == code;
}

MATCHER_P2(HasReason, code, reason, "has the code " + absl::StatusCodeToString(code) + " and the reason " + reason) {
  const absl::Status& status = StatusOf(arg);
  *result_listener << status.ToString() << " with the reason " << Reason(status);
  return status.code() == code && Reason(status) == reason;
}

}  // namespace dondoc::testing

#define ASSERT_OK(expression) ASSERT_THAT((expression), ::dondoc::testing::IsOk())
#define EXPECT_OK(expression) EXPECT_THAT((expression), ::dondoc::testing::IsOk())
// Binds a StatusOr's value in a test, or fails it.
#define ASSERT_OK_AND_ASSIGN(target, expression) \
  DONDOC_ASSERT_OK_AND_ASSIGN_INNER(DONDOC_CONCAT(dondoc_or_, __LINE__), target, expression)
#define DONDOC_ASSERT_OK_AND_ASSIGN_INNER(holder, target, expression)            \
  auto holder = (expression);                                                    \
  ASSERT_TRUE(holder.ok()) << #expression << ": " << holder.status().ToString(); \
  target = *std::move(holder)
