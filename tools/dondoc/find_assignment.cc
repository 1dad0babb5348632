#include "tools/dondoc/find_assignment.h"

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/assignment/v1/assignment_service.grpc.pb.h"
#include "tools/dondoc/cli_support.h"

namespace dondoc::cli {

absl::StatusOr<std::string> FindAssignmentId(Session& session, const std::string& text) {
  if (IsUuid(text)) return text;
  assignment::v1::ListAssignmentsRequest request;
  request.set_id_prefix(text);
  request.set_page_size(5);
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Cell> cells, session.Cells("assignment"));
  assignment::v1::ListAssignmentsResponse found;
  for (const Cell& cell : cells) {
    DONDOC_ASSIGN_OR_RETURN(const auto here,
                            session.CallAt(cell, &assignment::v1::AssignmentService::Stub::ListAssignments, request));
    found.MergeFrom(here);
  }
  if (found.assignments_size() == 1) return found.assignments(0).assignment_id();
  if (found.assignments().empty())
    return NotFound("ASSIGNMENT_NOT_FOUND", "no assignment has an id that begins with " + text);
  std::string message = "several assignments have an id that begins with " + text + ":";
  for (const auto& assignment : found.assignments())
    message += "\n  " + assignment.assignment_id() + "  " + assignment.unit_name();
  return InvalidField("assignment", "AMBIGUOUS_ASSIGNMENT", message);
}

}  // namespace dondoc::cli
