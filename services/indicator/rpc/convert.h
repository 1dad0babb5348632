// Between messages and the domain: the only file that knows both. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "dondoc/indicator/v1/indicator_service.pb.h"
#include "services/indicator/app/submit_values.h"
#include "services/indicator/domain/indicator.h"
#include "services/indicator/domain/target.h"
#include "services/indicator/storage/roll_up_storage.h"
#include "services/indicator/storage/unit_storage.h"
#include "services/indicator/storage/value_storage.h"

namespace dondoc::indicator {

// INVALID_ARGUMENT: BAD_KIND, BAD_OVER_TIME with the field where it is not said.
absl::StatusOr<Indicator> FromProto(const v1::Indicator& message);
v1::Indicator ToProto(const Indicator& indicator);

// A target to add. INVALID_ARGUMENT: BAD_COMPARATOR with the field.
absl::StatusOr<Target> FromProto(const v1::Target& message);
v1::Target ToProto(const Target& target);

// An etag is the version in quotes, as HTTP has it; an empty one asks for no version. INVALID_ARGUMENT: BAD_ETAG.
std::string EtagOf(std::int64_t version);
absl::StatusOr<std::optional<std::int64_t>> VersionOf(std::string_view etag);

app::SubmissionInput FromProto(const v1::SubmitValuesRequest& message);
app::SubmissionInput FromProto(const v1::Submission& message);
v1::SubmitValuesResponse ToProto(const app::AcceptedSubmission& accepted);
v1::SubmitValuesBatchResponse ToProto(const app::SubmissionOutcomes& outcomes);

v1::Value ToProto(const ReportedValue& value);
v1::MissingUnit ToProto(const MissingUnit& unit);

// One total with what it is held against: those of `targets` that are linked to its indicator.
v1::IndicatorTotal ToProto(const IndicatorTotal& total, std::int64_t expected_units,
                           const std::vector<Target>& targets);

// The token of GetValues: "CODE:revision". INVALID_ARGUMENT: BAD_PAGE_TOKEN.
std::string ToToken(const ReportedValue& last);
absl::StatusOr<std::optional<ValueCursor>> ValueToken(std::string_view page_token);

}  // namespace dondoc::indicator
