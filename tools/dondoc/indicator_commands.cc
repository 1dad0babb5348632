#include "tools/dondoc/indicator_commands.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/status/status.h"
#include "dondoc/cli/v1/explained_totals.pb.h"
#include "dondoc/indicator/v1/indicator_service.grpc.pb.h"
#include "tools/dondoc/all_cells.h"
#include "tools/dondoc/cli_support.h"
#include "tools/dondoc/find_directive.h"
#include "tools/dondoc/indicator_submit.h"
#include "tools/dondoc/indicator_tables.h"
#include "tools/dondoc/unit_names.h"

namespace dondoc::cli {
namespace {

using Stub = indicator::v1::IndicatorService::Stub;

constexpr const char* kService = "indicator";

// A subcommand whose body runs when it is chosen.
template <typename Options>
CLI::App* AddCommand(CLI::App& group, Session& session, const std::string& name, const std::string& help,
                     const std::shared_ptr<Options>& options, absl::Status (*body)(Session&, Options&)) {
  CLI::App* command = group.add_subcommand(name, help);
  command->callback([&session, options, body] { session.Run([&] { return body(session, *options); }); });
  return command;
}

absl::Status ShowIndicators(Session& session, const indicator::v1::ListIndicatorsResponse& list) {
  return session.json() ? session.PrintJson(list) : session.Print(IndicatorTable(list));
}

absl::Status ShowIndicator(Session& session, const indicator::v1::Indicator& indicator) {
  if (session.json()) return session.PrintJson(indicator);
  indicator::v1::ListIndicatorsResponse list;
  *list.add_indicators() = indicator;
  DONDOC_RETURN_IF_ERROR(ShowIndicators(session, list));
  if (!indicator.description().empty()) session.out() << "\n" << indicator.description() << "\n";
  return absl::OkStatus();
}

void AddCatalogue(CLI::App& group, Session& session) {
  struct Define {
    indicator::v1::Indicator indicator;
    std::string kind = "COUNT";
    std::string over_time = "SUM";
  };
  auto define = std::make_shared<Define>();
  CLI::App* command = AddCommand<Define>(
      group, session, "define", "Add an indicator to the catalogue", define,
      [](Session& s, Define& options) -> absl::Status {
        indicator::v1::DefineIndicatorRequest request;
        request.set_request_id(s.RequestId());
        *request.mutable_indicator() = options.indicator;
        request.mutable_indicator()->set_kind(options.kind == "RATIO" ? indicator::v1::RATIO : indicator::v1::COUNT);
        request.mutable_indicator()->set_over_time(options.over_time == "LAST" ? indicator::v1::LAST
                                                                               : indicator::v1::SUM);
        DONDOC_ASSIGN_OR_RETURN(const auto defined, s.CallWhereItIs(kService, &Stub::DefineIndicator, request));
        return ShowIndicator(s, defined);
      });
  command->add_option("CODE", *define->indicator.mutable_code(), "Short name: capital letters, digits and _")
      ->required();
  command->add_option("--name", *define->indicator.mutable_name(), "Full name")->required();
  command->add_option("--kind", define->kind, "COUNT, or RATIO for numerator and denominator")
      ->transform(CLI::IsMember({"COUNT", "RATIO"}, CLI::ignore_case))
      ->capture_default_str();
  command->add_option("--measure", *define->indicator.mutable_measure(), "What is counted; % for a ratio")->required();
  command->add_option("--over-time", define->over_time, "How parts of a year make the year: SUM or LAST")
      ->transform(CLI::IsMember({"SUM", "LAST"}, CLI::ignore_case))
      ->capture_default_str();
  command->add_option("--description", *define->indicator.mutable_description(), "How it is to be counted");

  auto list = std::make_shared<indicator::v1::ListIndicatorsRequest>();
  AddCommand<indicator::v1::ListIndicatorsRequest>(
      group, session, "list", "List the catalogue", list,
      [](Session& s, indicator::v1::ListIndicatorsRequest& request) -> absl::Status {
        // Every cell has a copy of the catalogue.
        DONDOC_ASSIGN_OR_RETURN(const std::vector<Cell> cells, s.Cells(kService));
        DONDOC_ASSIGN_OR_RETURN(const auto all, ListAt(s, cells.front(), &Stub::ListIndicators, request, 0,
                                                       [](auto& all) { return all.mutable_indicators(); }));
        return ShowIndicators(s, all);
      });

  auto show = std::make_shared<indicator::v1::GetIndicatorRequest>();
  command = AddCommand<indicator::v1::GetIndicatorRequest>(
      group, session, "show", "Show one indicator", show,
      [](Session& s, indicator::v1::GetIndicatorRequest& request) -> absl::Status {
        DONDOC_ASSIGN_OR_RETURN(const auto indicator, s.CallWhereItIs(kService, &Stub::GetIndicator, request));
        return ShowIndicator(s, indicator);
      });
  command->add_option("INDICATOR", *show->mutable_indicator(), "Code or id")->required();
}

void AddValues(CLI::App& group, Session& session) {
  auto submit = std::make_shared<SubmitOptions>();
  CLI::App* command = AddCommand<SubmitOptions>(group, session, "submit", "Report numbers", submit,
                                                [](Session& s, SubmitOptions& options) { return Submit(s, options); });
  command->add_option("VALUES", submit->values, "CODE=12 for a count, CODE=45/50 for a ratio");
  CLI::Option* unit = command->add_option("--unit", submit->unit, "Whose numbers: id, territory code or name");
  CLI::Option* period = command->add_option("--period", submit->period, "2026, 2026-H1, 2026-Q3 or 2026-11");
  command->add_option("--note", submit->note, "A remark that is kept with them");
  command->add_option("--file", submit->file, "Many units' numbers: unit,period,indicator,numerator,denominator")
      ->excludes(unit)
      ->excludes(period);
  command->add_option("--in-flight", submit->in_flight, "Requests under way at once, with --file")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  command->add_option("--batch", submit->batch, "Submissions in one request, with --file")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();

  auto values = std::make_shared<indicator::v1::GetValuesRequest>();
  command = AddCommand<indicator::v1::GetValuesRequest>(
      group, session, "values", "Show a unit's own numbers", values,
      [](Session& s, indicator::v1::GetValuesRequest& request) -> absl::Status {
        DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), s.FindUnitId(request.unit_id()));
        DONDOC_ASSIGN_OR_RETURN(const auto listed, ListOfAllCells(s, kService, &Stub::GetValues, request, 0,
                                                                  [](auto& all) { return all.mutable_values(); }));
        DONDOC_RETURN_IF_ERROR(s.json() ? s.PrintJson(listed.all) : s.Print(ValuesTable(listed.all)));
        return WhatIsMissing(s, listed);
      });
  command->add_option("UNIT", *values->mutable_unit_id(), "Id, territory code or name")->required();
  command->add_option("--period", *values->mutable_period(), "2026, 2026-H1, 2026-Q3 or 2026-11")->required();
  command->add_flag_callback(
      "--revisions", [values] { values->set_with_revisions(true); }, "Also what they were before");
}

struct TotalsOptions {
  std::string unit;
  std::string period;
  std::vector<std::string> indicators;
  bool children = false;
  bool missing = false;
  std::string date;
};

// The units behind one total in the tree of `date`: what each below has added, as the cell of the unit's level knows,
// and who has not reported, as the cell of the communes does. Cells that did not answer are added to `not_asked`.
absl::StatusOr<v1::Explanation> Explain(Session& session, const TotalsOptions& options, const std::string& unit_id,
                                        const std::string& date, const indicator::v1::IndicatorTotal& total,
                                        NotAsked& not_asked) {
  v1::Explanation explanation;
  explanation.set_indicator_code(total.indicator().code());
  if (options.children) {
    indicator::v1::ListContributionsRequest request;
    request.set_unit_id(unit_id);
    request.set_period(options.period);
    request.set_indicator(total.indicator().id());
    request.set_date(date);
    DONDOC_ASSIGN_OR_RETURN(auto listed, ListOfAllCells(session, kService, &Stub::ListContributions, request, 0,
                                                        [](auto& all) { return all.mutable_contributions(); }));
    not_asked.MergeFrom(listed.not_asked);
    indicator::v1::ListContributionsResponse& list = listed.all;
    explanation.mutable_contributions()->Swap(list.mutable_contributions());
    if (list.has_total()) explanation.mutable_total()->Swap(list.mutable_total());
    if (list.has_own()) explanation.mutable_own()->Swap(list.mutable_own());
    if (list.has_divided()) explanation.mutable_divided()->Swap(list.mutable_divided());
    explanation.mutable_divided_units()->Swap(list.mutable_divided_units());
    explanation.mutable_levels_elsewhere()->Swap(list.mutable_levels_elsewhere());
  }
  if (options.missing) {
    indicator::v1::ListMissingUnitsRequest request;
    request.set_unit_id(unit_id);
    request.set_period(options.period);
    request.set_indicator(total.indicator().id());
    request.set_date(date);
    DONDOC_ASSIGN_OR_RETURN(auto listed, ListOfAllCells(session, kService, &Stub::ListMissingUnits, request, 0,
                                                        [](auto& all) { return all.mutable_units(); }));
    not_asked.MergeFrom(listed.not_asked);
    explanation.mutable_missing_units()->Swap(listed.all.mutable_units());
  }
  return explanation;
}

// Which units of other trees are in the figure; nothing where there are none.
absl::Status PrintSources(Session& session, const v1::Explanation& explanation) {
  const Table sources = SourcesTable(explanation);
  if (sources.empty()) return absl::OkStatus();
  session.out() << "\n" << explanation.indicator_code() << ", units of other trees in it:\n";
  DONDOC_RETURN_IF_ERROR(session.Print(sources));
  for (const std::string& level : explanation.levels_elsewhere())
    session.out() << "(a process of the level " << level << " knows more lines)\n";
  return absl::OkStatus();
}

absl::Status PrintTotals(Session& session, const TotalsOptions& options, const v1::ExplainedTotals& report) {
  if (session.json()) return session.PrintJson(report);
  session.out() << report.unit_name() << ", " << report.period() << ", in the tree of " << report.tree_date() << "\n\n";
  DONDOC_RETURN_IF_ERROR(session.Print(TotalsTable(report.totals())));
  DONDOC_RETURN_IF_ERROR(PrintLeftOut(session, report.left_out_unit_ids()));
  for (const auto& explanation : report.explanations()) {
    if (options.children) {
      session.out() << "\n" << explanation.indicator_code() << ", by unit:\n";
      DONDOC_RETURN_IF_ERROR(session.Print(ContributionsTable(explanation)));
      DONDOC_RETURN_IF_ERROR(PrintSources(session, explanation));
    }
    if (options.missing) {
      session.out() << "\n"
                    << explanation.indicator_code() << ", not reported by " << explanation.missing_units_size()
                    << ":\n";
      DONDOC_RETURN_IF_ERROR(session.Print(MissingTable(explanation.missing_units())));
    }
  }
  return absl::OkStatus();
}

absl::Status ShowTotals(Session& session, TotalsOptions& options) {
  indicator::v1::GetTotalsRequest request;
  DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), session.FindUnitId(options.unit, "unit", options.date));
  request.set_period(options.period);
  request.set_date(options.date);
  for (const std::string& indicator : options.indicators) request.add_indicators(indicator);
  DONDOC_ASSIGN_OR_RETURN(auto totals, session.CallWhereItIs(kService, &Stub::GetTotals, request));
  v1::ExplainedTotals report;
  report.set_unit_id(totals.unit_id());
  report.set_unit_name(totals.unit_name());
  report.set_period(totals.period());
  report.set_tree_date(totals.tree_date());
  report.mutable_left_out_unit_ids()->Swap(totals.mutable_left_out_unit_ids());
  report.mutable_totals()->Swap(totals.mutable_totals());
  NotAsked not_asked;
  if (options.children || options.missing) {
    for (const auto& total : report.totals()) {
      DONDOC_ASSIGN_OR_RETURN(*report.add_explanations(),
                              Explain(session, options, report.unit_id(), report.tree_date(), total, not_asked));
    }
  }
  DONDOC_RETURN_IF_ERROR(PrintTotals(session, options, report));
  return MissingIn(not_asked);
}

void AddTotals(CLI::App& group, Session& session) {
  auto totals = std::make_shared<TotalsOptions>();
  CLI::App* command = AddCommand<TotalsOptions>(
      group, session, "totals", "Show what a unit and everything below it add up to, against its targets", totals,
      ShowTotals);
  command->add_option("UNIT", totals->unit, "Id, territory code or name")->required();
  command->add_option("--period", totals->period, "2026, 2026-H1, 2026-Q3 or 2026-11")->required();
  command->add_option("--indicator", totals->indicators, "Only these: codes or ids");
  command->add_option("--date", totals->date,
                      "In the tree of this day, YYYY-MM-DD; today's, or the last of a unit that has ended");
  command->add_flag("--children", totals->children, "Also what each unit directly below has added");
  command->add_flag("--missing", totals->missing, "Also who has not reported");
}

absl::Status ShowTarget(Session& session, const indicator::v1::Target& target) {
  if (session.json()) return session.PrintJson(target);
  indicator::v1::ListTargetsResponse list;
  *list.add_targets() = target;
  return session.Print(TargetsTable(list));
}

void AddTargetChanges(CLI::App& group, Session& session) {
  auto link = std::make_shared<indicator::v1::LinkTargetRequest>();
  CLI::App* command = AddCommand<indicator::v1::LinkTargetRequest>(
      group, session, "link", "Say which indicator a target is about", link,
      [](Session& s, indicator::v1::LinkTargetRequest& request) -> absl::Status {
        request.set_request_id(s.RequestId());
        DONDOC_ASSIGN_OR_RETURN(const auto target, s.CallWhereItIs(kService, &Stub::LinkTarget, request));
        return ShowTarget(s, target);
      });
  command->add_option("TARGET", *link->mutable_target_id(), "Its id")->required();
  command->add_option("INDICATOR", *link->mutable_indicator(), "Code or id")->required();
  command->add_option("--etag", *link->mutable_etag(), "Only if nobody has changed it since it had this etag");

  auto unlink = std::make_shared<indicator::v1::UnlinkTargetRequest>();
  command = AddCommand<indicator::v1::UnlinkTargetRequest>(
      group, session, "unlink", "Take that back", unlink,
      [](Session& s, indicator::v1::UnlinkTargetRequest& request) -> absl::Status {
        request.set_request_id(s.RequestId());
        DONDOC_ASSIGN_OR_RETURN(const auto target, s.CallWhereItIs(kService, &Stub::UnlinkTarget, request));
        return ShowTarget(s, target);
      });
  command->add_option("TARGET", *unlink->mutable_target_id(), "Its id")->required();
  command->add_option("--etag", *unlink->mutable_etag(), "Only if nobody has changed it since it had this etag");
}

struct NewTarget {
  indicator::v1::AddTargetRequest request;
  std::string comparator = "AT_LEAST";
  int from_year = 0;
  int to_year = 0;
};

void AddNewTarget(CLI::App& group, Session& session) {
  auto add = std::make_shared<NewTarget>();
  CLI::App* command = AddCommand<NewTarget>(
      group, session, "add", "Add a target by hand", add, [](Session& s, NewTarget& options) -> absl::Status {
        indicator::v1::Target& target = *options.request.mutable_target();
        options.request.set_request_id(s.RequestId());
        DONDOC_ASSIGN_OR_RETURN(*target.mutable_unit_id(), s.FindUnitId(target.unit_id()));
        indicator::v1::Comparator comparator = indicator::v1::COMPARATOR_UNSPECIFIED;
        indicator::v1::Comparator_Parse(options.comparator, &comparator);
        target.set_comparator(comparator);
        target.set_from_year(options.from_year);
        target.set_to_year(options.to_year);
        DONDOC_ASSIGN_OR_RETURN(const auto added, s.CallWhereItIs(kService, &Stub::AddTarget, options.request));
        return ShowTarget(s, added);
      });
  indicator::v1::Target& target = *add->request.mutable_target();
  command->add_option("UNIT", *target.mutable_unit_id(), "Who must reach it: id, territory code or name")->required();
  command->add_option("INDICATOR", *add->request.mutable_indicator(), "Code or id")->required();
  command->add_option("VALUE", *target.mutable_value(), "A decimal: 99.9; per cent for a ratio")->required();
  command->add_option("--comparator", add->comparator, "AT_LEAST, MORE_THAN, AT_MOST or LESS_THAN")
      ->transform(CLI::IsMember({"AT_LEAST", "MORE_THAN", "AT_MOST", "LESS_THAN"}, CLI::ignore_case))
      ->capture_default_str();
  command->add_option("--from", add->from_year, "First year");
  command->add_option("--to", add->to_year, "Last year");
  command->add_option("--text", *target.mutable_text(), "The clause");
}

void AddTargets(CLI::App& group, Session& session) {
  auto list = std::make_shared<indicator::v1::ListTargetsRequest>();
  CLI::App* command = AddCommand<indicator::v1::ListTargetsRequest>(
      group, session, "targets", "List targets of a unit or a directive", list,
      [](Session& s, indicator::v1::ListTargetsRequest& request) -> absl::Status {
        if (!request.unit_id().empty()) {
          DONDOC_ASSIGN_OR_RETURN(*request.mutable_unit_id(), s.FindUnitId(request.unit_id()));
        }
        if (!request.directive_id().empty()) {
          DONDOC_ASSIGN_OR_RETURN(*request.mutable_directive_id(), FindDirectiveId(s, request.directive_id()));
        }
        DONDOC_ASSIGN_OR_RETURN(const auto listed, ListOfAllCells(s, kService, &Stub::ListTargets, request, 0,
                                                                  [](auto& all) { return all.mutable_targets(); }));
        DONDOC_RETURN_IF_ERROR(s.json() ? s.PrintJson(listed.all) : s.Print(TargetsTable(listed.all)));
        return WhatIsMissing(s, listed);
      });
  command->add_option("UNIT", *list->mutable_unit_id(), "Id, territory code or name");
  command->add_option("--directive", *list->mutable_directive_id(),
                      "From this directive: its number, its id, or how the id begins");

  CLI::App* target = group.add_subcommand("target", "Add a target, or say what one is about");
  target->require_subcommand(1);
  AddTargetChanges(*target, session);
  AddNewTarget(*target, session);
}

}  // namespace

void RegisterIndicator(CLI::App& app, Session& session) {
  CLI::App* group =
      app.add_subcommand("indicator", "What is measured, the numbers that units report, and what they add up to");
  group->require_subcommand(1);
  AddCatalogue(*group, session);
  AddValues(*group, session);
  AddTotals(*group, session);
  AddTargets(*group, session);
}

}  // namespace dondoc::cli
