#include "services/directive/storage/correction_storage.h"

#include "common/postgres/values.h"
#include "common/status/status.h"
#include "services/directive/storage/sql.h"

namespace dondoc::directive {
namespace {

std::optional<std::string> NullIfEmpty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

absl::Status InsertCorrections(pg::Transaction& tx, const CorrectionEntry& entry) {
  std::vector<std::string> fields;
  std::vector<std::string> before;
  std::vector<std::string> after;
  for (const Change& change : entry.changes) {
    fields.push_back(change.path);
    before.push_back(change.before);
    after.push_back(change.after);
  }
  if (!fields.empty()) {
    DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kInsertCorrections, entry.directive_id, entry.version, fields, before, after,
                                      entry.at, NullIfEmpty(entry.unit_id), entry.user, entry.undoes)
                               .status());
  }
  if (!entry.undoes.has_value()) {
    return absl::OkStatus();
  }
  return tx.Execute(sql::kMarkUndone, entry.directive_id, *entry.undoes, entry.version).status();
}

absl::StatusOr<std::optional<LastCorrection>> GetLastCorrection(pg::Transaction& tx, const std::string& directive_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLastCorrection, directive_id));
  if (rows.empty()) {
    return std::nullopt;
  }
  LastCorrection last;
  for (const pg::Row row : rows) {
    last.version = row.Get<std::int64_t>("version");
    last.changes.push_back(
        {row.Get<std::string>("field"), row.Get<std::string>("value_before"), row.Get<std::string>("value_after")});
  }
  return last;
}

absl::StatusOr<std::vector<CorrectionRecord>> ListCorrections(pg::Transaction& tx, const std::string& directive_id,
                                                              std::int64_t after_version, int after_position,
                                                              int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kListCorrections, directive_id, after_version, after_position, limit));
  std::vector<CorrectionRecord> records;
  for (const pg::Row row : rows) {
    records.push_back({.version = row.Get<std::int64_t>("version"),
                       .position = row.Get<std::int32_t>("position"),
                       .change = {row.Get<std::string>("field"), row.Get<std::string>("value_before"),
                                  row.Get<std::string>("value_after")},
                       .at = row.Get<TimePoint>("at"),
                       .unit_id = row.Get<std::optional<std::string>>("unit_id").value_or(""),
                       .user = row.Get<std::string>("caller"),
                       .is_undo = row.Get<bool>("is_undo"),
                       .is_undone = row.Get<bool>("is_undone")});
  }
  return records;
}

}  // namespace dondoc::directive
