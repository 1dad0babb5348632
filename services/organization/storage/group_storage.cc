#include "services/organization/storage/group_storage.h"

#include "common/postgres/sqlstate.h"
#include "common/status/status.h"
#include "common/text/fold.h"
#include "services/organization/storage/sql.h"
#include "services/organization/storage/unit_rows.h"

namespace dondoc::organization {
namespace {

using Texts = std::vector<std::string>;

NamedGroup Decode(const pg::Row& row) {
  const auto level = ParseLevel(row.Get<std::string>("level"));
  if (!level) throw pg::DecodeError("a level that is none");
  return {row.Get<std::string>("id"),
          row.Get<std::string>("owner_id"),
          row.Get<std::string>("name"),
          {row.Get<std::string>("within_id"), *level, row.Get<Texts>("kinds"), row.Get<Texts>("tags"),
           row.Get<Texts>("territory_types"), row.Get<Texts>("except_ids"), DecodeAttributes(row)},
          {row.Get<std::optional<Day>>("valid_from"), row.Get<std::optional<Day>>("valid_to")}};
}

absl::StatusOr<NamedGroup> OneGroup(const absl::StatusOr<pg::Result>& rows, const std::string& id) {
  if (!rows.ok()) return rows.status();
  if (rows->empty()) return NotFound("GROUP_NOT_FOUND", "there is no group " + id);
  return Decode((*rows)[0]);
}

}  // namespace

absl::Status InsertGroup(pg::Transaction& tx, const NamedGroup& named) {
  const Group& group = named.group;
  const absl::Status status =
      tx.Execute(sql::kInsertNamedGroup, named.id, named.owner_id, named.name, Fold(named.name, Punctuation::kDrop),
                 group.within_unit_id, ToString(group.level), group.kinds, group.tags, group.territory_types,
                 group.except_unit_ids, named.days.from, group.attributes.specially_difficult, group.attributes.urban,
                 group.attributes.island, named.defined_at)
          .status();
  if (pg::ConstraintOf(status) != "named_group_name") return status;
  return AlreadyExists("GROUP_EXISTS", "the unit has a group '" + named.name + "' already");
}

absl::StatusOr<NamedGroup> GetGroup(pg::Transaction& tx, const std::string& id) {
  return OneGroup(tx.Execute(sql::kGetNamedGroup, id), id);
}

absl::StatusOr<NamedGroup> LockGroup(pg::Transaction& tx, const std::string& id) {
  return OneGroup(tx.Execute(sql::kLockNamedGroup, id), id);
}

absl::Status EndGroup(pg::Transaction& tx, const std::string& id, Day to) {
  return tx.Execute(sql::kEndNamedGroup, id, to).status();
}

absl::StatusOr<std::vector<NamedGroup>> ListGroups(pg::Transaction& tx, const std::string& unit_id, Day day,
                                                   const std::optional<std::string>& after_id, int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListNamedGroups, unit_id, day, after_id, limit));
  std::vector<NamedGroup> groups;
  for (const pg::Row row : rows) groups.push_back(Decode(row));
  return groups;
}

absl::StatusOr<std::int64_t> CountGroupsOf(pg::Transaction& tx, const std::vector<std::string>& unit_ids, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kCountGroupsOfUnits, unit_ids, day));
  return rows[0].Get<std::int64_t>("groups");
}

absl::StatusOr<std::int64_t> CountGroupsOfEndingUnits(pg::Transaction& tx, const std::string& succession_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kCountGroupsOfEndingUnits, succession_id));
  return rows[0].Get<std::int64_t>("groups");
}

absl::StatusOr<std::vector<std::string>> ListGroupsInNewUnits(pg::Transaction& tx, const std::string& succession_id,
                                                              Day day, int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListGroupsInNewUnits, succession_id, day, limit));
  Texts uses;
  for (const pg::Row row : rows) {
    uses.push_back("the group \"" + row.Get<std::string>("name") + "\" of " + row.Get<std::string>("unit_name") +
                   " is looked for within its new units: end it (dondoc units group end " + row.Get<std::string>("id") +
                   ")");
  }
  return uses;
}

}  // namespace dondoc::organization
