#include "services/directive/rpc/read_evaluation.h"

#include <algorithm>
#include <vector>

#include "common/status/status.h"
#include "common/time/day.h"
#include "services/directive/domain/evaluation/confirmed.h"
#include "services/directive/rpc/convert_evaluation.h"
#include "services/directive/storage/evaluation_queries.h"

namespace dondoc::directive {
namespace {

EvaluationFilter FilterOf(const v1::EvaluateProposalsRequest& request) {
  EvaluationFilter filter{.with_corrected_drafts = request.with_corrected_drafts()};
  if (!request.issuer_unit_id().empty()) {
    filter.issuer_unit_id = request.issuer_unit_id();
  }
  if (const auto since = ParseDay(request.since())) {
    filter.from = StartOf(*since);
  }
  if (const auto until = ParseDay(request.until())) {
    filter.until = StartOf(*until + std::chrono::days(1));
  }
  if (!request.page_token().empty()) {
    filter.before_id = request.page_token();
  }
  return filter;
}

}  // namespace

absl::StatusOr<v1::EvaluateProposalsResponse> ReadEvaluation(pg::Database& database,
                                                             const v1::EvaluateProposalsRequest& request,
                                                             const rpc::Call& call) {
  const size_t size = request.page_size() == 0 ? 100 : static_cast<size_t>(std::min(request.page_size(), 500));
  using Page = std::vector<Evaluated>;
  DONDOC_ASSIGN_OR_RETURN(
      const Page found,
      database.Run(pg::TransactionOptions{.timeout = call.time_left, .read_only = true, .plan_by_values = true},
                   [&](pg::Transaction& tx) {
                     return ListEvaluated(tx, FilterOf(request), call.Sees(), static_cast<int>(size) + 1);
                   }));
  evaluation::Evaluation sum;
  for (size_t i = 0; i < std::min(size, found.size()); ++i) {
    sum.Add(evaluation::Compare(evaluation::Confirmed(found[i].directive), found[i].proposal,
                                evaluation::ConfirmedFields()));
  }
  v1::EvaluateProposalsResponse response;
  *response.mutable_evaluation() = ToProto(sum);
  if (found.size() > size) {
    response.set_next_page_token(found[size - 1].directive.id);
  }
  return response;
}

}  // namespace dondoc::directive
