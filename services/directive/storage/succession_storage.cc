#include "services/directive/storage/succession_storage.h"

#include "common/status/status.h"
#include "services/directive/domain/enum_names.h"
#include "services/directive/storage/sql.h"

namespace dondoc::directive {

absl::StatusOr<EndingDocuments> PreviewSuccession(pg::Transaction& tx, const std::string& succession_id,
                                                  int named_units) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kPreviewSuccession, succession_id, named_units));
  const pg::Row row = rows[0];
  EndingDocuments ending{.drafts = row.Get<std::int64_t>("drafts"),
                         .drafts_without_heir = row.Get<std::int64_t>("drafts_without_heir"),
                         .units_without_heir = row.Get<std::vector<std::string>>("units_without_heir"),
                         .issued = row.Get<std::int64_t>("issued"),
                         .drafts_of_units = {}};
  const auto ids = row.Get<std::vector<std::string>>("unit_ids");
  const auto drafts = row.Get<std::vector<std::int64_t>>("unit_drafts");
  for (std::size_t i = 0; i < ids.size(); ++i) ending.drafts_of_units[ids[i]] = drafts[i];
  return ending;
}

absl::StatusOr<DocumentsOfNewUnits> ListSuccessionUses(pg::Transaction& tx, const std::string& succession_id,
                                                       int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListSuccessionUses, succession_id, limit));
  DocumentsOfNewUnits documents;
  for (const pg::Row row : rows) {
    documents.all = row.Get<std::int64_t>("documents");
    documents.some.push_back({.state = ParseState(row.Get<std::string>("state")).value_or(State::kDraft),
                              .number = row.Get<std::string>("number"),
                              .unit_name = row.Get<std::string>("unit_name")});
  }
  return documents;
}

absl::StatusOr<std::vector<std::string>> ListUnitUses(pg::Transaction& tx, const std::string& unit_id, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListUnitUses, unit_id, StartOf(day)));
  std::vector<std::string> uses;
  for (const pg::Row row : rows) uses.push_back(row.Get<std::string>("text"));
  return uses;
}

absl::StatusOr<std::map<std::string, EndedUnit>> ListEndedUnits(pg::Transaction& tx,
                                                                const std::vector<std::string>& unit_ids, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListEndedUnits, unit_ids, day));
  std::map<std::string, EndedUnit> ended;
  for (const pg::Row row : rows) {
    ended.emplace(row.Get<std::string>("id"), EndedUnit{.name = row.Get<std::string>("name"),
                                                        .ended_on = row.Get<Day>("valid_to"),
                                                        .heir_name = row.Get<std::string>("heir_name")});
  }
  return ended;
}

}  // namespace dondoc::directive
