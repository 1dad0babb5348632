#include "common/audit/audit.h"

#include <fmt/core.h>

#include <string>
#include <vector>

#include "common/audit/migrations.h"
#include "common/audit/record.h"
#include "common/audit/sql.h"
#include "common/text/utf8.h"

namespace dondoc::audit {
namespace {

std::string Short(std::string json) {
  if (json.size() <= kLongestJson) return json;
  return fmt::format(R"({{"omitted_bytes":{},"blake2b":"{}"}})", json.size(), ToHex(Blake2b(json)));
}

// What PostgreSQL takes as text: no byte that is not UTF-8, no NUL.
std::string Text(std::string_view text) {
  std::string clean = WellFormedUtf8(text);
  for (char& c : clean) {
    if (c == '\0') c = ' ';
  }
  return clean;
}

}  // namespace

pg::MigrationSet Migrations() { return pg::MigrationSet::Of("audit", migrations::kFiles); }

absl::Status Append(pg::Transaction& tx, const Act& act) { return Append(tx, std::span(&act, 1)); }

absl::Status Append(pg::Transaction& tx, std::span<const Act> acts) {
  if (acts.empty()) return absl::OkStatus();
  std::vector<TimePoint> at;
  std::vector<std::string> subject, name, unit, method, type, id, before, after, request, address, trace, object_unit;
  for (const Act& act : acts) {
    at.push_back(act.at);
    subject.push_back(Text(act.caller.subject));
    name.push_back(Text(act.caller.name));
    unit.push_back(Text(act.caller.unit_id));
    method.push_back(Text(act.method));
    type.push_back(Text(act.object.type));
    id.push_back(Text(act.object.id));
    before.push_back(Short(act.changes.before()));
    after.push_back(Short(act.changes.after()));
    request.push_back(Text(act.request_id));
    address.push_back(Text(act.caller.address));
    trace.push_back(Text(act.caller.trace));
    object_unit.push_back(Text(act.object.unit_id != act.caller.unit_id ? act.object.unit_id : ""));
  }
  return tx
      .Execute(sql::kAppendRecords, at, subject, name, unit, method, type, id, before, after, request, address, trace,
               object_unit)
      .status();
}

}  // namespace dondoc::audit
