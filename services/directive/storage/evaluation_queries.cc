#include "services/directive/storage/evaluation_queries.h"

#include "common/postgres/values.h"
#include "common/status/status.h"
#include "services/directive/storage/directive_items.h"
#include "services/directive/storage/directive_rows.h"
#include "services/directive/storage/proposal_json.h"
#include "services/directive/storage/sql.h"
#include "services/directive/storage/stretch.h"

namespace dondoc::directive {

absl::StatusOr<std::vector<Evaluated>> ListEvaluated(pg::Transaction& tx, const EvaluationFilter& filter,
                                                     const access::Filter& seen, int limit) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kListProposals, filter.issuer_unit_id, filter.from, filter.until,
                                     filter.with_corrected_drafts, filter.before_id, limit, seen.all, seen.own,
                                     seen.above, seen.issuer, seen.above_issuer, seen.recipient, StretchFor(limit)));
  std::vector<Evaluated> evaluated;
  evaluated.reserve(rows.size());
  std::vector<Directive*> directives;
  for (const pg::Row row : rows) {
    DONDOC_ASSIGN_OR_RETURN(ParsedDirective proposal, ProposalFromJson(row.Get<std::string>("proposal")));
    directives.push_back(&evaluated.emplace_back(Evaluated{DecodeHeader(row), std::move(proposal)}).directive);
  }
  DONDOC_RETURN_IF_ERROR(ReadCorrectable(tx, directives));
  return evaluated;
}

}  // namespace dondoc::directive
