#include "tools/dondoc/transfer_commands.h"

#include <fmt/core.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/status/status.h"
#include "dondoc/assignment/v1/assignment_service.grpc.pb.h"
#include "tools/dondoc/all_cells.h"
#include "tools/dondoc/assignment_tables.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/find_assignment.h"
#include "tools/dondoc/succession_report.h"

namespace dondoc::cli {
namespace {

using AssignmentStub = assignment::v1::AssignmentService::Stub;

constexpr char kService[] = "assignment";

using Conflicts = google::protobuf::RepeatedPtrField<assignment::v1::SuccessionConflict>;

struct ConflictOptions {
  std::string succession, unit, date;
  bool by_unit = false;
};

std::string Successors(const assignment::v1::SuccessionConflict& conflict) {
  std::string names;
  for (const std::string& name : conflict.to_unit_names()) names += (names.empty() ? "" : "; ") + name;
  return names;
}

Table ConflictTable(const Conflicts& conflicts) {
  Table table({"ID", "WAS OF", "DIRECTIVE", "DUE", "STATE", "MAY GO TO"});
  for (const auto& conflict : conflicts) {
    const auto& one = conflict.assignment();
    table.Add({ShortId(one.assignment_id()), one.unit_name(), one.directive_number(), one.due_on(),
               assignment::v1::Assignment::State_Name(one.state()), Successors(conflict)});
  }
  return table;
}

// A line for each unit, those that had most first.
Table UnitsTable(const Conflicts& conflicts) {
  std::map<std::string, std::vector<const assignment::v1::SuccessionConflict*>> of;
  for (const auto& conflict : conflicts) of[conflict.assignment().unit_id()].push_back(&conflict);
  std::vector<const decltype(of)::value_type*> units;
  for (const auto& unit : of) units.push_back(&unit);
  std::stable_sort(units.begin(), units.end(), [](const auto* a, const auto* b) {
    return std::pair(b->second.size(), a->second[0]->assignment().unit_name()) <
           std::pair(a->second.size(), b->second[0]->assignment().unit_name());
  });
  Table table({"OPEN", "WAS OF", "ID", "MAY GO TO"});
  for (const auto* unit : units) {
    const auto& first = *unit->second.front();
    table.Add({std::to_string(unit->second.size()), first.assignment().unit_name(), unit->first, Successors(first)});
  }
  return table;
}

absl::Status ListConflicts(Session& session, const ConflictOptions& options) {
  assignment::v1::ListSuccessionConflictsRequest request;
  if (!options.succession.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_succession_id(), FindSuccessionId(session, options.succession));
  }
  if (!options.unit.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit, "unit", options.date));
    request.set_date(options.date);
  }
  DONDOC_ASSIGN_OR_RETURN(const auto listed,
                          ListOfAllCells(session, kService, &AssignmentStub::ListSuccessionConflicts, request, 0,
                                         [](auto& all) { return all.mutable_conflicts(); }));
  if (session.json()) {
    DONDOC_RETURN_IF_ERROR(session.PrintJson(listed.all));
    return WhatIsMissing(session, listed);
  }
  DONDOC_RETURN_IF_ERROR(
      session.Print(options.by_unit ? UnitsTable(listed.all.conflicts()) : ConflictTable(listed.all.conflicts())));
  return WhatIsMissing(session, listed);
}

struct TransferOptions {
  std::string named, all_of, to, reason, etag;
};

// What waits of a unit that has ended, named by its id or as it was called.
absl::StatusOr<std::vector<std::string>> ConflictsOf(Session& session, const std::string& unit) {
  DONDOC_ASSIGN_OR_RETURN(const auto listed, ListOfAllCells(session, kService, &AssignmentStub::ListSuccessionConflicts,
                                                            assignment::v1::ListSuccessionConflictsRequest(), 0,
                                                            [](auto& all) { return all.mutable_conflicts(); }));
  DONDOC_RETURN_IF_ERROR(WhatIsMissing(session, listed));
  std::vector<std::string> ids;
  std::set<std::string> units;
  for (const auto& conflict : listed.all.conflicts()) {
    const auto& one = conflict.assignment();
    if (one.unit_id() != unit && one.unit_name() != unit) continue;
    ids.push_back(one.assignment_id());
    units.insert(one.unit_id());
  }
  if (ids.empty()) {
    return NotFound("NOTHING_OPEN", "nothing that waits for somebody to decide was of '" + unit +
                                        "' (dondoc assignment conflicts --by-unit)");
  }
  if (units.size() > 1) {
    return InvalidField("all_of", "AMBIGUOUS_UNIT",
                        "several units were called '" + unit + "': " + fmt::format("{}", fmt::join(units, ", ")));
  }
  return ids;
}

// One after the other: what was given away stays so where a later one fails, and is not listed again.
absl::Status TransferAllOf(Session& session, const TransferOptions& options) {
  DONDOC_ASSIGN_OR_RETURN(const std::string to, session.FindUnitId(options.to, "to"));
  DONDOC_ASSIGN_OR_RETURN(const std::vector<std::string> ids, ConflictsOf(session, options.all_of));
  assignment::v1::ListAssignmentsResponse taken;
  const auto print = [&] {
    return session.json() ? session.PrintJson(taken) : session.Print(ListTable(taken.assignments()));
  };
  for (const std::string& id : ids) {
    assignment::v1::TransferAssignmentRequest request;
    request.set_request_id(session.RequestId());
    request.set_assignment_id(id);
    request.set_to_unit_id(to);
    request.set_reason(options.reason);
    auto one = session.CallWhereItIs(kService, &AssignmentStub::TransferAssignment, request);
    if (!one.ok()) {
      DONDOC_RETURN_IF_ERROR(print());
      session.err() << fmt::format("given away: {} of {}\n", taken.assignments_size(), ids.size());
      return one.status();
    }
    *taken.add_assignments() = *std::move(one);
  }
  return print();
}

absl::Status Transfer(Session& session, const TransferOptions& options) {
  if (!options.all_of.empty()) return TransferAllOf(session, options);
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
  CLI::Option* unit = command->add_option("--unit", conflicts->unit, "Of this unit and of what was below it");
  command
      ->add_option(
          "--date", conflicts->date,
          "The day whose code or name the unit is given by, and whose tree it is, YYYY-MM-DD (default: its code "
          "or name today, and any tree)")
      ->needs(unit);
  command->add_flag("--by-unit", conflicts->by_unit, "Only how many there are of each unit");
  command->callback([&session, conflicts] { session.Run([&] { return ListConflicts(session, *conflicts); }); });

  auto transfer = std::make_shared<TransferOptions>();
  command = assignment.add_subcommand("transfer", "Give it to another unit");
  CLI::Option_group* which = command->add_option_group("what");
  which->add_option("ASSIGNMENT", transfer->named, "Its id, or how the id begins");
  which->add_option("--all-of", transfer->all_of,
                    "All that waits of this unit, which has ended: its id, or as it was called");
  which->require_option(1);
  command->add_option("--to", transfer->to, "The unit: an id, a territory's code or a name")->required();
  command->add_option("--reason", transfer->reason, "Why")->required();
  command->add_option("--etag", transfer->etag, "Only if nobody has changed it since it had this etag")
      ->excludes("--all-of");
  command->callback([&session, transfer] { session.Run([&] { return Transfer(session, *transfer); }); });
}

}  // namespace dondoc::cli
