// The shape of requests: present, short enough, well formed. What they mean is the domain's.
//
// Each gives INVALID_ARGUMENT with the field: BAD_REQUEST_ID, BAD_ID, MISSING_FIELD, TEXT_TOO_LONG, BAD_TEXT,
// BAD_PAGE_SIZE, BAD_PAGE_TOKEN, BAD_VALUE, TOO_MANY. Pure, thread-safe.
#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dondoc/directive/v1/directive_service.pb.h"
#include "services/directive/storage/directive_queries.h"

namespace dondoc::directive {

absl::Status Validate(const v1::IngestDirectiveRequest& request);
absl::Status Validate(const v1::GetDirectiveRequest& request);
absl::Status Validate(const v1::ListDirectivesRequest& request);
absl::Status Validate(const v1::SearchDirectivesRequest& request);
absl::Status Validate(const v1::CorrectDirectiveRequest& request);
absl::Status Validate(const v1::UndoCorrectionRequest& request);
absl::Status Validate(const v1::ResolveDirectiveRequest& request);
absl::Status Validate(const v1::IssueDirectiveRequest& request);
absl::Status Validate(const v1::DiscardDirectiveRequest& request);
absl::Status Validate(const v1::RestoreDirectiveRequest& request);
absl::Status Validate(const v1::GetFileRequest& request);
absl::Status Validate(const v1::ListCorrectionsRequest& request);
absl::Status Validate(const v1::EvaluateProposalsRequest& request);
absl::Status Validate(const v1::GetDocumentsPreviewRequest& request);
absl::Status Validate(const v1::GetDocumentsUsesRequest& request);
absl::Status Validate(const v1::GetUnitDocumentsRequest& request);

// The unit acted for; empty is fine.
absl::Status ValidateCaller(const std::string& unit_id);

// Page tokens of a search and of corrections.
std::string RankToken(const Rank& rank);
absl::StatusOr<std::optional<Rank>> ParseRankToken(const std::string& token);

struct CorrectionPosition {
  std::int64_t version = 0;
  int position = 0;
};
std::string PositionToken(const CorrectionPosition& position);
absl::StatusOr<CorrectionPosition> ParsePositionToken(const std::string& token);

// The version that an etag names; -1 for one that was never given, which is none that a directive has.
std::int64_t VersionOf(const std::string& etag);

}  // namespace dondoc::directive
