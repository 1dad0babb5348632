#include "common/audit/audit.h"

#include <fmt/core.h>

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

absl::Status Append(pg::Transaction& tx, const Act& act) {
  const bool of_another = act.object.unit_id != act.caller.unit_id;
  return tx
      .Execute(sql::kAppendRecord, act.at, Text(act.caller.subject), Text(act.caller.name), Text(act.caller.unit_id),
               Text(act.method), Text(act.object.type), Text(act.object.id), Short(act.changes.before()),
               Short(act.changes.after()), Text(act.request_id), Text(act.caller.address), Text(act.caller.trace),
               Text(of_another ? act.object.unit_id : ""))
      .status();
}

}  // namespace dondoc::audit
