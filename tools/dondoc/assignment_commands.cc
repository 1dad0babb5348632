#include "tools/dondoc/assignment_commands.h"

#include <CLI/CLI.hpp>
#include <cctype>
#include <memory>
#include <string>
#include <vector>

#include "common/status/status.h"
#include "dondoc/assignment/v1/assignment_service.grpc.pb.h"
#include "tools/dondoc/all_cells.h"
#include "tools/dondoc/assignment_tables.h"
#include "tools/dondoc/cell_sums.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/find_assignment.h"
#include "tools/dondoc/find_directive.h"
#include "tools/dondoc/transfer_commands.h"
#include "tools/dondoc/unit_names.h"
#include "tools/dondoc/unit_text.h"

namespace dondoc::cli {
namespace {

using assignment::v1::Assignment;
using assignment::v1::AssignmentCounts;
using assignment::v1::ListAssignmentsRequest;
using assignment::v1::ListAssignmentsResponse;
using Stub = assignment::v1::AssignmentService::Stub;

constexpr const char* kService = "assignment";
constexpr const char* kNamedBy = "Its id, or how the id begins";
constexpr const char* kDirectiveHelp = "Of this directive only: its number, its id, or how the id begins";

absl::Status Show(Session& session, const Assignment& assignment) {
  if (session.json()) return session.PrintJson(assignment);
  ListAssignmentsResponse one;
  *one.add_assignments() = assignment;
  return session.Print(ListTable(one.assignments()));
}

// A subcommand that does `method` to one assignment; returns it for further options into `request`.
template <typename Request>
CLI::App* AddAct(CLI::App& group, Session& session, const std::string& name, const std::string& help,
                 grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Assignment*),
                 const std::shared_ptr<Request>& request) {
  CLI::App* command = group.add_subcommand(name, help);
  auto named = std::make_shared<std::string>();
  command->add_option("ASSIGNMENT", *named, kNamedBy)->required();
  command->add_option("--etag", *request->mutable_etag(),
                      "Only if nobody has changed it since it had this etag (show prints it)");
  command->callback([&session, named, request, method] {
    session.Run([&]() -> absl::Status {
      DONDOC_ASSIGN_OR_RETURN(*request->mutable_assignment_id(), FindAssignmentId(session, *named));
      request->set_request_id(session.RequestId());
      DONDOC_ASSIGN_OR_RETURN(const Assignment assignment, session.CallWhereItIs(kService, method, *request));
      return Show(session, assignment);
    });
  });
  return command;
}

void AddActs(CLI::App& group, Session& session) {
  AddAct(group, session, "accept", "Take it on", &Stub::AcceptAssignment,
         std::make_shared<assignment::v1::AcceptAssignmentRequest>());
  AddAct(group, session, "start", "Begin", &Stub::StartAssignment,
         std::make_shared<assignment::v1::StartAssignmentRequest>());
  auto report = std::make_shared<assignment::v1::ReportAssignmentRequest>();
  CLI::App* command = AddAct(group, session, "report", "Say what was done", &Stub::ReportAssignment, report);
  command->add_option("--text", *report->mutable_text(), "What was done")->required();
  command->add_option("--evidence", *report->mutable_evidence_note(), "What shows it: a link, a document's number");
  auto give_back = std::make_shared<assignment::v1::ReturnAssignmentRequest>();
  command = AddAct(group, session, "return", "Give a report back", &Stub::ReturnAssignment, give_back);
  command->add_option("--reason", *give_back->mutable_reason(), "Why")->required();
  AddAct(group, session, "complete", "Take a report as it is", &Stub::CompleteAssignment,
         std::make_shared<assignment::v1::CompleteAssignmentRequest>());
  auto refuse = std::make_shared<assignment::v1::RefuseAssignmentRequest>();
  command = AddAct(group, session, "refuse", "Say that it cannot be done", &Stub::RefuseAssignment, refuse);
  command->add_option("--reason", *refuse->mutable_reason(), "Why")->required();
}

struct ListOptions {
  ListAssignmentsRequest request;
  std::string unit;
  std::string issuer;
  std::vector<std::string> states;
  int limit = 200;
};

absl::Status ReadStates(ListOptions& options) {
  for (std::string name : options.states) {
    for (char& c : name) c = c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    Assignment::State state = Assignment::STATE_UNSPECIFIED;
    if (!Assignment::State_Parse(name, &state) || state == Assignment::STATE_UNSPECIFIED) {
      return InvalidField("state", "BAD_STATE",
                          "there is no state " + name +
                              "; the states are ASSIGNED, ACCEPTED, IN_PROGRESS, REPORTED, RETURNED, "
                              "COMPLETED, REFUSED, CANCELLED and TRANSFERRED, and --overdue is for what is late");
    }
    options.request.add_states(state);
  }
  return absl::OkStatus();
}

absl::Status List(Session& session, ListOptions options) {
  DONDOC_RETURN_IF_ERROR(ReadStates(options));
  const std::string& date = options.request.date();
  if (!options.unit.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*options.request.mutable_unit_id(), session.FindUnitId(options.unit, "unit", date));
  }
  if (!options.issuer.empty()) {
    DONDOC_ASSIGN_OR_RETURN(*options.request.mutable_issuer_unit_id(),
                            session.FindUnitId(options.issuer, "issuer", date));
  }
  if (!options.request.directive_id().empty()) {
    DONDOC_ASSIGN_OR_RETURN(*options.request.mutable_directive_id(),
                            FindDirectiveId(session, options.request.directive_id()));
  }
  DONDOC_ASSIGN_OR_RETURN(const auto listed,
                          ListOfAllCells(session, kService, &Stub::ListAssignments, options.request, options.limit,
                                         [](auto& all) { return all.mutable_assignments(); }));
  DONDOC_RETURN_IF_ERROR(session.json() ? session.PrintJson(listed.all)
                                        : session.Print(ListTable(listed.all.assignments())));
  return WhatIsMissing(session, listed);
}

void AddList(CLI::App& group, Session& session) {
  CLI::App* command = group.add_subcommand("list", "List assignments, the earliest deadline first");
  auto options = std::make_shared<ListOptions>();
  command->add_option("--unit", options->unit, "Of this unit: an id, a territory's code or a name");
  command->add_flag(
      "--subtree", [options](std::int64_t) { options->request.set_subtree(true); },
      "Also of everything below the unit");
  command->add_option("--issuer", options->issuer, "Given by this unit");
  command->add_option("--directive", *options->request.mutable_directive_id(), kDirectiveHelp);
  command->add_option("--state", options->states, "In this state; may be repeated");
  command->add_option("--date", *options->request.mutable_date(),
                      "The day whose codes and names units are written in and, with --subtree, whose tree it is, "
                      "YYYY-MM-DD (default: today, or the last of a unit that has ended)");
  command->add_flag(
      "--overdue", [options](std::int64_t) { options->request.set_overdue(true); }, "Only what is late");
  command->add_option("--due-from", *options->request.mutable_due_from(), "Due on this day or later, as 2026-12-14");
  command->add_option("--due-to", *options->request.mutable_due_to(), "Due on this day or earlier");
  command->add_option("--limit", options->limit, "At most so many; 0 for all")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->callback([&session, options] { session.Run([&] { return List(session, *options); }); });
}

void AddShow(CLI::App& group, Session& session) {
  CLI::App* command = group.add_subcommand("show", "Show one assignment and what was done to it");
  auto named = std::make_shared<std::string>();
  command->add_option("ASSIGNMENT", *named, kNamedBy)->required();
  command->callback([&session, named] {
    session.Run([&]() -> absl::Status {
      assignment::v1::GetAssignmentRequest request;
      DONDOC_ASSIGN_OR_RETURN(*request.mutable_assignment_id(), FindAssignmentId(session, *named));
      DONDOC_ASSIGN_OR_RETURN(const Assignment assignment,
                              session.CallWhereItIs(kService, &Stub::GetAssignment, request));
      if (session.json()) return session.PrintJson(assignment);
      DONDOC_RETURN_IF_ERROR(session.Print(DetailTable(assignment)));
      session.out() << "\n";
      return session.Print(HistoryTable(assignment));
    });
  });
}

void AddCounts(CLI::App& group, Session& session) {
  CLI::App* command = group.add_subcommand("counts", "How much is done, of a unit and everything below it");
  auto unit = std::make_shared<std::string>();
  auto own = std::make_shared<bool>(false);
  auto request = std::make_shared<assignment::v1::GetCountsRequest>();
  command->add_option("UNIT", *unit, "An id, a territory's code or a name")->required();
  command->add_option("--directive", *request->mutable_directive_id(), kDirectiveHelp);
  command->add_flag("--own", *own, "Only what the unit itself has to do");
  command->add_option("--date", *request->mutable_date(), "In the tree of this day, YYYY-MM-DD");
  command->callback([&session, unit, own, request] {
    session.Run([&]() -> absl::Status {
      DONDOC_ASSIGN_OR_RETURN(const organization::v1::Unit found, session.FindUnit(*unit, "unit", request->date()));
      request->set_unit_id(found.id());
      if (!request->directive_id().empty()) {
        DONDOC_ASSIGN_OR_RETURN(*request->mutable_directive_id(), FindDirectiveId(session, request->directive_id()));
      }
      request->set_subtree(!*own);
      DONDOC_ASSIGN_OR_RETURN(const std::vector<Cell> cells, session.Cells(kService));
      AssignmentCounts counts;
      for (const Cell& cell : cells) {
        DONDOC_ASSIGN_OR_RETURN(const AssignmentCounts here, session.CallAt(cell, &Stub::GetCounts, *request));
        Add(here, counts);
      }
      if (session.json()) return session.PrintJson(counts);
      DONDOC_RETURN_IF_ERROR(session.Print(CountsTable(counts, found.name())));
      session.out() << "rate: " << counts.rate_formula() << "\n";
      return PrintLeftOut(session, counts.left_out_unit_ids());
    });
  });
}

void AddGroups(CLI::App& group, Session& session) {
  CLI::App* command = group.add_subcommand("groups", "What the groups of a directive became when it was issued");
  auto request = std::make_shared<assignment::v1::ListExpandedGroupsRequest>();
  command->add_option("DIRECTIVE", *request->mutable_directive_id(), kDirectiveHelp)->required();
  command->callback([&session, request] {
    session.Run([&]() -> absl::Status {
      DONDOC_ASSIGN_OR_RETURN(*request->mutable_directive_id(), FindDirectiveId(session, request->directive_id()));
      DONDOC_ASSIGN_OR_RETURN(const auto listed, ListOfAllCells(session, kService, &Stub::ListExpandedGroups, *request,
                                                                0, [](auto& all) { return all.mutable_groups(); }));
      if (session.json()) {
        DONDOC_RETURN_IF_ERROR(session.PrintJson(listed.all));
        return WhatIsMissing(session, listed);
      }
      Table table({"GROUP", "ON", "LEVEL", "ONLY", "UNITS"});
      for (const auto& one : listed.all.groups()) {
        std::string only;
        for (const std::string& name : one.attributes()) {
          organization::v1::TerritoryAttribute attribute{};
          organization::v1::TerritoryAttribute_Parse(name, &attribute);
          only += (only.empty() ? "" : ", ") + AttributeText(attribute);
        }
        table.Add({one.name(), one.expanded_on(), one.level(), only, std::to_string(one.unit_ids_size())});
      }
      DONDOC_RETURN_IF_ERROR(session.Print(table));
      return WhatIsMissing(session, listed);
    });
  });
}

}  // namespace

void RegisterAssignment(CLI::App& app, Session& session) {
  CLI::App* group = app.add_subcommand("assignment", "What was given to whom, and what became of it");
  group->require_subcommand(1);
  AddList(*group, session);
  AddShow(*group, session);
  AddActs(*group, session);
  AddCounts(*group, session);
  AddGroups(*group, session);
  RegisterTransfers(*group, session);
}

}  // namespace dondoc::cli
