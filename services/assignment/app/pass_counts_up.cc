#include "services/assignment/app/pass_counts_up.h"

#include "common/status/status.h"
#include "services/assignment/storage/counts_storage.h"
#include "services/assignment/storage/fact_outbox.h"

namespace dondoc::assignment {

absl::Status PassCountsUp(pg::Transaction& tx, const Context& context, std::span<const Contribution> contributions,
                          const std::string& trace) {
  const FactContext facts{context.ids, context.clock.Now(), trace};
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Contribution> up, TakeContributions(tx, contributions));
  return AppendContributions(tx, facts, up);
}

}  // namespace dondoc::assignment
