#include "services/indicator/rpc/read_totals.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/status/status.h"
#include "services/indicator/domain/period.h"
#include "services/indicator/rpc/convert.h"
#include "services/indicator/rpc/explain_total.h"
#include "services/indicator/rpc/tree_question.h"
#include "services/indicator/rpc/validate.h"
#include "services/indicator/storage/indicator_storage.h"
#include "services/indicator/storage/roll_up_storage.h"
#include "services/indicator/storage/target_storage.h"
#include "services/indicator/storage/unit_storage.h"

namespace dondoc::indicator {
namespace {

template <typename F>
auto Read(app::Context& context, const rpc::Call& call, F&& function) {
  return context.database.Run({.timeout = call.time_left, .read_only = true}, std::forward<F>(function));
}

// Every indicator that was asked for must exist: a total that is silently left out would be read as nothing reported.
absl::StatusOr<std::vector<std::string>> IndicatorIds(pg::Transaction& tx, const v1::GetTotalsRequest& request) {
  std::vector<std::string> ids;
  for (const std::string& name : request.indicators()) {
    DONDOC_ASSIGN_OR_RETURN(const Indicator indicator, GetIndicator(tx, name));
    ids.push_back(indicator.id);
  }
  return ids;
}

}  // namespace

absl::StatusOr<v1::GetTotalsResponse> Answer(app::Context& context, const v1::GetTotalsRequest& request,
                                             const rpc::Call& call) {
  DONDOC_RETURN_IF_ERROR(CheckIndicators(request));
  DONDOC_ASSIGN_OR_RETURN(const Period period, ParsePeriod(request.period()));
  DONDOC_ASSIGN_OR_RETURN(const TreeQuestion question, AskInTree(context, request.unit_id(), request.date(), call));
  DONDOC_RETURN_IF_ERROR(app::RequireLevel(context, question.LevelOf(question.unit)));
  std::vector<RowsOf> rows;
  std::set<std::string> elsewhere;
  AddRows(context, question, question.unit, Taken::kAsItIs, rows, elsewhere);
  // A total without some of its parts would be read as the whole.
  for (const std::string& level : elsewhere) DONDOC_RETURN_IF_ERROR(app::RequireLevel(context, level));
  const auto expected = static_cast<std::int64_t>(ExpectedUnits(question, period).size());
  const access::Filter seen = call.SeesOf(*v1::ListTargetsRequest::descriptor());
  return Read(context, call, [&](pg::Transaction& tx) -> absl::StatusOr<v1::GetTotalsResponse> {
    DONDOC_ASSIGN_OR_RETURN(const auto names, FindUnitNames(tx, {request.unit_id()}, question.view.day));
    DONDOC_ASSIGN_OR_RETURN(const auto ids, IndicatorIds(tx, request));
    DONDOC_ASSIGN_OR_RETURN(const auto totals, ReadTotals(tx, request.unit_id(), period, ids, ids.empty(), rows));
    DONDOC_ASSIGN_OR_RETURN(const auto targets, ListLinkedTargets(tx, request.unit_id(), period.year, seen));
    v1::GetTotalsResponse response;
    response.set_unit_id(request.unit_id());
    if (const auto name = names.find(request.unit_id()); name != names.end()) response.set_unit_name(name->second.name);
    response.set_period(period.text);
    response.set_tree_date(FormatDay(question.view.day));
    for (std::string& id : organization::replica::LeftOut(question)) response.add_left_out_unit_ids(std::move(id));
    for (const IndicatorTotal& total : totals) *response.add_totals() = ToProto(total, expected, targets);
    return response;
  });
}

absl::StatusOr<v1::ListContributionsResponse> Answer(app::Context& context, const v1::ListContributionsRequest& request,
                                                     const rpc::Call& call) {
  DONDOC_ASSIGN_OR_RETURN(const Period period, ParsePeriod(request.period()));
  DONDOC_ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size()));
  DONDOC_ASSIGN_OR_RETURN(const auto after, IdToken(request.page_token()));
  DONDOC_ASSIGN_OR_RETURN(const TreeQuestion question, AskInTree(context, request.unit_id(), request.date(), call));
  DONDOC_RETURN_IF_ERROR(app::RequireLevel(context, question.LevelOf(question.unit)));
  DONDOC_ASSIGN_OR_RETURN(const TotalExplainer explainer, TotalExplainer::Make(context, question));
  return Read(context, call, [&](pg::Transaction& tx) -> absl::StatusOr<v1::ListContributionsResponse> {
    DONDOC_ASSIGN_OR_RETURN(const Indicator indicator, GetIndicator(tx, request.indicator()));
    return explainer.Explain(tx, period, indicator.id, after, static_cast<std::size_t>(page_size));
  });
}

absl::StatusOr<v1::ListMissingUnitsResponse> Answer(app::Context& context, const v1::ListMissingUnitsRequest& request,
                                                    const rpc::Call& call) {
  DONDOC_ASSIGN_OR_RETURN(const Period period, ParsePeriod(request.period()));
  DONDOC_ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size()));
  DONDOC_ASSIGN_OR_RETURN(const auto after, IdToken(request.page_token()));
  // Who has reported is known where those who report are served, whatever the level of the unit that asks.
  DONDOC_RETURN_IF_ERROR(app::RequireLevel(context, "COMMUNE"));
  DONDOC_ASSIGN_OR_RETURN(const TreeQuestion question, AskInTree(context, request.unit_id(), request.date(), call));
  const std::vector<std::string> expected = ExpectedUnits(question, period);
  return Read(context, call, [&](pg::Transaction& tx) -> absl::StatusOr<v1::ListMissingUnitsResponse> {
    DONDOC_ASSIGN_OR_RETURN(const Indicator indicator, GetIndicator(tx, request.indicator()));
    DONDOC_ASSIGN_OR_RETURN(
        const auto rows, ListMissingUnits(tx, expected, period, indicator.id, after, page_size + 1, question.view.day));
    v1::ListMissingUnitsResponse response;
    response.set_tree_date(FormatDay(question.view.day));
    for (std::string& id : organization::replica::LeftOut(question)) response.add_left_out_unit_ids(std::move(id));
    const auto size = static_cast<std::size_t>(page_size);
    for (std::size_t i = 0; i < rows.size() && i < size; ++i) *response.add_units() = ToProto(rows[i]);
    if (rows.size() > size) response.set_next_page_token(rows[size - 1].id);
    return response;
  });
}

}  // namespace dondoc::indicator
