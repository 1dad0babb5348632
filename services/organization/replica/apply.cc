#include <algorithm>
#include <map>
#include <utility>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "services/organization/replica/replica.h"
#include "services/organization/replica/sql.h"

namespace dondoc::organization::replica {
namespace {

using Texts = std::vector<std::string>;
using Tags = google::protobuf::RepeatedPtrField<std::string>;
using OptionalTexts = std::vector<std::optional<std::string>>;

// The columns of upsert_units.sql.
struct Columns {
  Texts id, name, level, kind, superior_ids, territory_id, territory_name, territory_type, territory_code, code_list,
      tags, emails, attributes;
  OptionalTexts superior_id, valid_from, valid_to;
  std::vector<std::int64_t> version, tree_change;
};

// Those of insert_unit_states.sql.
struct StateColumns {
  Texts unit_id, name, superior_ids, territory_name, territory_type, territory_code, code_list, attributes, tags;
  OptionalTexts valid_from, valid_to, superior_id;
};

std::optional<std::string> Optional(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

template <typename Repeated>
std::string ArrayLiteral(const Repeated& values) {
  return *pg::ToParam(Texts(values.begin(), values.end()));
}

// Of a unit or of one of its states.
template <typename Message>
std::string AttributesOf(const Message& message) {
  Texts names;
  if (message.specially_difficult()) names.push_back(v1::TerritoryAttribute_Name(v1::SPECIALLY_DIFFICULT));
  if (message.urban()) names.push_back(v1::TerritoryAttribute_Name(v1::URBAN));
  if (message.island()) names.push_back(v1::TerritoryAttribute_Name(v1::ISLAND));
  return ArrayLiteral(names);
}

bool IsDayOrEmpty(const std::string& text) { return text.empty() || ParseDay(text).has_value(); }

// The first state begins with the days and the last ends with them.
bool IsGood(const v1::UnitState& state, int index, int count) {
  bool good = IsDayOrEmpty(state.valid_from()) && IsDayOrEmpty(state.valid_to()) &&
              state.valid_from().empty() == (index == 0) && state.valid_to().empty() == (index == count - 1) &&
              (state.superior_id().empty() || IsUuid(state.superior_id()));
  for (const std::string& id : state.superior_ids()) good = good && IsUuid(id);
  return good;
}

absl::Status Check(const v1::Unit& unit) {
  bool good = IsUuid(unit.id()) && IsUuid(unit.territory_id()) &&
              (unit.superior_id().empty() || IsUuid(unit.superior_id())) && common::v1::Level_IsValid(unit.level()) &&
              unit.level() != common::v1::LEVEL_UNSPECIFIED && IsDayOrEmpty(unit.valid_from()) &&
              IsDayOrEmpty(unit.valid_to());
  for (const std::string& id : unit.superior_ids()) good = good && IsUuid(id);
  for (int i = 0; i < unit.states_size(); ++i) good = good && IsGood(unit.states(i), i, unit.states_size());
  if (good) return absl::OkStatus();
  return InvalidField("units", "UNIT_UNREADABLE",
                      "the unit '" + unit.id() + "' has an id, a level or a date that is none");
}

void Add(const v1::Unit& unit, Columns& columns) {
  columns.id.push_back(unit.id());
  columns.name.push_back(unit.name());
  columns.level.push_back(common::v1::Level_Name(unit.level()));
  columns.kind.push_back(unit.kind());
  columns.superior_id.push_back(Optional(unit.superior_id()));
  columns.superior_ids.push_back(ArrayLiteral(unit.superior_ids()));
  columns.territory_id.push_back(unit.territory_id());
  columns.territory_name.push_back(unit.territory_name());
  columns.territory_type.push_back(unit.territory_type());
  columns.territory_code.push_back(unit.territory_code());
  columns.code_list.push_back(unit.code_list());
  columns.tags.push_back(ArrayLiteral(unit.tags()));
  columns.valid_from.push_back(Optional(unit.valid_from()));
  columns.valid_to.push_back(Optional(unit.valid_to()));
  columns.emails.push_back(ArrayLiteral(unit.emails()));
  columns.version.push_back(unit.version());
  columns.attributes.push_back(AttributesOf(unit));
}

// Of a unit or of one of its states, the fields that both have.
template <typename Message>
void AddState(const std::string& unit_id, const Message& state, const Tags& tags, StateColumns& columns) {
  columns.unit_id.push_back(unit_id);
  columns.name.push_back(state.name());
  columns.superior_id.push_back(Optional(state.superior_id()));
  columns.superior_ids.push_back(ArrayLiteral(state.superior_ids()));
  columns.territory_name.push_back(state.territory_name());
  columns.territory_type.push_back(state.territory_type());
  columns.territory_code.push_back(state.territory_code());
  columns.code_list.push_back(state.code_list());
  columns.attributes.push_back(AttributesOf(state));
  columns.tags.push_back(ArrayLiteral(tags));
}

void AddStates(const v1::Unit& unit, StateColumns& columns) {
  // Where no state has tags and the unit does, the fact is of an organization service to which tags had no days.
  const bool states_have_tags =
      std::any_of(unit.states().begin(), unit.states().end(), [](const auto& state) { return !state.tags().empty(); });
  for (const v1::UnitState& state : unit.states()) {
    AddState(unit.id(), state, states_have_tags ? state.tags() : unit.tags(), columns);
    columns.valid_from.push_back(Optional(state.valid_from()));
    columns.valid_to.push_back(Optional(state.valid_to()));
  }
  if (unit.states_size() > 0) return;
  AddState(unit.id(), unit, unit.tags(), columns);
  columns.valid_from.push_back(std::nullopt);
  columns.valid_to.push_back(std::nullopt);
}

// What a fact says of a unit, and the change that it is of.
struct News {
  const v1::Unit* unit = nullptr;
  std::int64_t change = 0;
};
using ById = std::map<std::string, News>;

// The newest of what the facts say of each unit.
absl::StatusOr<ById> NewestOf(std::span<const v1::UnitsChanged> changes) {
  ById newest;
  for (const v1::UnitsChanged& change : changes) {
    if (change.change() < 1 || change.part() < 1 || change.part() > change.parts()) {
      return InvalidField("change", "UNIT_UNREADABLE", "the fact does not say which part of which change it is");
    }
    for (const v1::Unit& unit : change.units()) {
      DONDOC_RETURN_IF_ERROR(Check(unit));
      News& known = newest[unit.id()];
      if (known.unit == nullptr || known.unit->version() < unit.version()) known = {&unit, change.change()};
    }
  }
  return newest;
}

absl::Status TakeUnits(pg::Transaction& tx, const ById& units) {
  if (units.empty()) return absl::OkStatus();
  Columns c;
  for (const auto& [id, news] : units) {
    Add(*news.unit, c);
    c.tree_change.push_back(news.change);
  }
  DONDOC_ASSIGN_OR_RETURN(
      const pg::Result taken,
      tx.Execute(sql::kUpsertUnits, c.id, c.name, c.level, c.kind, c.superior_id, c.superior_ids, c.territory_id,
                 c.territory_name, c.territory_type, c.territory_code, c.code_list, c.tags, c.valid_from, c.valid_to,
                 c.emails, c.version, c.tree_change, c.attributes, kUnitForm));
  if (taken.empty()) return absl::OkStatus();
  Texts ids;
  StateColumns s;
  for (const pg::Row row : taken) {
    ids.push_back(row.Get<std::string>("id"));
    AddStates(*units.at(ids.back()).unit, s);
  }
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kDeleteUnitStates, ids).status());
  return tx
      .Execute(sql::kInsertUnitStates, s.unit_id, s.valid_from, s.valid_to, s.name, s.superior_id, s.superior_ids,
               s.territory_name, s.territory_type, s.territory_code, s.code_list, s.attributes, s.tags)
      .status();
}

// Later changes may be here already; what the complete change covers is forgotten.
absl::Status Advance(pg::Transaction& tx) {
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kAdvanceCompleteChange).status());
  return tx.Execute(sql::kDeleteOldChanges).status();
}

absl::Status NoteChanges(pg::Transaction& tx, std::span<const v1::UnitsChanged> changes) {
  std::vector<std::int64_t> numbers;
  std::vector<std::int32_t> part, parts;
  for (const v1::UnitsChanged& change : changes) {
    numbers.push_back(change.change());
    part.push_back(change.part());
    parts.push_back(change.parts());
  }
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kInsertChanges, numbers, part, parts).status());
  return Advance(tx);
}

}  // namespace

absl::Status Apply(pg::Transaction& tx, std::span<const v1::UnitsChanged> changes) {
  DONDOC_ASSIGN_OR_RETURN(const ById units, NewestOf(changes));
  // First the lock: two consumers that take in the last two parts of one change must see each other's.
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kLockCompleteChange).status());
  DONDOC_RETURN_IF_ERROR(TakeUnits(tx, units));
  return NoteChanges(tx, changes);
}

absl::Status LockCopy(pg::Transaction& tx) {
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kKeepCompleteChange).status());
  return tx.Execute(sql::kLockCompleteChange).status();
}

absl::Status ApplyUnits(pg::Transaction& tx, const google::protobuf::RepeatedPtrField<v1::Unit>& units,
                        std::int64_t change) {
  ById by_id;
  for (const v1::Unit& unit : units) {
    DONDOC_RETURN_IF_ERROR(Check(unit));
    by_id[unit.id()] = {&unit, change};
  }
  return TakeUnits(tx, by_id);
}

absl::Status SetComplete(pg::Transaction& tx, std::int64_t change) {
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kRaiseCompleteChange, change).status());
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kDeleteOldChanges).status());
  return Advance(tx);
}

}  // namespace dondoc::organization::replica
