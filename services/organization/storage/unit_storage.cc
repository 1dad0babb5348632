#include "services/organization/storage/unit_storage.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "common/ids/id_generator.h"
#include "common/postgres/sqlstate.h"
#include "common/status/status.h"
#include "common/text/fold.h"
#include "common/text/words.h"
#include "services/organization/storage/sql.h"
#include "services/organization/storage/unit_rows.h"

namespace dondoc::organization {
namespace {

using Texts = std::vector<std::string>;
using OptionalDays = std::vector<std::optional<Day>>;

std::string ArrayLiteral(const Texts& values) { return *pg::ToParam(values); }

std::string FoldName(const std::string& name) { return Fold(name, Punctuation::kDrop); }

absl::Status NoUnit(const std::string& what) { return NotFound("UNIT_NOT_FOUND", "there is no unit " + what); }

absl::Status NameConstraint(const absl::Status& status) {
  const std::string constraint = pg::ConstraintOf(status);
  if (constraint != "unit_name" && constraint != "unit_kind") return status;
  return AlreadyExists("UNIT_EXISTS", "the territory has a unit of this name or kind already");
}

// The words of a search as patterns for LIKE: each begins a word of the name.
Texts Patterns(const std::string& query) {
  const std::string folded = FoldName(query);
  Texts patterns;
  for (const Word& word : SplitWords(folded)) patterns.push_back("% " + std::string(word.text) + "%");
  if (patterns.empty()) patterns.push_back("%");
  return patterns;
}

}  // namespace

absl::StatusOr<std::vector<Unit>> FindUnits(pg::Transaction& tx, const std::vector<std::string>& ids) {
  Texts uuids;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(uuids), [](const std::string& id) { return IsUuid(id); });
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindUnits, uuids));
  return DecodeUnits(rows);
}

absl::StatusOr<Unit> GetUnit(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(std::vector<Unit> units, FindUnits(tx, {id}));
  if (units.empty()) return NoUnit(id);
  return std::move(units.front());
}

absl::StatusOr<Unit> GetHead(pg::Transaction& tx, const std::string& code_list, const std::string& code) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindHead, code, code_list));
  if (rows.empty()) return NoUnit("of a territory with the code '" + code + "' in the list '" + code_list + "'");
  return DecodeUnit(rows[0]);
}

absl::StatusOr<std::optional<Unit>> FindGovernment(pg::Transaction& tx) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindGovernment));
  if (rows.empty()) return std::optional<Unit>();
  return std::optional<Unit>(DecodeUnit(rows[0]));
}

absl::StatusOr<std::vector<Unit>> ListUnits(pg::Transaction& tx, const UnitFilter& filter) {
  const std::string_view level = filter.level ? ToString(*filter.level) : std::string_view();
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kListUnits, filter.within_unit_id, level, filter.kind, Patterns(filter.query),
                                     filter.day, filter.after_id, filter.limit));
  return DecodeUnits(rows);
}

absl::StatusOr<std::vector<Unit>> ListUnitsAround(pg::Transaction& tx, const std::string& unit_id,
                                                  const std::vector<std::string>& territory_names, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListUnitsAround, unit_id, territory_names, day));
  return DecodeUnits(rows);
}

absl::StatusOr<std::vector<Member>> ExpandGroups(pg::Transaction& tx, std::span<const Group> groups, Day day) {
  Texts within, level, kinds, tags, types, except;
  for (const Group& group : groups) {
    within.push_back(group.within_unit_id);
    level.emplace_back(ToString(group.level));
    kinds.push_back(ArrayLiteral(group.kinds));
    tags.push_back(ArrayLiteral(group.tags));
    types.push_back(ArrayLiteral(group.territory_types));
    except.push_back(ArrayLiteral(group.except_unit_ids));
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kExpandGroups, within, level, kinds, tags, types, except, day));
  std::vector<Member> members;
  for (const pg::Row row : rows) members.push_back({row.Get<std::int32_t>("group_index"), row.Get<std::string>("id")});
  return members;
}

absl::Status InsertUnits(pg::Transaction& tx, std::span<const Unit> units) {
  Texts id, name, kind, territory, superiors, tags, aliases, emails, pattern, folded;
  std::vector<std::optional<std::string>> superior;
  OptionalDays from, to;
  for (const Unit& unit : units) {
    id.push_back(unit.id);
    name.push_back(unit.name);
    kind.push_back(unit.kind);
    territory.push_back(unit.territory.id);
    superior.push_back(unit.superior_id);
    superiors.push_back(ArrayLiteral(unit.superior_ids));
    tags.push_back(ArrayLiteral(unit.tags));
    aliases.push_back(ArrayLiteral(unit.aliases));
    emails.push_back(ArrayLiteral(unit.emails));
    from.push_back(unit.validity.from);
    to.push_back(unit.validity.to);
    pattern.push_back(unit.name_pattern);
    folded.push_back(FoldName(unit.name));
  }
  return NameConstraint(tx.Execute(sql::kInsertUnits, id, name, kind, territory, superior, superiors, tags, aliases,
                                   emails, from, to, pattern, folded)
                            .status());
}

absl::StatusOr<std::vector<Unit>> ListUnitsOfTerritories(pg::Transaction& tx,
                                                         const std::vector<std::string>& territory_ids) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListUnitsOfTerritories, territory_ids));
  return DecodeUnits(rows);
}

absl::Status RenameUnits(pg::Transaction& tx, std::span<const Unit> units) {
  Texts id, name, folded;
  for (const Unit& unit : units) {
    id.push_back(unit.id);
    name.push_back(unit.name);
    folded.push_back(FoldName(unit.name));
  }
  return NameConstraint(tx.Execute(sql::kRenameUnits, id, name, folded).status());
}

absl::StatusOr<std::vector<std::string>> MoveUnits(pg::Transaction& tx, const std::vector<std::string>& ids,
                                                   const std::vector<std::string>& superior_ids) {
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kMoveUnits, ids, superior_ids).status());
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kRefreshSuperiors));
  Texts changed;
  for (const pg::Row row : rows) changed.push_back(row.Get<std::string>("id"));
  return changed;
}

absl::Status AddAlias(pg::Transaction& tx, const std::string& id, const std::string& alias) {
  return tx.Execute(sql::kAddAlias, id, alias).status();
}

absl::Status SetEmails(pg::Transaction& tx, const std::string& id, const std::vector<std::string>& emails) {
  return tx.Execute(sql::kSetEmails, id, emails).status();
}

}  // namespace dondoc::organization
