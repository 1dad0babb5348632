// What `dondoc indicator` prints for people. Pure, thread-safe.
#pragma once

#include <cstdint>
#include <string>

#include "dondoc/cli/v1/explained_totals.pb.h"
#include "dondoc/indicator/v1/indicator_service.pb.h"
#include "tools/dondoc/table.h"

namespace dondoc::cli {

Table IndicatorTable(const indicator::v1::ListIndicatorsResponse& list);
Table TotalsTable(const google::protobuf::RepeatedPtrField<indicator::v1::IndicatorTotal>& totals);
Table TargetsTable(const indicator::v1::ListTargetsResponse& list);
Table ValuesTable(const indicator::v1::GetValuesResponse& values);
// A line for each unit below, the unit's own number, what is in no line, and what they add up to.
Table ContributionsTable(const v1::Explanation& explanation);
// The units of other trees that are in the total or in no line of it.
Table SourcesTable(const v1::Explanation& explanation);
Table MissingTable(const google::protobuf::RepeatedPtrField<indicator::v1::MissingUnit>& units);

// "45/50" for a ratio, "12" for a count.
std::string NumberText(std::int64_t numerator, std::int64_t denominator, bool is_ratio);

// "at least 99.9 % (2026–2030)".
std::string TargetText(const indicator::v1::Target& target);

}  // namespace dondoc::cli
