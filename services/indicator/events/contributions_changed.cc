#include <vector>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/indicator/v1/indicator_events.pb.h"
#include "services/indicator/app/add_contributions.h"
#include "services/indicator/domain/period.h"
#include "services/indicator/events/consumers.h"

namespace dondoc::indicator::events {
namespace {

absl::Status Check(const v1::ContributionsChanged& message) {
  if (!IsUuid(message.parent_unit_id())) return InvalidField("parent_unit_id", "BAD_FACT", "is no UUID");
  if (!IsUuid(message.child_unit_id())) return InvalidField("child_unit_id", "BAD_FACT", "is no UUID");
  if (!ParsePeriod(message.period()).ok()) return InvalidField("period", "BAD_FACT", "is no period");
  for (const v1::Contribution& cell : message.cells()) {
    if (!IsUuid(cell.indicator_id())) return InvalidField("cells.indicator_id", "BAD_FACT", "is no UUID");
    if (cell.version() < 1) return InvalidField("cells.version", "BAD_FACT", "versions begin with 1");
    if (cell.numerator() < 0 || cell.denominator() < 0 || cell.reported_units() < 0) {
      return InvalidField("cells", "BAD_FACT", "a contribution is not below zero");
    }
  }
  return absl::OkStatus();
}

}  // namespace

messaging::Handler OnContributionsChanged(app::Context& context) {
  return [&context](pg::Transaction& tx, std::span<const messaging::Fact> facts) -> absl::Status {
    std::vector<Contribution> contributions;
    for (const messaging::Fact& fact : facts) {
      DONDOC_ASSIGN_OR_RETURN(const auto message, messaging::Decode<v1::ContributionsChanged>(fact));
      DONDOC_RETURN_IF_ERROR(Check(message));
      for (const v1::Contribution& cell : message.cells()) {
        contributions.push_back({
            .parent = {message.parent_unit_id(), message.period(), cell.indicator_id()},
            .child_id = message.child_unit_id(),
            .version = cell.version(),
            .total = {cell.numerator(), cell.denominator(), cell.reported_units()},
        });
      }
    }
    // Many facts become one change of a total; then no single one of them caused it.
    return app::AddContributions(context, tx, contributions, facts.size() == 1 ? facts.front().trace : "");
  };
}

}  // namespace dondoc::indicator::events
