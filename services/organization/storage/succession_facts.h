// Facts about successions into the outbox, in the transaction of what they report. Errors are those of
// messaging::Append.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/ids/id_generator.h"
#include "common/postgres/database.h"
#include "common/time/day.h"
#include "dondoc/organization/v1/organization_events.pb.h"
#include "services/organization/domain/succession/body_plan.h"
#include "services/organization/storage/succession_storage.h"

namespace dondoc::organization {

// A plan as others know it: parts of at most 500 edges, those with the same heir in one. The same plan makes the same
// parts.
std::vector<v1::SuccessionPlanned> PlanMessages(const Succession& succession, std::vector<BodyEdge> edges);

// PlanMessages, published.
absl::Status PublishPlanned(pg::Transaction& tx, const Succession& succession, std::vector<BodyEdge> edges,
                            TimePoint now, IdGenerator& ids, const std::string& trace);

absl::Status PublishEnacted(pg::Transaction& tx, const Succession& succession, std::int64_t tree_change, TimePoint now,
                            IdGenerator& ids, const std::string& trace);
absl::Status PublishUndone(pg::Transaction& tx, const Succession& succession, std::int64_t tree_change, TimePoint now,
                           IdGenerator& ids, const std::string& trace);

}  // namespace dondoc::organization
