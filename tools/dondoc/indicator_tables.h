// What `dondoc indicator` prints for people. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <string>

#include "dondoc/indicator/v1/indicator_service.pb.h"
#include "tools/dondoc/table.h"

namespace dondoc::cli {

Table IndicatorTable(const indicator::v1::ListIndicatorsResponse& list);
Table TotalsTable(const indicator::v1::GetTotalsResponse& totals);
Table TargetsTable(const indicator::v1::ListTargetsResponse& list);
Table ValuesTable(const indicator::v1::GetValuesResponse& values);
Table ContributionsTable(const indicator::v1::ListContributionsResponse& list);
Table MissingTable(const indicator::v1::ListMissingUnitsResponse& list);

// "45/50" for a ratio, "12" for a count.
std::string NumberText(std::int64_t numerator, std::int64_t denominator, bool is_ratio);

// "at least 99.9 % (2026–2030)".
std::string TargetText(const indicator::v1::Target& target);

}  // namespace dondoc::cli
