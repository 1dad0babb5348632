#include "services/assignment/storage/group_storage.h"

#include "common/status/status.h"
#include "services/assignment/storage/sql.h"

namespace dondoc::assignment {
namespace {

using Texts = std::vector<std::string>;

std::string ArrayLiteral(const Texts& values) { return *pg::ToParam(values); }

ExpandedGroup GroupOf(const pg::Row& row) {
  return {row.Get<std::string>("name"),  row.Get<std::string>("within_id"),
          row.Get<std::string>("level"), row.Get<Texts>("kinds"),
          row.Get<Texts>("tags"),        row.Get<Texts>("territory_types"),
          row.Get<Texts>("attributes"),  row.Get<Day>("expanded_on"),
          row.Get<Texts>("unit_ids")};
}

}  // namespace

absl::Status KeepExpandedGroups(pg::Transaction& tx, const std::string& directive_id, Day day,
                                std::span<const ExpandedGroup> groups) {
  Texts name, within, level, kinds, tags, types, units, attributes;
  for (const ExpandedGroup& group : groups) {
    name.push_back(group.name);
    within.push_back(group.within_unit_id);
    level.push_back(group.level);
    kinds.push_back(ArrayLiteral(group.kinds));
    tags.push_back(ArrayLiteral(group.tags));
    types.push_back(ArrayLiteral(group.territory_types));
    units.push_back(ArrayLiteral(group.unit_ids));
    attributes.push_back(ArrayLiteral(group.attributes));
  }
  return tx
      .Execute(sql::kKeepExpandedGroups, directive_id, day, name, within, level, kinds, tags, types, units, attributes)
      .status();
}

absl::StatusOr<std::vector<ExpandedGroup>> ListExpandedGroups(pg::Transaction& tx, const std::string& directive_id,
                                                              int skip, int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListExpandedGroups, directive_id, skip, limit));
  std::vector<ExpandedGroup> groups;
  for (const pg::Row row : rows) groups.push_back(GroupOf(row));
  return groups;
}

absl::StatusOr<std::map<std::string, std::vector<ExpandedGroup>>> ListHelpingGroups(
    pg::Transaction& tx, const std::vector<std::string>& task_ids) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListHelpingGroups, task_ids));
  std::map<std::string, std::vector<ExpandedGroup>> groups;
  for (const pg::Row row : rows) groups[row.Get<std::string>("directive_id")].push_back(GroupOf(row));
  return groups;
}

}  // namespace dondoc::assignment
