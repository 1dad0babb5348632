// What a total is made of: a line for each unit directly below in the tree of a day, the unit's own number, and what is
// in no line. They add up to the total, as covers.h proves.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "dondoc/indicator/v1/indicator_service.pb.h"
#include "services/indicator/app/context.h"
#include "services/indicator/domain/period.h"
#include "services/indicator/rpc/tree_question.h"
#include "services/indicator/storage/unit_storage.h"

namespace dondoc::indicator {

// For one question.
class TotalExplainer {
 public:
  // `question` must outlive it. LEVEL_NOT_SERVED where some of the total itself is in another process. Not to be called
  // inside a transaction.
  static absl::StatusOr<TotalExplainer> Make(const app::Context& context, const TreeQuestion& question);

  // One page of lines by name, after the line of the unit `after`; the first page has what there is besides.
  absl::StatusOr<v1::ListContributionsResponse> Explain(pg::Transaction& tx, const Period& period,
                                                        const std::string& indicator_id,
                                                        const std::optional<std::string>& after,
                                                        std::size_t page_size) const;

 private:
  TotalExplainer(const app::Context& context, const TreeQuestion& question);

  // The total, or the line of a unit below.
  struct Figure {
    std::string unit_id;
    std::size_t first_row = 0;  // of its rows in rows_
  };
  struct Sums;

  absl::StatusOr<std::vector<Sums>> Sum(pg::Transaction& tx, const Period& period,
                                        const std::string& indicator_id) const;
  absl::Status AddRest(pg::Transaction& tx, const Period& period, const std::string& indicator_id,
                       const std::vector<Sums>& sums, v1::ListContributionsResponse& response) const;

  const TreeQuestion& question_;
  std::vector<Figure> figures_;  // the total first
  std::vector<RowsOf> rows_;
  std::set<std::string> hidden_;  // units of rows_ whose numbers the caller may not read by themselves
  std::set<std::string> total_elsewhere_, elsewhere_;  // levels whose processes have more rows
};

}  // namespace dondoc::indicator
