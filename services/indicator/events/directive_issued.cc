#include <vector>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/directive/v1/directive_events.pb.h"
#include "services/indicator/events/consumers.h"
#include "services/indicator/storage/target_storage.h"

namespace dondoc::indicator::events {
namespace {

absl::StatusOr<Target> ToTarget(const directive::v1::DirectiveIssued& issued,
                                const directive::v1::IssuedTarget& target) {
  const auto comparator = ParseComparator(target.comparator());
  if (!IsUuid(target.target_id())) return InvalidField("targets.target_id", "BAD_FACT", "is no UUID");
  if (!comparator) return InvalidField("targets.comparator", "BAD_FACT", "is no comparator");
  if (target.from_year() < 0 || target.to_year() < 0)
    return InvalidField("targets.from_year", "BAD_FACT", "is no year");
  Target kept;
  kept.id = target.target_id();
  kept.directive_id = issued.directive_id();
  kept.directive_number = issued.number();
  kept.unit_id = issued.issuer_unit_id();
  kept.text = target.text();
  kept.comparator = *comparator;
  // A figure that a machine cannot compare is still a target that people want to see.
  if (ParseDecimal(target.value())) kept.value = target.value();
  kept.measure = target.measure();
  kept.from_year = target.from_year();
  kept.to_year = target.to_year();
  return kept;
}

}  // namespace

messaging::Handler OnDirectiveIssued(app::Context& context) {
  return [&context](pg::Transaction& tx, std::span<const messaging::Fact> facts) -> absl::Status {
    std::vector<Target> targets;
    for (const messaging::Fact& fact : facts) {
      DONDOC_ASSIGN_OR_RETURN(const auto issued, messaging::Decode<directive::v1::DirectiveIssued>(fact));
      if (issued.targets().empty()) continue;
      if (!IsUuid(issued.directive_id())) return InvalidField("directive_id", "BAD_FACT", "is no UUID");
      if (!IsUuid(issued.issuer_unit_id())) return InvalidField("issuer_unit_id", "BAD_FACT", "is no UUID");
      for (const auto& target : issued.targets()) {
        DONDOC_ASSIGN_OR_RETURN(Target kept, ToTarget(issued, target));
        targets.push_back(std::move(kept));
      }
    }
    return targets.empty() ? absl::OkStatus() : InsertTargets(tx, targets, context.clock.Now());
  };
}

}  // namespace dondoc::indicator::events
