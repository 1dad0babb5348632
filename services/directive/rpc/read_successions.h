// Questions about successions of units: what they do to documents, and whether one can be taken back. Errors and
// meaning are those that the RPC of the same name documents. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "common/rpc/unary.h"
#include "dondoc/directive/v1/directive_service.pb.h"

namespace dondoc::directive {

// Each requires that Validate found nothing wrong.
absl::StatusOr<v1::DocumentsPreview> ReadSuccessionPreview(pg::Database& database,
                                                           const v1::GetDocumentsPreviewRequest& request,
                                                           const rpc::Call& call);
absl::StatusOr<v1::GetDocumentsUsesResponse> ReadSuccessionUses(pg::Database& database,
                                                                const v1::GetDocumentsUsesRequest& request,
                                                                const rpc::Call& call);

absl::StatusOr<v1::GetUnitDocumentsResponse> ReadUnitDocuments(pg::Database& database,
                                                               const v1::GetUnitDocumentsRequest& request,
                                                               const rpc::Call& call);

}  // namespace dondoc::directive
