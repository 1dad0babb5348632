#include "tools/dondoc/succession_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <ostream>
#include <tuple>
#include <vector>

#include "common/status/status.h"
#include "dondoc/assignment/v1/assignment_service.grpc.pb.h"
#include "dondoc/directive/v1/directive_service.grpc.pb.h"
#include "dondoc/indicator/v1/indicator_service.grpc.pb.h"
#include "dondoc/organization/v1/succession_service.grpc.pb.h"
#include "tools/dondoc/all_cells.h"
#include "tools/dondoc/cell_sums.h"
#include "tools/dondoc/cli_support.h"

namespace dondoc::cli {
namespace {

using organization::v1::Succession;
using Stub = organization::v1::SuccessionService::Stub;

constexpr char kOrganization[] = "organization";
constexpr char kAssignment[] = "assignment";
constexpr char kDirective[] = "directive";
constexpr char kIndicator[] = "indicator";
// Both national lists take seconds; a slow machine may take a minute.
constexpr std::chrono::seconds kLong{300};

// What all cells of a service say of a plan, in the version that was seen, added up; those that say nothing are added
// to `not_asked`. The first error where none says anything.
template <typename ServiceStub, typename Request, typename Response>
absl::StatusOr<Response> Ask(Session& session, const std::string& service,
                             grpc::Status (ServiceStub::*method)(grpc::ClientContext*, const Request&, Response*),
                             const Succession& succession, Request request, NotAsked& not_asked) {
  request.set_succession_id(succession.succession_id());
  request.set_version(succession.version());
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Cell> cells, session.Cells(service));
  Response sum;
  std::vector<absl::Status> errors;
  for (const Cell& cell : cells) {
    const absl::StatusOr<Response> answer = session.CallAt(cell, method, request, kLong);
    if (answer.ok()) {
      Add(*answer, sum);
    } else {
      AddNotAsked(service, cell, errors.emplace_back(answer.status()), not_asked);
    }
  }
  if (errors.size() == cells.size()) return errors.front();
  return sum;
}

// What a body without an heir has, by its id.
struct Left {
  std::int64_t memberships = 0, accounts = 0, open = 0, duties = 0, drafts = 0;
};

std::map<std::string, Left> LeftOf(const v1::SuccessionReport& report) {
  std::map<std::string, Left> left;
  for (const auto& unit : report.succession().people_without_heir()) {
    left[unit.unit_id()].memberships += unit.memberships();
    left[unit.unit_id()].accounts += unit.accounts();
  }
  for (const auto& unit : report.assignments().without_heir()) {
    left[unit.unit_id()].open += unit.open();
    left[unit.unit_id()].duties += unit.duties();
  }
  for (const auto& [unit_id, drafts] : report.documents().without_heir()) left[unit_id].drafts += drafts;
  return left;
}

absl::Status AddBodies(Session& session, bool all, v1::SuccessionReport& report) {
  const std::map<std::string, Left> left = LeftOf(report);
  organization::v1::ListBodiesWithoutHeirRequest request;
  request.set_succession_id(report.succession().succession_id());
  request.set_page_size(1000);
  do {
    DONDOC_ASSIGN_OR_RETURN(const auto page, session.Call(kOrganization, &Stub::ListBodiesWithoutHeir, request));
    for (const auto& body : page.bodies()) {
      if (all || body.to_unit_ids_size() > 0 || left.contains(body.unit_id())) *report.add_bodies() = body;
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  // Pages are by id; who reads them looks for a place.
  std::sort(report.mutable_bodies()->begin(), report.mutable_bodies()->end(), [](const auto& a, const auto& b) {
    return std::tie(a.territory_code(), a.unit_id()) < std::tie(b.territory_code(), b.unit_id());
  });
  return absl::OkStatus();
}

// A count of what this service keeps, of which a part may be missing.
std::string CountText(const v1::SuccessionReport& report, std::string_view service, std::int64_t count) {
  const bool is_whole = std::none_of(report.not_asked().begin(), report.not_asked().end(),
                                     [&](const auto& cell) { return cell.service() == service; });
  return is_whole ? fmt::format("{}", count) : fmt::format("{} + ?", count);
}

template <typename Texts>
std::string Joined(const Texts& texts, const std::string& between) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : between) + text;
  return all;
}

}  // namespace

absl::StatusOr<Succession> FindSuccession(Session& session, const std::string& which, bool by_unit) {
  organization::v1::GetSuccessionRequest request;
  request.set_by_unit(by_unit);
  request.set_succession_id(which);
  return session.Call(kOrganization, &Stub::GetSuccession, request);
}

absl::StatusOr<std::string> FindSuccessionId(Session& session, const std::string& which) {
  organization::v1::ListSuccessionsRequest request;
  request.set_page_size(1000);
  // As the service finds one: a decision may have been planned again after it was undone or discarded.
  const auto rank = [](const Succession& one) {
    return std::tuple(one.state() != Succession::UNDONE && one.state() != Succession::DISCARDED,
                      one.plan_time().seconds(), one.plan_time().nanos());
  };
  std::optional<Succession> found;
  do {
    DONDOC_ASSIGN_OR_RETURN(const auto page, session.Call(kOrganization, &Stub::ListSuccessions, request));
    for (const Succession& one : page.successions()) {
      if (one.succession_id() != which && one.decision_number() != which) continue;
      if (!found || rank(*found) < rank(one)) found = one;
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  if (!found) return NotFound("SUCCESSION_NOT_FOUND", "there is no succession " + which);
  return found->succession_id();
}

absl::StatusOr<assignment::v1::SuccessionPreview> AssignmentsOf(Session& session, const Succession& succession) {
  NotAsked not_asked;
  DONDOC_ASSIGN_OR_RETURN(assignment::v1::SuccessionPreview work,
                          Ask(session, kAssignment, &assignment::v1::AssignmentService::Stub::GetSuccessionPreview,
                              succession, assignment::v1::GetSuccessionPreviewRequest(), not_asked));
  DONDOC_RETURN_IF_ERROR(MissingIn(not_asked));
  return work;
}

absl::Status AfterDone(const absl::Status& error, const Succession& succession) {
  if (error.ok()) return error;
  const bool undone = succession.state() == Succession::UNDONE;
  absl::Status said(error.code(),
                    fmt::format("the succession by {} {}; the other services follow by themselves. How far they are "
                                "could not be asked to the end: {}\nLook again with: dondoc units preview {}",
                                succession.decision_number(), undone ? "is UNDONE" : "is ENACTED, it has taken effect",
                                std::string(error.message()), succession.succession_id()));
  error.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) { said.SetPayload(url, payload); });
  return said;
}

absl::StatusOr<v1::SuccessionReport> ReportOn(Session& session, const std::string& succession_id, Bodies bodies) {
  const bool by_unit = bodies != Bodies::kNone;
  v1::SuccessionReport report;
  DONDOC_ASSIGN_OR_RETURN(*report.mutable_succession(), FindSuccession(session, succession_id, by_unit));
  const Succession& succession = report.succession();
  NotAsked& not_asked = *report.mutable_not_asked();
  assignment::v1::GetSuccessionPreviewRequest of_work;
  of_work.set_by_unit(by_unit);
  DONDOC_ASSIGN_OR_RETURN(*report.mutable_assignments(),
                          Ask(session, kAssignment, &assignment::v1::AssignmentService::Stub::GetSuccessionPreview,
                              succession, of_work, not_asked));
  directive::v1::GetDocumentsPreviewRequest of_documents;
  of_documents.set_by_unit(by_unit);
  DONDOC_ASSIGN_OR_RETURN(*report.mutable_documents(),
                          Ask(session, kDirective, &directive::v1::DirectiveService::Stub::GetDocumentsPreview,
                              succession, of_documents, not_asked));
  DONDOC_ASSIGN_OR_RETURN(*report.mutable_numbers(),
                          Ask(session, kIndicator, &indicator::v1::IndicatorService::Stub::GetNumbersPreview,
                              succession, indicator::v1::GetNumbersPreviewRequest(), not_asked));
  if (by_unit) DONDOC_RETURN_IF_ERROR(AddBodies(session, bodies == Bodies::kAll, report));
  return report;
}

std::string StateText(const Succession& succession) {
  if (succession.state() == Succession::PLANNED && succession.wanted()) return "PLANNED, takes effect on its day";
  return Succession::State_Name(succession.state());
}

Table CountsTable(const v1::SuccessionReport& report) {
  const Succession& succession = report.succession();
  const assignment::v1::SuccessionPreview& work = report.assignments();
  Table table({"WHAT", "COUNT"});
  const auto add = [&](const std::string& what, std::int64_t count) { table.Add({what, fmt::format("{}", count)}); };
  add("territories that go on", succession.continuing());
  add("territories that end", succession.ending());
  add("territories that begin", succession.beginning());
  add("bodies that end", succession.bodies());
  add("  with an heir", succession.with_heir());
  add("  divided, no heir chosen", succession.divided());
  add("  with nothing after them", succession.without());
  add("    as the new territories have no bodies yet", succession.unequipped());
  add("roles that people have in these bodies", succession.memberships());
  add("  without an heir: to be granted anew", succession.memberships_without_heir());
  add("accounts and systems that these bodies keep", succession.accounts());
  add("  without an heir", succession.accounts_without_heir());
  add("groups of these bodies, to be defined anew", succession.groups());
  const auto add_of = [&](std::string_view service, const std::string& what, std::int64_t count) {
    table.Add({what, CountText(report, service, count)});
  };
  add_of(kAssignment, "open assignments of these bodies", work.open());
  add_of(kAssignment, "  that go to an heir", work.transferred());
  add_of(kAssignment, "  and are there, where several of one task are joined", work.remaining());
  add_of(kAssignment, "  without an heir: conflicts", work.conflicts());
  add_of(kAssignment, "bodies that have those", work.conflict_units());
  add_of(kAssignment, "recurring duties of these bodies", work.duties());
  add_of(kAssignment, "  that rest, without an heir", work.duty_conflicts());
  add_of(kDirective, "drafts of these bodies, which their heirs continue", report.documents().drafts());
  add_of(kDirective, "  without an heir: conflicts", report.documents().drafts_without_heir());
  add_of(kDirective, "directives that they have issued, which stay theirs", report.documents().issued());
  add_of(kIndicator, "numbers that these bodies have reported, and that stay theirs", report.numbers().values());
  add_of(kIndicator, "  of divided bodies: in the unit above the parts, in no part", report.numbers().divided_values());
  add_of(kIndicator, "targets of these bodies, which stay theirs", report.numbers().targets());
  return table;
}

std::string Advice(const v1::SuccessionReport& report) {
  const Succession& succession = report.succession();
  const bool is_planned = succession.state() == Succession::PLANNED;
  std::string advice;
  if (succession.unequipped() > 0 && is_planned) {
    advice += fmt::format(
        "{} bodies have nothing after them, as the list {} was not equipped. Give its territories their bodies, and "
        "plan again:\n  dondoc units equip {} --subtree --list {}\n",
        succession.unequipped(), succession.to_list(), Joined(succession.unequipped_codes(), " "),
        succession.to_list());
  }
  if (report.documents().drafts_without_heir() > 0) {
    advice += fmt::format("{} drafts that nobody continues are of: {}\n", report.documents().drafts_without_heir(),
                          Joined(report.documents().units_without_heir(), ", "));
    if (is_planned) advice += "  Name an heir (dondoc units resolve), issue or discard them before.\n";
  }
  std::string lists;
  const auto add_list = [&](std::int64_t count, const std::string& command) {
    if (count > 0) lists += fmt::format("  {} {}\n", command, succession.decision_number());
  };
  add_list(succession.memberships_without_heir(), "dondoc user roles --succession");
  add_list(report.assignments().conflicts(), "dondoc assignment conflicts --by-unit --succession");
  add_list(succession.divided() + succession.memberships_without_heir() + succession.accounts_without_heir() +
               report.assignments().conflicts() + report.assignments().duty_conflicts() +
               report.documents().drafts_without_heir(),
           "dondoc units preview --bodies");
  if (!lists.empty()) advice += "What is without an heir, one by one:\n" + lists;
  return advice;
}

Table BodiesTable(const v1::SuccessionReport& report) {
  std::map<std::string, Left> left = LeftOf(report);
  Table table({"CODE", "BODY", "ROLES", "ACCOUNTS", "OPEN", "DUTIES", "DRAFTS", "ID", "MAY BE TAKEN OVER BY"});
  const auto text = [](std::int64_t count) { return count == 0 ? std::string() : fmt::format("{}", count); };
  for (const auto& body : report.bodies()) {
    const Left& has = left[body.unit_id()];
    table.Add({body.territory_code(), body.name(), text(has.memberships), text(has.accounts), text(has.open),
               text(has.duties), text(has.drafts), body.unit_id(), Joined(body.to_unit_names(), "; ")});
  }
  return table;
}

absl::Status PrintReport(Session& session, const v1::SuccessionReport& report, Bodies bodies) {
  if (session.json()) {
    DONDOC_RETURN_IF_ERROR(session.PrintJson(report));
    return MissingIn(report.not_asked());
  }
  const Succession& succession = report.succession();
  session.out() << fmt::format("{} of {}, from the list {} to the list {}, first day {}: {}\n{}\n\n",
                               succession.decision_number(), succession.decided_on(), succession.from_list(),
                               succession.to_list(), succession.effective_on(), StateText(succession),
                               succession.succession_id());
  DONDOC_RETURN_IF_ERROR(session.Print(CountsTable(report)));
  if (const std::string advice = Advice(report); !advice.empty()) session.out() << "\n" << advice;
  if (bodies == Bodies::kNone) return MissingIn(report.not_asked());
  session.out() << "\n";
  DONDOC_RETURN_IF_ERROR(session.Print(BodiesTable(report)));
  return MissingIn(report.not_asked());
}

}  // namespace dondoc::cli
