#include "tools/dondoc/succession_commands.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <iostream>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "common/time/clock.h"
#include "common/time/day.h"
#include "dondoc/organization/v1/organization_service.grpc.pb.h"
#include "dondoc/organization/v1/succession_service.grpc.pb.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/slow_notice.h"
#include "tools/dondoc/succession_report.h"

namespace dondoc::cli {
namespace {

using organization::v1::Succession;
using organization::v1::SuccessionService;
using Stub = SuccessionService::Stub;

constexpr char kService[] = "organization";
constexpr std::size_t kLargestFile = 32U * 1024 * 1024;
// Both national lists take seconds; a slow machine may take a minute.
constexpr std::chrono::seconds kLong{300};
constexpr const char* kWhich = "Its id, or the number of its decision";

// Waits until all cells of the assignment service have applied it (or taken it back), what goes from one to another
// included, and says how far that is.
absl::Status WaitUntilApplied(Session& session, const Succession& succession, std::string_view state) {
  const SystemClock clock;
  const TimePoint begin = clock.Now();
  std::int64_t most = 0;
  std::int64_t said = -1;
  bool said_behind = false;
  absl::Status last;
  std::mutex mutex;
  std::condition_variable pause;  // nobody wakes it: a look costs the service more than a moment costs the person
  while (clock.Now() - begin < kLong) {
    const auto work = AssignmentsOf(session, succession);
    // It takes over the tree or the plan, or has been started again.
    if (!work.ok() && !absl::IsUnavailable(work.status())) return AfterDone(work.status(), succession);
    if (work.ok() && work->state() == state && work->work() == 0) {
      session.err() << fmt::format("applied everywhere after {:.1f} s\n",
                                   std::chrono::duration<double>(clock.Now() - begin).count());
      return absl::OkStatus();
    }
    if (work.ok()) {
      most = std::max(most, work->work());
      const std::int64_t tenth = most == 0 ? 0 : (most - work->work()) * 10 / most;
      if (most > 0 && tenth != said) {
        session.err() << fmt::format("assignments: {} of {} parts\n", most - work->work(), most);
        said = tenth;
      }
    } else if (!std::exchange(said_behind, true)) {
      session.err() << fmt::format("{}; the other services are taking it over ({})\n", state,
                                   std::string(work.status().message()));
    }
    last =
        work.ok() ? Unavailable("SUCCESSION_BEING_APPLIED", "assignments are still being transferred") : work.status();
    std::unique_lock lock(mutex);
    pause.wait_for(lock, std::chrono::milliseconds(300));
  }
  return AfterDone(last, succession);
}

absl::Status Enact(Session& session, const Succession& planned) {
  organization::v1::EnactSuccessionRequest request;
  request.set_request_id(session.RequestId());
  request.set_succession_id(planned.succession_id());
  absl::StatusOr<Succession> enacted = absl::UnknownError("");
  {
    const SlowNotice notice(session.err(), "the tree of units changes ...");
    enacted = session.Call(kService, &Stub::EnactSuccession, request, kLong);
  }
  if (!enacted.ok()) return enacted.status();
  if (enacted->state() == Succession::ENACTED) DONDOC_RETURN_IF_ERROR(WaitUntilApplied(session, *enacted, "ENACTED"));
  if (session.json()) return session.PrintJson(*enacted);
  if (enacted->state() != Succession::ENACTED) {
    session.out() << "takes effect on " << enacted->effective_on() << "\n";
    return absl::OkStatus();
  }
  const auto work = AssignmentsOf(session, *enacted);
  if (!work.ok()) return AfterDone(work.status(), *enacted);
  session.out() << "enacted\n";
  if (work->conflicts() > 0) {
    session.out() << fmt::format(
        "{} assignments of {} bodies wait for somebody to decide: dondoc assignment conflicts\n", work->conflicts(),
        work->conflict_units());
  }
  return absl::OkStatus();
}

bool Confirmed(Session& session) {
  session.out() << "\nEnact it? Write yes: " << std::flush;
  std::string answer;
  return std::getline(std::cin, answer) && answer == "yes";
}

struct SucceedOptions {
  std::string file;
  organization::v1::PlanSuccessionRequest request;
  bool yes = false;
};

absl::Status Succeed(Session& session, const SucceedOptions& options) {
  organization::v1::PlanSuccessionRequest request = options.request;
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_csv(), ReadFile(options.file, kLargestFile));
  request.set_request_id(session.RequestId());
  if (request.decided_on().empty()) request.set_decided_on(request.effective_on());
  request.set_file_name(std::filesystem::path(options.file).filename().string());
  DONDOC_ASSIGN_OR_RETURN(const Succession planned, session.Call(kService, &Stub::PlanSuccession, request, kLong));
  // A program that reads JSON gets one document, and is not asked anything.
  if (session.json() && options.yes) return Enact(session, planned);
  DONDOC_ASSIGN_OR_RETURN(const auto report, ReportOn(session, planned.succession_id(), Bodies::kNone));
  DONDOC_RETURN_IF_ERROR(PrintReport(session, report));
  if (session.json()) return absl::OkStatus();
  if (options.yes || Confirmed(session)) return Enact(session, planned);
  session.out() << "planned; enact it with: dondoc units enact " << planned.succession_id() << "\n";
  return absl::OkStatus();
}

void RegisterSucceed(CLI::App& units, Session& session) {
  auto options = std::make_shared<SucceedOptions>();
  CLI::App* command = units.add_subcommand(
      "succeed", "Plan what becomes of territories by a decision, say what it will do, and enact it when confirmed");
  command->add_option("FILE", options->file, "Who became whom: old_code,new_code,relation (whole or part)")->required();
  command->add_option("--decision", *options->request.mutable_decision_number(), "Number of the decision")->required();
  command->add_option("--decided-on", *options->request.mutable_decided_on(),
                      "Its day, YYYY-MM-DD (default: the first day of the new units)");
  command->add_option("--effective", *options->request.mutable_effective_on(), "First day of the new units")
      ->required();
  command->add_option("--from-list", *options->request.mutable_from_list(), "The list before (default: in force)");
  command->add_option("--to-list", *options->request.mutable_to_list(), "The list after (default: the planned one)");
  command->add_flag("--yes", options->yes, "Enact it without asking");
  command->callback([&session, options] { session.Run([&] { return Succeed(session, *options); }); });
}

absl::Status List(Session& session) {
  organization::v1::ListSuccessionsRequest request;
  organization::v1::ListSuccessionsResponse all;
  do {
    DONDOC_ASSIGN_OR_RETURN(const auto page, session.Call(kService, &Stub::ListSuccessions, request));
    all.mutable_successions()->MergeFrom(page.successions());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  if (session.json()) return session.PrintJson(all);
  Table table({"ID", "DECISION", "FIRST DAY", "LISTS", "STATE", "END", "BEGIN", "GO ON"});
  for (const Succession& one : all.successions()) {
    table.Add({one.succession_id(), one.decision_number(), one.effective_on(), one.from_list() + " -> " + one.to_list(),
               StateText(one), fmt::format("{}", one.ending()), fmt::format("{}", one.beginning()),
               fmt::format("{}", one.continuing())});
  }
  return session.Print(table);
}

struct PreviewOptions {
  std::string which;
  bool bodies = false;
  bool all = false;
};

void RegisterPreview(CLI::App& units, Session& session) {
  CLI::App* list = units.add_subcommand("successions", "List successions");
  list->callback([&session] { session.Run([&] { return List(session); }); });

  auto options = std::make_shared<PreviewOptions>();
  CLI::App* command = units.add_subcommand("preview", "Say what a succession will do, or has left to do");
  command->add_option("SUCCESSION", options->which, kWhich)->required();
  command->add_flag(
      "--bodies", options->bodies,
      "Also list the bodies without an heir that are divided, or that people or open work are of, and who may take "
      "over");
  command->add_flag("--all", options->all, "Also list all bodies without an heir");
  command->callback([&session, options] {
    session.Run([&]() -> absl::Status {
      const Bodies bodies = options->all ? Bodies::kAll : options->bodies ? Bodies::kToDecide : Bodies::kNone;
      DONDOC_ASSIGN_OR_RETURN(const auto report, ReportOn(session, options->which, bodies));
      return PrintReport(session, report, bodies);
    });
  });
}

// A body by id or by its name on a date (empty: today), or the head of a territory by its code in a list.
absl::StatusOr<std::string> BodyId(Session& session, const std::string& text, const std::string& list,
                                   const std::string& date) {
  if (IsUuid(text)) return text;
  if (!IsCode(text)) return session.FindUnitId(text, "CHOICE", date);
  organization::v1::GetUnitRequest request;
  request.set_territory_code(text);
  request.set_code_list(list);
  DONDOC_ASSIGN_OR_RETURN(const organization::v1::Unit unit,
                          session.Call(kService, &organization::v1::OrganizationService::Stub::GetUnit, request));
  return unit.id();
}

struct ResolveOptions {
  std::string which;
  std::vector<std::string> choices;
  bool bodies = false;
};

absl::Status Resolve(Session& session, const ResolveOptions& options) {
  DONDOC_ASSIGN_OR_RETURN(const Succession succession, FindSuccession(session, options.which));
  const std::optional<Day> first = ParseDay(succession.effective_on());
  if (!first) return Internal("the succession has no first day");
  organization::v1::ResolveSuccessionRequest request;
  request.set_request_id(session.RequestId());
  request.set_succession_id(succession.succession_id());
  for (const std::string& choice : options.choices) {
    const std::size_t equals = choice.find('=');
    if (equals == std::string::npos) {
      return InvalidField("CHOICE", "BAD_CHOICE", "'" + choice + "' is not BODY=HEIR, as 90103=90102");
    }
    auto& resolution = *request.add_resolutions();
    resolution.set_bodies(options.bodies);
    DONDOC_ASSIGN_OR_RETURN(
        *resolution.mutable_unit_id(),
        BodyId(session, choice.substr(0, equals), succession.from_list(), FormatDay(*first - std::chrono::days(1))));
    const std::string heir = choice.substr(equals + 1);
    if (heir.empty()) continue;
    DONDOC_ASSIGN_OR_RETURN(*resolution.mutable_heir_unit_id(), BodyId(session, heir, succession.to_list(), ""));
  }
  DONDOC_ASSIGN_OR_RETURN(const Succession resolved, session.Call(kService, &Stub::ResolveSuccession, request, kLong));
  for (const auto& one : resolved.replaced()) {
    session.err() << fmt::format("{} had an heir, {}; the one that you named replaces it (taken back with: {}=)\n",
                                 one.unit_name(), one.heir_name(), one.unit_id());
  }
  DONDOC_ASSIGN_OR_RETURN(const auto report, ReportOn(session, resolved.succession_id(), Bodies::kNone));
  return PrintReport(session, report);
}

absl::Status Undo(Session& session, const std::string& which) {
  DONDOC_ASSIGN_OR_RETURN(const Succession succession, FindSuccession(session, which));
  organization::v1::UndoSuccessionRequest request;
  request.set_request_id(session.RequestId());
  request.set_succession_id(succession.succession_id());
  DONDOC_ASSIGN_OR_RETURN(const Succession undone, session.Call(kService, &Stub::UndoSuccession, request, kLong));
  const bool is_plan = undone.state() == Succession::PLANNED;
  if (!is_plan) DONDOC_RETURN_IF_ERROR(WaitUntilApplied(session, undone, "UNDONE"));
  if (session.json()) return session.PrintJson(undone);
  session.out() << (is_plan ? "does not take effect on its day; it is still planned (dondoc units discard)\n"
                            : "undone\n");
  return absl::OkStatus();
}

absl::Status Discard(Session& session, const std::string& which) {
  DONDOC_ASSIGN_OR_RETURN(const Succession succession, FindSuccession(session, which));
  organization::v1::DiscardSuccessionRequest request;
  request.set_request_id(session.RequestId());
  request.set_succession_id(succession.succession_id());
  DONDOC_ASSIGN_OR_RETURN(const Succession discarded, session.Call(kService, &Stub::DiscardSuccession, request, kLong));
  if (session.json()) return session.PrintJson(discarded);
  session.out() << "discarded\n";
  return absl::OkStatus();
}

absl::Status DiscardList(Session& session, const std::string& list) {
  organization::v1::DiscardListRequest request;
  request.set_request_id(session.RequestId());
  request.set_code_list(list);
  DONDOC_ASSIGN_OR_RETURN(
      const organization::v1::DiscardListResponse discarded,
      session.Call(kService, &organization::v1::OrganizationService::Stub::DiscardList, request, kLong));
  if (session.json()) return session.PrintJson(discarded);
  session.out() << fmt::format("discarded {} territories with {} bodies\n", discarded.territories(),
                               discarded.bodies());
  return absl::OkStatus();
}

void RegisterTurns(CLI::App& units, Session& session) {
  auto resolve = std::make_shared<ResolveOptions>();
  CLI::App* command =
      units.add_subcommand("resolve", "Say who takes over from bodies that are divided or have nothing after them");
  command->add_option("SUCCESSION", resolve->which, kWhich)->required();
  command
      ->add_option(
          "CHOICE", resolve->choices,
          "BODY=HEIR: ids, names, or codes of territories in the list before and after; BODY= takes a choice back")
      ->required();
  command->add_flag("--bodies", resolve->bodies,
                    "The other divided bodies of its territory, too, each to the one in the heir's territory");
  command->callback([&session, resolve] { session.Run([&] { return Resolve(session, *resolve); }); });

  auto enact = std::make_shared<std::string>();
  command = units.add_subcommand("enact", "Let a succession take effect, at once or on its first day");
  command->add_option("SUCCESSION", *enact, kWhich)->required();
  command->callback([&session, enact] {
    session.Run([&]() -> absl::Status {
      DONDOC_ASSIGN_OR_RETURN(const Succession succession, FindSuccession(session, *enact));
      return Enact(session, succession);
    });
  });

  // What takes one word, and needs no more.
  const auto turn = [&](const char* name, const char* help, const char* operand, const char* operand_help,
                        absl::Status (*run)(Session&, const std::string&)) {
    auto which = std::make_shared<std::string>();
    CLI::App* one = units.add_subcommand(name, help);
    one->add_option(operand, *which, operand_help)->required();
    one->callback([&session, which, run] { session.Run([&] { return run(session, *which); }); });
  };
  turn("undo", "Take a succession back, as long as nothing depends on it; or that it takes effect on its day",
       "SUCCESSION", kWhich, Undo);
  turn("discard", "Give up a planned succession", "SUCCESSION", kWhich, Discard);
  turn("discard-list", "Take a planned list away again, as long as nothing refers to it", "LIST", "The list, as 2025",
       DiscardList);
}

}  // namespace

void RegisterSuccessions(CLI::App& units, Session& session) {
  RegisterSucceed(units, session);
  RegisterPreview(units, session);
  RegisterTurns(units, session);
}

}  // namespace dondoc::cli
