// Answers that need no decision: one transaction over the storage each.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "common/rpc/unary.h"
#include "common/time/day.h"
#include "dondoc/directive/v1/directive_service.pb.h"

namespace dondoc::directive {

struct ViewOptions {
  Day today{};
  bool changed = false;  // by this call: the answer to who issues it says what is to be known of it, too
  bool with_text = false;
  bool with_proposal = false;
};

// A directive as the API shows it. NOT_FOUND (DIRECTIVE_NOT_FOUND).
absl::StatusOr<v1::Directive> ViewDirective(pg::Database& database, const std::string& id, const ViewOptions& options,
                                            const rpc::Call& call);

// Each requires that Validate found nothing wrong.
absl::StatusOr<v1::Directive> ReadNamed(pg::Database& database, const v1::GetDirectiveRequest& request,
                                        const rpc::Call& call, Day today);
absl::StatusOr<v1::ListDirectivesResponse> ReadList(pg::Database& database, const v1::ListDirectivesRequest& request,
                                                    const rpc::Call& call);
absl::StatusOr<v1::SearchDirectivesResponse> ReadSearch(pg::Database& database,
                                                        const v1::SearchDirectivesRequest& request,
                                                        const rpc::Call& call);
absl::StatusOr<v1::GetFileResponse> ReadFile(pg::Database& database, const v1::GetFileRequest& request,
                                             const rpc::Call& call);
absl::StatusOr<v1::ListCorrectionsResponse> ReadCorrections(pg::Database& database,
                                                            const v1::ListCorrectionsRequest& request,
                                                            const rpc::Call& call);

}  // namespace dondoc::directive
