#include "services/directive/rpc/read_successions.h"

#include <string>

#include "common/status/status.h"
#include "services/directive/storage/succession_storage.h"
#include "services/organization/replica/replica.h"
#include "services/organization/replica/succession.h"

namespace dondoc::directive {
namespace {

namespace replica = organization::replica;

constexpr int kNamedUnits = 20;
constexpr int kNamedUses = 5;

pg::TransactionOptions Reading(const rpc::Call& call) { return {.timeout = call.time_left, .read_only = true}; }

// The number of a draft is not told: who asks may not be one who may see it.
std::string InWords(const DocumentOfNewUnit& document) {
  return (document.state == State::kIssued ? document.number : "a draft") + " of " + document.unit_name;
}

std::string InWords(const DocumentsOfNewUnits& documents) {
  std::string words = "drafts and directives of its new units: " + std::to_string(documents.all);
  for (const DocumentOfNewUnit& one : documents.some) {
    words += (&one == &documents.some.front() ? " (" : ", ") + InWords(one);
  }
  return words + (documents.all > static_cast<std::int64_t>(documents.some.size()) ? ", ...)" : ")") +
         ": discard the drafts (dondoc directive discard); what was issued stays";
}

}  // namespace

absl::StatusOr<v1::DocumentsPreview> ReadSuccessionPreview(pg::Database& database,
                                                           const v1::GetDocumentsPreviewRequest& request,
                                                           const rpc::Call& call) {
  return database.Run(Reading(call), [&](pg::Transaction& tx) -> absl::StatusOr<v1::DocumentsPreview> {
    // It counts what is of all units.
    DONDOC_RETURN_IF_ERROR(replica::PermitCountry(tx, call.Permits()));
    DONDOC_ASSIGN_OR_RETURN(const replica::Succession succession,
                            replica::FindSuccession(tx, request.succession_id(), request.version()));
    DONDOC_ASSIGN_OR_RETURN(const EndingDocuments ending, PreviewSuccession(tx, succession.id, kNamedUnits));
    v1::DocumentsPreview preview;
    preview.set_state(succession.state);
    preview.set_version(succession.version);
    preview.set_drafts(ending.drafts);
    preview.set_drafts_without_heir(ending.drafts_without_heir);
    preview.mutable_units_without_heir()->Assign(ending.units_without_heir.begin(), ending.units_without_heir.end());
    preview.set_issued(ending.issued);
    if (request.by_unit())
      preview.mutable_without_heir()->insert(ending.drafts_of_units.begin(), ending.drafts_of_units.end());
    return preview;
  });
}

absl::StatusOr<v1::GetDocumentsUsesResponse> ReadSuccessionUses(pg::Database& database,
                                                                const v1::GetDocumentsUsesRequest& request,
                                                                const rpc::Call& call) {
  return database.Run(Reading(call), [&](pg::Transaction& tx) -> absl::StatusOr<v1::GetDocumentsUsesResponse> {
    DONDOC_ASSIGN_OR_RETURN(const replica::Succession succession,
                            replica::FindSuccession(tx, request.succession_id(), 0));
    if (succession.state != "ENACTED") {
      return Unavailable("SUCCESSION_BEING_APPLIED", "the directive service does not know yet that it took effect");
    }
    DONDOC_ASSIGN_OR_RETURN(const DocumentsOfNewUnits uses, ListSuccessionUses(tx, succession.id, kNamedUses));
    v1::GetDocumentsUsesResponse response;
    if (uses.all > 0) response.add_uses(InWords(uses));
    return response;
  });
}

absl::StatusOr<v1::GetUnitDocumentsResponse> ReadUnitDocuments(pg::Database& database,
                                                               const v1::GetUnitDocumentsRequest& request,
                                                               const rpc::Call& call) {
  return database.Run(Reading(call), [&](pg::Transaction& tx) -> absl::StatusOr<v1::GetUnitDocumentsResponse> {
    DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> uses,
                            ListUnitUses(tx, request.unit_id(), *ParseDay(request.date())));
    v1::GetUnitDocumentsResponse response;
    response.mutable_uses()->Assign(uses.begin(), uses.end());
    return response;
  });
}

}  // namespace dondoc::directive
