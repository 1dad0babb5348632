#include "common/messaging/outbox.h"

#include <string>
#include <vector>

#include "common/messaging/migrations.h"
#include "common/messaging/sql.h"
#include "common/status/status.h"

namespace dondoc::messaging {

pg::MigrationSet Migrations() { return pg::MigrationSet::Of("messaging", migrations::kFiles); }

absl::Status Append(pg::Transaction& tx, std::span<const OutgoingFact> facts) {
  if (facts.empty()) return absl::OkStatus();
  std::vector<std::string> ids, types, traces;
  std::vector<std::string_view> destinations;
  std::vector<TimePoint> times;
  std::vector<pg::Bytes> payloads;
  for (const OutgoingFact& fact : facts) {
    ids.push_back(fact.id);
    destinations.push_back(ToString(fact.destination));
    types.push_back(fact.type);
    times.push_back(fact.time);
    traces.push_back(fact.trace);
    payloads.push_back({fact.payload});
  }
  return tx.Execute(sql::kAppendFacts, ids, destinations, types, times, traces, payloads).status();
}

absl::StatusOr<std::int64_t> CountWaiting(pg::Transaction& tx, std::string_view type, std::string_view trace) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kCountWaitingFacts, type, trace));
  return rows[0].Get<std::int64_t>("facts");
}

}  // namespace dondoc::messaging
