#include "services/organization/storage/identifier_storage.h"

#include "common/postgres/sqlstate.h"
#include "common/status/status.h"
#include "services/organization/storage/sql.h"

namespace dondoc::organization {

absl::StatusOr<std::vector<UnitIdentifier>> ListIdentifiers(pg::Transaction& tx, const std::string& unit_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListIdentifiers, unit_id));
  std::vector<UnitIdentifier> identifiers;
  for (const pg::Row row : rows) {
    const auto scheme = ParseIdentifierScheme(row.Get<std::string>("scheme"));
    if (!scheme) throw pg::DecodeError("a scheme that is none");
    identifiers.push_back({*scheme,
                           row.Get<std::string>("value"),
                           {row.Get<std::optional<Day>>("valid_from"), row.Get<std::optional<Day>>("valid_to")}});
  }
  return identifiers;
}

absl::Status PutIdentifier(pg::Transaction& tx, const std::string& unit_id, IdentifierScheme scheme,
                           const std::string& value, std::optional<Day> from) {
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kDeleteIdentifiersFrom, unit_id, ToString(scheme), from).status());
  const absl::Status status = tx.Execute(sql::kPutIdentifier, unit_id, ToString(scheme), value, from).status();
  if (pg::ConstraintOf(status) != "unit_identifier_value") return status;
  return AlreadyExists("IDENTIFIER_TAKEN", "another body has the identifier " + value);
}

absl::StatusOr<std::optional<std::string>> FindIdentified(pg::Transaction& tx, const std::string& value, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindIdentified, value, day));
  if (rows.empty()) return std::optional<std::string>();
  return std::optional<std::string>(rows[0].Get<std::string>("id"));
}

}  // namespace dondoc::organization
