#include "tools/dondoc/transfer_commands.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "common/status/status.h"
#include "dondoc/assignment/v1/assignment_service.grpc.pb.h"
#include "tools/dondoc/assignment_tables.h"
#include "tools/dondoc/cell_sums.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/find_assignment.h"
#include "tools/dondoc/succession_report.h"

namespace dondoc::cli {
namespace {

using organization::v1::Succession;
using AssignmentStub = assignment::v1::AssignmentService::Stub;
using Conflicts = assignment::v1::ListSuccessionConflictsResponse;

constexpr char kService[] = "assignment";

struct ConflictOptions {
  std::string succession, unit;
};

// All pages of all cells, in one order. Cells that do not answer are added to `not_asked`; the error of the only one.
absl::StatusOr<Conflicts> ConflictsOfAllCells(Session& session, assignment::v1::ListSuccessionConflictsRequest request,
                                              google::protobuf::RepeatedPtrField<v1::CellNotAsked>& not_asked) {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Cell> cells, session.Cells(kService));
  Conflicts all;
  for (const Cell& cell : cells) {
    request.clear_page_token();
    do {
      const absl::StatusOr<Conflicts> page = session.CallAt(cell, &AssignmentStub::ListSuccessionConflicts, request);
      if (!page.ok() && cells.size() == 1) return page.status();
      if (!page.ok()) {
        AddNotAsked(kService, cell.address, page.status(), not_asked);
        break;
      }
      Add(*page, all);
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
  }
  return all;
}

absl::Status ListConflicts(Session& session, const ConflictOptions& options) {
  assignment::v1::ListSuccessionConflictsRequest request;
  if (!options.succession.empty()) {
    DONDOC_ASSIGN_OR_RETURN(const Succession succession, FindSuccession(session, options.succession));
    request.set_succession_id(succession.succession_id());
  }
  if (!options.unit.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit));
  }
  request.set_page_size(1000);
  google::protobuf::RepeatedPtrField<v1::CellNotAsked> not_asked;
  DONDOC_ASSIGN_OR_RETURN(const auto all, ConflictsOfAllCells(session, request, not_asked));
  if (session.json()) {
    DONDOC_RETURN_IF_ERROR(session.PrintJson(all));
    return MissingIn(not_asked);
  }
  Table table({"ID", "WAS OF", "DIRECTIVE", "DUE", "STATE", "MAY GO TO"});
  for (const auto& conflict : all.conflicts()) {
    const auto& one = conflict.assignment();
    std::string names;
    for (const std::string& name : conflict.to_unit_names()) names += (names.empty() ? "" : "; ") + name;
    table.Add({ShortId(one.assignment_id()), one.unit_name(), one.directive_number(), one.due_on(),
               assignment::v1::Assignment::State_Name(one.state()), names});
  }
  DONDOC_RETURN_IF_ERROR(session.Print(table));
  return MissingIn(not_asked);
}

struct TransferOptions {
  std::string named, to, reason, etag;
};

absl::Status Transfer(Session& session, const TransferOptions& options) {
  assignment::v1::TransferAssignmentRequest request;
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_assignment_id(), FindAssignmentId(session, options.named));
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_to_unit_id(), session.FindUnitId(options.to, "to"));
  request.set_request_id(session.RequestId());
  request.set_reason(options.reason);
  request.set_etag(options.etag);
  DONDOC_ASSIGN_OR_RETURN(const auto taken,
                          session.CallWhereItIs(kService, &AssignmentStub::TransferAssignment, request));
  if (session.json()) return session.PrintJson(taken);
  assignment::v1::ListAssignmentsResponse one;
  *one.add_assignments() = taken;
  return session.Print(ListTable(one.assignments()));
}

}  // namespace

void RegisterTransfers(CLI::App& assignment, Session& session) {
  auto conflicts = std::make_shared<ConflictOptions>();
  CLI::App* command =
      assignment.add_subcommand("conflicts", "List what is open of units that ended and that nobody took over from");
  command->add_option("--succession", conflicts->succession, "Of this succession: its id or its decision");
  command->add_option("--unit", conflicts->unit, "Of this unit and of what was below it");
  command->callback([&session, conflicts] { session.Run([&] { return ListConflicts(session, *conflicts); }); });

  auto transfer = std::make_shared<TransferOptions>();
  command = assignment.add_subcommand("transfer", "Give it to another unit");
  command->add_option("ASSIGNMENT", transfer->named, "Its id, or how the id begins")->required();
  command->add_option("--to", transfer->to, "The unit: an id, a territory's code or a name")->required();
  command->add_option("--reason", transfer->reason, "Why")->required();
  command->add_option("--etag", transfer->etag, "Only if nobody has changed it since it had this etag");
  command->callback([&session, transfer] { session.Run([&] { return Transfer(session, *transfer); }); });
}

}  // namespace dondoc::cli
