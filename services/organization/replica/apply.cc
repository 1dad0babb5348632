#include <utility>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "services/organization/replica/replica.h"
#include "services/organization/replica/sql.h"

namespace dondoc::organization::replica {
namespace {

using Texts = std::vector<std::string>;
using OptionalTexts = std::vector<std::optional<std::string>>;

// The columns of upsert_units.sql.
struct Columns {
  Texts id, name, level, kind, superior_ids, territory_id, territory_name, territory_type, territory_code, code_list,
      tags, emails;
  OptionalTexts superior_id, valid_from, valid_to;
  std::vector<std::int64_t> version;
};

std::optional<std::string> Optional(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

template <typename Repeated>
std::string ArrayLiteral(const Repeated& values) {
  return *pg::ToParam(Texts(values.begin(), values.end()));
}

bool IsDayOrEmpty(const std::string& text) { return text.empty() || ParseDay(text).has_value(); }

absl::Status Check(const v1::Unit& unit) {
  bool good = IsUuid(unit.id()) && IsUuid(unit.territory_id()) &&
              (unit.superior_id().empty() || IsUuid(unit.superior_id())) && common::v1::Level_IsValid(unit.level()) &&
              unit.level() != common::v1::LEVEL_UNSPECIFIED && IsDayOrEmpty(unit.valid_from()) &&
              IsDayOrEmpty(unit.valid_to());
  for (const std::string& id : unit.superior_ids()) good = good && IsUuid(id);
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
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kAdvanceCompleteChange).status());
  return tx.Execute(sql::kDeleteOldChanges).status();
}

}  // namespace

absl::Status Apply(pg::Transaction& tx, std::span<const v1::UnitsChanged> changes) {
  Columns c;
  for (const v1::UnitsChanged& change : changes) {
    if (change.change() < 1 || change.part() < 1 || change.part() > change.parts()) {
      return InvalidField("change", "UNIT_UNREADABLE", "the fact does not say which part of which change it is");
    }
    for (const v1::Unit& unit : change.units()) {
      DONDOC_RETURN_IF_ERROR(Check(unit));
      Add(unit, c);
    }
  }
  // First the lock: two consumers that take in the last two parts of one change must see each other's.
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kLockCompleteChange).status());
  DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kUpsertUnits, c.id, c.name, c.level, c.kind, c.superior_id, c.superior_ids,
                                    c.territory_id, c.territory_name, c.territory_type, c.territory_code, c.code_list,
                                    c.tags, c.valid_from, c.valid_to, c.emails, c.version)
                             .status());
  return NoteChanges(tx, changes);
}

}  // namespace dondoc::organization::replica
