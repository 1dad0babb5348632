// Answers that need no decision: one transaction over the storage each.
#pragma once

#include <chrono>
#include <string>

#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "dondoc/directive/v1/directive_service.pb.h"

namespace dondoc::directive {

struct ViewOptions {
  bool with_text = false;
  bool with_proposal = false;
};

// A directive as the API shows it. NOT_FOUND (DIRECTIVE_NOT_FOUND).
absl::StatusOr<v1::Directive> ViewDirective(pg::Database& database, const std::string& id, const ViewOptions& options,
                                            std::chrono::milliseconds time_left);

// Each requires that Validate found nothing wrong.
absl::StatusOr<v1::Directive> ReadNamed(pg::Database& database, const v1::GetDirectiveRequest& request,
                                        std::chrono::milliseconds time_left);
absl::StatusOr<v1::ListDirectivesResponse> ReadList(pg::Database& database, const v1::ListDirectivesRequest& request,
                                                    std::chrono::milliseconds time_left);
absl::StatusOr<v1::SearchDirectivesResponse> ReadSearch(pg::Database& database,
                                                        const v1::SearchDirectivesRequest& request,
                                                        std::chrono::milliseconds time_left);
absl::StatusOr<v1::GetFileResponse> ReadFile(pg::Database& database, const v1::GetFileRequest& request,
                                             std::chrono::milliseconds time_left);
absl::StatusOr<v1::ListCorrectionsResponse> ReadCorrections(pg::Database& database,
                                                            const v1::ListCorrectionsRequest& request,
                                                            std::chrono::milliseconds time_left);

}  // namespace dondoc::directive
