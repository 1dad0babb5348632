#include "services/organization/rpc/ask_who_may.h"

#include <optional>

#include "common/log/log.h"
#include "common/status/status.h"
#include "services/organization/storage/unit_storage.h"

namespace dondoc::organization {

access::Within WithinTables(pg::Database& database, const Clock& clock) {
  return [&database, &clock](std::string_view unit, std::string_view ancestor) {
    const Day today = DayOf(clock.Now());
    const auto below =
        database.Run({.read_only = true}, [&](pg::Transaction& tx) { return IsBelow(tx, unit, ancestor, today); });
    if (!below.ok()) log::Warning("who is below whom is not known", {{"cause", below.status().ToString()}});
    return below.value_or(false);
  };
}

access::Ended EndedInTables(pg::Database& database, const Clock& clock) {
  return [&database, &clock](std::string_view unit) {
    const Day today = DayOf(clock.Now());
    return database.Run({.read_only = true}, [&](pg::Transaction& tx) { return HasEnded(tx, unit, today); });
  };
}

access::UnitName NameInTables(pg::Database& database, const Clock& clock) {
  return [&database, &clock](std::string_view unit) -> absl::StatusOr<std::string> {
    const Day today = DayOf(clock.Now());
    DONDOC_ASSIGN_OR_RETURN(const std::vector<Unit> found, database.Run({.read_only = true}, [&](pg::Transaction& tx) {
      return FindUnits(tx, {std::string(unit)}, today);
    }));
    return found.empty() ? std::string() : found[0].name + " (" + found[0].territory.code + ")";
  };
}

absl::Status PermitCountry(const Context& context, const access::Permit& permit) {
  const Day today = DayOf(context.clock.Now());
  DONDOC_ASSIGN_OR_RETURN(const std::optional<Unit> top,
                          context.database.Run([&](pg::Transaction& tx) { return FindGovernment(tx, today); }));
  return permit({.unit = top.has_value() ? top->id : ""});
}

absl::Status PermitTerritories(const Context& context, const rpc::Call& call, const std::string& code_list,
                               const std::vector<std::string>& codes) {
  const Day today = DayOf(context.clock.Now());
  const auto heads = context.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<std::vector<std::string>> {
    std::vector<std::string> ids;
    for (const std::string& code : codes) {
      const absl::StatusOr<Unit> head = GetHead(tx, code_list, code, today);
      if (!head.ok() && !absl::IsNotFound(head.status())) return head.status();
      ids.push_back(head.ok() ? head->id : "");
    }
    return ids;
  });
  DONDOC_RETURN_IF_ERROR(heads.status());
  // For none it is asked as well: whatever the operation makes of that.
  if (heads->empty()) return call.Permit({});
  for (const std::string& head : *heads) DONDOC_RETURN_IF_ERROR(call.Permit({.unit = head}));
  return absl::OkStatus();
}

}  // namespace dondoc::organization
