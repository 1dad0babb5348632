#include <vector>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "dondoc/indicator/v1/indicator_events.pb.h"
#include "services/indicator/events/consumers.h"
#include "services/indicator/storage/indicator_storage.h"

namespace dondoc::indicator::events {

messaging::Handler OnIndicatorDefined(app::Context&) {
  return [](pg::Transaction& tx, std::span<const messaging::Fact> facts) -> absl::Status {
    std::vector<Indicator> indicators;
    for (const messaging::Fact& fact : facts) {
      DONDOC_ASSIGN_OR_RETURN(const auto message, messaging::Decode<v1::IndicatorDefined>(fact));
      const auto kind = ParseIndicatorKind(message.kind());
      const auto over_time = ParseOverTime(message.over_time());
      if (!IsUuid(message.indicator_id())) return InvalidField("indicator_id", "BAD_FACT", "is no UUID");
      if (!kind) return InvalidField("kind", "BAD_FACT", "is no kind of indicator");
      if (!over_time) return InvalidField("over_time", "BAD_FACT", "is no way to add up over time");
      indicators.push_back({message.indicator_id(), message.code(), message.name(), *kind, message.measure(),
                            *over_time, message.description(), fact.time});
    }
    return KeepIndicators(tx, indicators);
  };
}

}  // namespace dondoc::indicator::events
