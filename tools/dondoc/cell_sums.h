// What several cells say of one thing, added up: each counts what it has, and has units that no other cell has.
//
// States: of several that differ, the one that is furthest behind. Versions: the oldest. Names: each once, so many as
// one cell would give. A sum begins as an empty message.
#pragma once

#include "dondoc/assignment/v1/assignment_service.pb.h"
#include "dondoc/common/v1/audit_service.pb.h"
#include "dondoc/directive/v1/directive_service.pb.h"
#include "dondoc/indicator/v1/indicator_service.pb.h"
#include "dondoc/notification/v1/notification_service.pb.h"

namespace dondoc::cli {

void Add(const assignment::v1::SuccessionPreview& cell, assignment::v1::SuccessionPreview& sum);
void Add(const directive::v1::DocumentsPreview& cell, directive::v1::DocumentsPreview& sum);
void Add(const indicator::v1::NumbersPreview& cell, indicator::v1::NumbersPreview& sum);

// Totals of a unit: in the tree of another day they are made of totals of units of other levels, too.
void Add(const assignment::v1::AssignmentCounts& cell, assignment::v1::AssignmentCounts& sum);

// Lists, in the order in which one cell has them: assignments by deadline, those without one last, then by id; records
// and mails the newest first. A rule that several cells have is there once, with the etag of the first; where they
// differ, each is there. Tokens of pages mean nothing in a sum.
void Add(const assignment::v1::ListAssignmentsResponse& cell, assignment::v1::ListAssignmentsResponse& sum);
void Add(const assignment::v1::ListSuccessionConflictsResponse& cell,
         assignment::v1::ListSuccessionConflictsResponse& sum);
void Add(const common::v1::ListAuditRecordsResponse& cell, common::v1::ListAuditRecordsResponse& sum);
void Add(const notification::v1::ListDeliveriesResponse& cell, notification::v1::ListDeliveriesResponse& sum);
void Add(const notification::v1::ListRulesResponse& cell, notification::v1::ListRulesResponse& sum);

// Lists of which one cell has everything, or whose parts have no order among them.
inline void Add(const assignment::v1::ListExpandedGroupsResponse& cell,
                assignment::v1::ListExpandedGroupsResponse& sum) {
  sum.MergeFrom(cell);
}
inline void Add(const indicator::v1::GetValuesResponse& cell, indicator::v1::GetValuesResponse& sum) {
  sum.MergeFrom(cell);
}
inline void Add(const indicator::v1::ListContributionsResponse& cell, indicator::v1::ListContributionsResponse& sum) {
  sum.MergeFrom(cell);
}
inline void Add(const indicator::v1::ListMissingUnitsResponse& cell, indicator::v1::ListMissingUnitsResponse& sum) {
  sum.MergeFrom(cell);
}
inline void Add(const indicator::v1::ListTargetsResponse& cell, indicator::v1::ListTargetsResponse& sum) {
  sum.MergeFrom(cell);
}
inline void Add(const notification::v1::ListInboxResponse& cell, notification::v1::ListInboxResponse& sum) {
  sum.MergeFrom(cell);
}
inline void Add(const notification::v1::ListRemindersResponse& cell, notification::v1::ListRemindersResponse& sum) {
  sum.MergeFrom(cell);
}

}  // namespace dondoc::cli
