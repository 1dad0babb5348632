// What `dondoc assignment` shows to people. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "dondoc/assignment/v1/assignment_service.pb.h"
#include "tools/dondoc/table.h"

namespace dondoc::cli {

// The first part of an id, which is most often enough to name it.
std::string ShortId(const std::string& id);

// At most `columns` of a terminal, with "…" at the end where something was cut off.
std::string Cut(std::string_view text, std::size_t columns);

// "in 4 days", "today", "11 days late", "done in time", "done late", "requested" (never late), "" without a deadline.
std::string TimeLeft(const assignment::v1::Assignment& assignment);

Table ListTable(const google::protobuf::RepeatedPtrField<assignment::v1::Assignment>& assignments);

// One assignment, a line for each thing that is known of it.
Table DetailTable(const assignment::v1::Assignment& assignment);
// What was done to it.
Table HistoryTable(const assignment::v1::Assignment& assignment);

Table CountsTable(const assignment::v1::AssignmentCounts& counts, const std::string& unit_name);

}  // namespace dondoc::cli
