#include "services/indicator/rpc/read_requests.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/access/ask_for_one.h"
#include "common/status/status.h"
#include "services/indicator/domain/period.h"
#include "services/indicator/rpc/convert.h"
#include "services/indicator/rpc/tree_question.h"
#include "services/indicator/rpc/validate.h"
#include "services/indicator/storage/indicator_storage.h"
#include "services/indicator/storage/target_storage.h"
#include "services/indicator/storage/unit_storage.h"
#include "services/indicator/storage/value_storage.h"

namespace dondoc::indicator {
namespace {

template <typename F>
auto Read(app::Context& context, std::chrono::milliseconds timeout, F&& function) {
  return context.database.Run({.timeout = timeout, .read_only = true}, std::forward<F>(function));
}

// The unit that a question is about, which must be one that this process serves: another one has none of its rows.
// And one whose numbers the caller may read, being one of `speakers`.
absl::StatusOr<ReportingUnit> ServedUnit(app::Context& context, pg::Transaction& tx, const std::string& unit_id,
                                         const std::vector<std::string>& speakers, const rpc::Call& call) {
  DONDOC_ASSIGN_OR_RETURN(ReportingUnit unit, GetReportingUnit(tx, unit_id));
  DONDOC_RETURN_IF_ERROR(access::AskForOne(call.Permits(), speakers));
  DONDOC_RETURN_IF_ERROR(app::RequireLevel(context, unit.level));
  return unit;
}

// Adds the rows of a page to `items`; one row more than the page was asked for, so that the last page is known as such.
// Returns the last row of the page where another one follows.
template <typename Row, typename Items>
const Row* AddPage(const std::vector<Row>& rows, int page_size, Items& items) {
  const std::size_t size = static_cast<std::size_t>(page_size);
  for (std::size_t i = 0; i < rows.size() && i < size; ++i) *items.Add() = ToProto(rows[i]);
  return rows.size() > size ? &rows[size - 1] : nullptr;
}

}  // namespace

absl::StatusOr<v1::Indicator> Answer(app::Context& context, const v1::GetIndicatorRequest& request,
                                     const rpc::Call& call) {
  return Read(context, call.time_left, [&](pg::Transaction& tx) -> absl::StatusOr<v1::Indicator> {
    DONDOC_ASSIGN_OR_RETURN(const Indicator indicator, GetIndicator(tx, request.indicator()));
    return ToProto(indicator);
  });
}

absl::StatusOr<v1::ListIndicatorsResponse> Answer(app::Context& context, const v1::ListIndicatorsRequest& request,
                                                  const rpc::Call& call) {
  DONDOC_ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size()));
  return Read(context, call.time_left, [&](pg::Transaction& tx) -> absl::StatusOr<v1::ListIndicatorsResponse> {
    DONDOC_ASSIGN_OR_RETURN(const auto rows, ListIndicators(tx, request.page_token(), page_size + 1));
    v1::ListIndicatorsResponse response;
    if (const Indicator* last = AddPage(rows, page_size, *response.mutable_indicators()))
      response.set_next_page_token(last->code);
    return response;
  });
}

absl::StatusOr<v1::ListTargetsResponse> Answer(app::Context& context, const v1::ListTargetsRequest& request,
                                               const rpc::Call& call) {
  const auto optional = [](const std::string& id) {
    return id.empty() ? std::nullopt : std::optional<std::string>(id);
  };
  if (request.unit_id().empty() && request.directive_id().empty()) {
    return InvalidField("unit_id", "MISSING_FIELD", "say whose targets, or which directive's");
  }
  if (!request.unit_id().empty()) DONDOC_RETURN_IF_ERROR(CheckId("unit_id", request.unit_id()));
  if (!request.directive_id().empty()) DONDOC_RETURN_IF_ERROR(CheckId("directive_id", request.directive_id()));
  DONDOC_ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size()));
  DONDOC_ASSIGN_OR_RETURN(const auto after, IdToken(request.page_token()));
  const access::Filter seen = call.Sees();
  return Read(context, call.time_left, [&](pg::Transaction& tx) -> absl::StatusOr<v1::ListTargetsResponse> {
    if (!request.unit_id().empty()) {
      DONDOC_ASSIGN_OR_RETURN(const ReportingUnit unit, GetReportingUnit(tx, request.unit_id()));
      DONDOC_RETURN_IF_ERROR(app::RequireLevel(context, unit.level));
    }
    DONDOC_ASSIGN_OR_RETURN(const auto rows, ListTargets(tx, optional(request.unit_id()),
                                                         optional(request.directive_id()), seen, after, page_size + 1));
    v1::ListTargetsResponse response;
    if (const Target* last = AddPage(rows, page_size, *response.mutable_targets()))
      response.set_next_page_token(last->id);
    return response;
  });
}

absl::StatusOr<v1::GetValuesResponse> Answer(app::Context& context, const v1::GetValuesRequest& request,
                                             const rpc::Call& call) {
  DONDOC_ASSIGN_OR_RETURN(const Period period, ParsePeriod(request.period()));
  DONDOC_ASSIGN_OR_RETURN(const int page_size, PageSize(request.page_size()));
  DONDOC_ASSIGN_OR_RETURN(const auto after, ValueToken(request.page_token()));
  DONDOC_ASSIGN_OR_RETURN(const auto speakers, WhoSpeaksFor(context, request.unit_id()));
  return Read(context, call.time_left, [&](pg::Transaction& tx) -> absl::StatusOr<v1::GetValuesResponse> {
    DONDOC_ASSIGN_OR_RETURN(const ReportingUnit unit, ServedUnit(context, tx, request.unit_id(), speakers, call));
    DONDOC_ASSIGN_OR_RETURN(const auto rows,
                            ListValues(tx, {unit.id, period.text}, request.with_revisions(), after, page_size + 1));
    v1::GetValuesResponse response;
    if (const ReportedValue* last = AddPage(rows, page_size, *response.mutable_values())) {
      response.set_next_page_token(ToToken(*last));
    }
    return response;
  });
}

}  // namespace dondoc::indicator
