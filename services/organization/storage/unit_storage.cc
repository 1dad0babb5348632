#include "services/organization/storage/unit_storage.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_map>
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

// Adds the next state; where it says the same as the one before, that one lasts longer.
void AddState(Unit& unit, UnitState state) {
  if (!unit.states.empty()) {
    UnitState last = unit.states.back();
    last.days = state.days;
    if (last == state) {
      unit.states.back().days.to = state.days.to;
      return;
    }
  }
  unit.states.push_back(std::move(state));
}

absl::Status InsertUnitStates(pg::Transaction& tx, std::span<const Unit> units) {
  Texts id, territory, name, folded, superiors;
  std::vector<std::optional<std::string>> superior;
  OptionalDays from, to;
  const auto add = [&](const Unit& unit, const UnitState& state) {
    id.push_back(unit.id);
    from.push_back(state.days.from);
    to.push_back(state.days.to);
    territory.push_back(unit.territory.id);
    name.push_back(state.name);
    folded.push_back(FoldName(state.name));
    superior.push_back(state.superior_id);
    superiors.push_back(ArrayLiteral(state.superior_ids));
  };
  for (const Unit& unit : units) {
    for (const UnitState& state : unit.states) add(unit, state);
    if (unit.states.empty()) add(unit, {{}, unit.name, unit.superior_id, unit.superior_ids, "", "", "", ""});
  }
  return NameConstraint(
      tx.Execute(sql::kInsertUnitStates, id, from, to, territory, name, folded, superior, superiors).status());
}

// Makes states begin where the days begin and end.
absl::Status SplitUnitStates(pg::Transaction& tx, const Texts& ids, const OptionalDays& from, const OptionalDays& to) {
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kSplitUnitStates, ids, from).status());
  return tx.Execute(sql::kSplitUnitStates, ids, to).status();
}

}  // namespace

absl::StatusOr<std::vector<Unit>> FindUnits(pg::Transaction& tx, const std::vector<std::string>& ids, Day day) {
  Texts uuids;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(uuids), [](const std::string& id) { return IsUuid(id); });
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindUnits, uuids, day));
  return DecodeUnits(rows);
}

absl::StatusOr<Unit> GetUnit(pg::Transaction& tx, const std::string& id, Day day) {
  DONDOC_ASSIGN_OR_RETURN(std::vector<Unit> units, FindUnits(tx, {id}, day));
  if (units.empty()) return NoUnit(id);
  return std::move(units.front());
}

absl::StatusOr<Unit> GetHead(pg::Transaction& tx, const std::string& code_list, const std::string& code, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindHead, code, code_list, day));
  if (!rows.empty()) return DecodeUnit(rows[0]);
  return NoUnit("of a territory with the code '" + code + "'" +
                (code_list.empty() ? "" : " in the list '" + code_list + "'"));
}

absl::StatusOr<bool> IsBelow(pg::Transaction& tx, std::string_view unit_id, std::string_view superior_id, Day day) {
  if (!IsUuid(unit_id) || !IsUuid(superior_id)) return false;
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kIsBelow, unit_id, superior_id, day));
  return rows[0].Get<bool>("below");
}

absl::StatusOr<bool> HasEnded(pg::Transaction& tx, std::string_view unit_id, Day day) {
  if (!IsUuid(unit_id)) return false;
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kHasEnded, unit_id, day));
  return rows[0].Get<bool>("ended");
}

absl::StatusOr<std::optional<Unit>> FindGovernment(pg::Transaction& tx, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindGovernment, day));
  if (rows.empty()) return std::optional<Unit>();
  return std::optional<Unit>(DecodeUnit(rows[0]));
}

absl::StatusOr<std::vector<Unit>> ListUnitsById(pg::Transaction& tx, const std::optional<std::string>& after_id,
                                                Day day, std::size_t limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListUnitsById, day, after_id, limit));
  return DecodeUnits(rows);
}

absl::Status ReadStates(pg::Transaction& tx, std::span<Unit* const> units) {
  std::unordered_map<std::string, Unit*> by_id;
  Texts ids;
  for (Unit* unit : units) {
    by_id.emplace(unit->id, unit);
    ids.push_back(unit->id);
    unit->states.clear();
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListUnitStates, ids));
  for (const pg::Row row : rows) AddState(*by_id.at(row.Get<std::string>("unit_id")), DecodeUnitState(row));
  for (Unit* unit : units) {
    if (unit->states.size() == 1) unit->states.clear();
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Unit>> ListUnits(pg::Transaction& tx, const UnitFilter& filter) {
  const std::string_view level = filter.level ? ToString(*filter.level) : std::string_view();
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kListUnits, filter.within_unit_id, level, filter.kind, Patterns(filter.query),
                                     filter.day, filter.after_id, filter.limit, filter.planned));
  return DecodeUnits(rows);
}

absl::StatusOr<std::vector<Unit>> ListUnitsAround(pg::Transaction& tx, const std::string& unit_id,
                                                  const std::vector<std::string>& territory_names, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListUnitsAround, unit_id, territory_names, day));
  return DecodeUnits(rows);
}

absl::StatusOr<std::vector<Member>> ExpandGroups(pg::Transaction& tx, std::span<const Group> groups, Day day) {
  Texts within, level, kinds, tags, types, except;
  std::vector<bool> specially_difficult, urban, island;
  for (const Group& group : groups) {
    within.push_back(group.within_unit_id);
    level.emplace_back(ToString(group.level));
    kinds.push_back(ArrayLiteral(group.kinds));
    tags.push_back(ArrayLiteral(group.tags));
    types.push_back(ArrayLiteral(group.territory_types));
    except.push_back(ArrayLiteral(group.except_unit_ids));
    specially_difficult.push_back(group.attributes.specially_difficult);
    urban.push_back(group.attributes.urban);
    island.push_back(group.attributes.island);
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kExpandGroups, within, level, kinds, tags, types,
                                                            except, day, specially_difficult, urban, island));
  std::vector<Member> members;
  for (const pg::Row row : rows) members.push_back({row.Get<std::int32_t>("group_index"), row.Get<std::string>("id")});
  return members;
}

absl::Status InsertUnits(pg::Transaction& tx, std::span<const Unit> units) {
  Texts id, kind, territory, tags, aliases, emails, pattern;
  OptionalDays from, to;
  for (const Unit& unit : units) {
    id.push_back(unit.id);
    kind.push_back(unit.kind);
    territory.push_back(unit.territory.id);
    tags.push_back(ArrayLiteral(unit.tags));
    aliases.push_back(ArrayLiteral(unit.aliases));
    emails.push_back(ArrayLiteral(unit.emails));
    from.push_back(unit.validity.from);
    to.push_back(unit.validity.to);
    pattern.push_back(unit.name_pattern);
  }
  DONDOC_RETURN_IF_ERROR(NameConstraint(
      tx.Execute(sql::kInsertUnits, id, kind, territory, tags, aliases, emails, from, to, pattern).status()));
  return InsertUnitStates(tx, units);
}

absl::StatusOr<std::vector<Unit>> ListUnitsOfTerritories(pg::Transaction& tx,
                                                         const std::vector<std::string>& territory_ids, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListUnitsOfTerritories, territory_ids, day));
  return DecodeUnits(rows);
}

absl::Status NameUnits(pg::Transaction& tx, std::span<const Naming> namings) {
  Texts id, name, folded;
  OptionalDays from, to;
  for (const Naming& naming : namings) {
    id.push_back(naming.unit_id);
    name.push_back(naming.name);
    folded.push_back(FoldName(naming.name));
    from.push_back(naming.days.from);
    to.push_back(naming.days.to);
  }
  DONDOC_RETURN_IF_ERROR(SplitUnitStates(tx, id, from, to));
  return NameConstraint(tx.Execute(sql::kNameUnits, id, from, to, name, folded).status());
}

absl::Status SetNamePattern(pg::Transaction& tx, const std::string& id, const std::string& pattern) {
  return tx.Execute(sql::kSetNamePattern, id, pattern).status();
}

absl::Status RaiseUnit(pg::Transaction& tx, const std::string& id) { return tx.Execute(sql::kRaiseUnit, id).status(); }

absl::StatusOr<bool> EndUnitOn(pg::Transaction& tx, const std::string& id, Day day, bool never) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kEndUnit, id, day, never));
  return !rows.empty() && rows[0].Get<bool>("withdrawn");
}

absl::StatusOr<std::int64_t> CountBodiesBelow(pg::Transaction& tx, const std::string& id, Day day) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kCountBodiesBelow, id, day));
  return rows[0].Get<std::int64_t>("bodies");
}

absl::Status MoveUnits(pg::Transaction& tx, std::span<const ImportPlan::Move> moves) {
  Texts id, superior;
  OptionalDays from, to;
  for (const ImportPlan::Move& move : moves) {
    id.push_back(move.unit_id);
    superior.push_back(move.superior_id);
    from.push_back(move.days.from);
    to.push_back(move.days.to);
  }
  DONDOC_RETURN_IF_ERROR(SplitUnitStates(tx, id, from, to));
  return tx.Execute(sql::kMoveUnits, id, superior, from, to).status();
}

absl::StatusOr<std::vector<std::string>> RefreshLines(pg::Transaction& tx, std::optional<Day> from,
                                                      const std::optional<std::string>& change_id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result later, tx.Execute(sql::kListDaysOfStates, from));
  OptionalDays days = {from};
  for (const pg::Row row : later) days.push_back(row.Get<Day>("day"));
  std::set<std::string> changed;
  for (const std::optional<Day>& day : days) {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kRefreshLines, day, change_id));
    for (const pg::Row row : rows) changed.insert(row.Get<std::string>("id"));
  }
  return Texts(changed.begin(), changed.end());
}

absl::StatusOr<std::vector<Alias>> ListAliases(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListAliases, id));
  std::vector<Alias> aliases;
  for (const pg::Row row : rows) {
    aliases.push_back({row.Get<std::string>("alias"),
                       {row.Get<std::optional<Day>>("valid_from"), row.Get<std::optional<Day>>("valid_to")}});
  }
  return aliases;
}

absl::Status PutAlias(pg::Transaction& tx, const std::string& id, const Alias& alias,
                      const std::optional<std::string>& place) {
  return tx.Execute(sql::kPutAlias, id, alias.name, alias.days.from, alias.days.to, place).status();
}

absl::Status DeleteAlias(pg::Transaction& tx, const std::string& id, const std::string& name) {
  return tx.Execute(sql::kDeleteAlias, id, name).status();
}

absl::Status PutTags(pg::Transaction& tx, const std::string& id, const std::vector<std::string>& tags,
                     std::optional<Day> from) {
  DONDOC_RETURN_IF_ERROR(SplitUnitStates(tx, {id}, {from}, {std::nullopt}));
  return tx.Execute(sql::kSetTags, id, from, tags).status();
}

absl::Status SetEmails(pg::Transaction& tx, const std::string& id, const std::vector<std::string>& emails) {
  return tx.Execute(sql::kSetEmails, id, emails).status();
}

}  // namespace dondoc::organization
