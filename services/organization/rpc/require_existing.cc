#include "services/organization/rpc/require_existing.h"

#include <chrono>

#include "common/status/status.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {
namespace {

std::string DescribeDays(const Validity& days) {
  if (days.IsPlanned()) return "it is planned";
  std::string text;
  if (days.from) text = "it exists from " + FormatDay(*days.from);
  if (days.to)
    text += (text.empty() ? "it has existed until " : ", until ") + FormatDay(*days.to - std::chrono::days(1));
  return text;
}

}  // namespace

absl::Status RequireExisting(pg::Transaction& tx, const std::string& unit_id, Day day, std::string_view field) {
  const absl::StatusOr<Unit> unit = GetUnit(tx, unit_id, day);
  if (!unit.ok()) return WithMetadata(unit.status(), "field", field);
  if (unit->validity.Contains(day)) return absl::OkStatus();
  return InvalidField(field, "UNIT_NOT_VALID",
                      unit->name + " does not exist on " + FormatDay(day) + ": " + DescribeDays(unit->validity));
}

}  // namespace dondoc::organization
