#include "tools/dondoc/transfer_commands.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "common/status/status.h"
#include "dondoc/assignment/v1/assignment_service.grpc.pb.h"
#include "tools/dondoc/all_cells.h"
#include "tools/dondoc/assignment_tables.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/find_assignment.h"
#include "tools/dondoc/succession_report.h"

namespace dondoc::cli {
namespace {

using organization::v1::Succession;
using AssignmentStub = assignment::v1::AssignmentService::Stub;

constexpr char kService[] = "assignment";

struct ConflictOptions {
  std::string succession, unit;
};

absl::Status ListConflicts(Session& session, const ConflictOptions& options) {
  assignment::v1::ListSuccessionConflictsRequest request;
  if (!options.succession.empty()) {
    DONDOC_ASSIGN_OR_RETURN(const Succession succession, FindSuccession(session, options.succession));
    request.set_succession_id(succession.succession_id());
  }
  if (!options.unit.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit));
  }
  DONDOC_ASSIGN_OR_RETURN(const auto listed,
                          ListOfAllCells(session, kService, &AssignmentStub::ListSuccessionConflicts, request, 0,
                                         [](auto& all) { return all.mutable_conflicts(); }));
  if (session.json()) {
    DONDOC_RETURN_IF_ERROR(session.PrintJson(listed.all));
    return WhatIsMissing(session, listed);
  }
  Table table({"ID", "WAS OF", "DIRECTIVE", "DUE", "STATE", "MAY GO TO"});
  for (const auto& conflict : listed.all.conflicts()) {
    const auto& one = conflict.assignment();
    std::string names;
    for (const std::string& name : conflict.to_unit_names()) names += (names.empty() ? "" : "; ") + name;
    table.Add({ShortId(one.assignment_id()), one.unit_name(), one.directive_number(), one.due_on(),
               assignment::v1::Assignment::State_Name(one.state()), names});
  }
  DONDOC_RETURN_IF_ERROR(session.Print(table));
  return WhatIsMissing(session, listed);
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
