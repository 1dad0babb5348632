#include "services/indicator/storage/fact_outbox.h"

#include <map>
#include <tuple>

#include "common/messaging/outbox.h"
#include "common/status/status.h"
#include "dondoc/indicator/v1/indicator_events.pb.h"

namespace dondoc::indicator {
namespace {

absl::StatusOr<messaging::Destination> DestinationOf(const std::string& level) {
  if (level == "CENTRAL") return messaging::Destination::kCentral;
  if (level == "PROVINCE") return messaging::Destination::kProvince;
  if (level == "DISTRICT") return messaging::Destination::kDistrict;
  if (level == "COMMUNE") return messaging::Destination::kCommune;
  return Internal("there is no level '" + level + "'");
}

messaging::OutgoingFact FactOf(const FactSource& source, messaging::Destination destination,
                               const google::protobuf::MessageLite& message) {
  return messaging::MakeFact(source.ids.NewId(), destination, source.now, message, source.trace);
}

}  // namespace

absl::Status AppendIndicatorDefined(pg::Transaction& tx, const FactSource& source, const Indicator& indicator) {
  v1::IndicatorDefined message;
  message.set_indicator_id(indicator.id);
  message.set_code(indicator.code);
  message.set_name(indicator.name);
  message.set_kind(std::string(ToString(indicator.kind)));
  message.set_measure(indicator.measure);
  message.set_over_time(std::string(ToString(indicator.over_time)));
  message.set_description(indicator.description);
  const std::vector<messaging::OutgoingFact> facts{FactOf(source, messaging::Destination::kAll, message)};
  return messaging::Append(tx, facts);
}

absl::Status AppendValuesSubmitted(pg::Transaction& tx, const FactSource& source,
                                   std::span<const SubmittedFact> submissions) {
  std::vector<messaging::OutgoingFact> facts;
  for (const SubmittedFact& submission : submissions) {
    v1::ValuesSubmitted message;
    message.set_unit_id(submission.report.unit_id);
    message.set_period(submission.report.period);
    message.mutable_indicator_ids()->Assign(submission.indicator_ids.begin(), submission.indicator_ids.end());
    message.set_revised(submission.revised);
    DONDOC_ASSIGN_OR_RETURN(const messaging::Destination destination, DestinationOf(submission.level));
    facts.push_back(FactOf(source, destination, message));
  }
  return facts.empty() ? absl::OkStatus() : messaging::Append(tx, facts);
}

absl::Status AppendContributionsChanged(pg::Transaction& tx, const FactSource& source,
                                        std::span<const RollUp> roll_ups) {
  struct Outgoing {
    std::string level;
    v1::ContributionsChanged message;
  };
  // By unit above, unit and period: cells of one unit may have different units above, where it was moved between their
  // first numbers.
  std::map<std::tuple<std::string, std::string, std::string>, Outgoing> outgoing;
  for (const RollUp& roll_up : roll_ups) {
    if (!roll_up.superior_id) continue;
    if (!roll_up.superior_level) {
      return Unavailable("TREE_BEHIND", "the copy of the unit tree has no unit " + *roll_up.superior_id + " yet");
    }
    auto& [level, message] = outgoing[{*roll_up.superior_id, roll_up.key.unit_id, roll_up.key.period}];
    level = *roll_up.superior_level;
    v1::Contribution& cell = *message.add_cells();
    cell.set_indicator_id(roll_up.key.indicator_id);
    cell.set_version(roll_up.version);
    cell.set_numerator(roll_up.total.numerator);
    cell.set_denominator(roll_up.total.denominator);
    cell.set_reported_units(roll_up.total.reported_units);
  }
  std::vector<messaging::OutgoingFact> facts;
  for (auto& [key, fact] : outgoing) {
    std::tie(*fact.message.mutable_parent_unit_id(), *fact.message.mutable_child_unit_id(),
             *fact.message.mutable_period()) = key;
    DONDOC_ASSIGN_OR_RETURN(const messaging::Destination destination, DestinationOf(fact.level));
    facts.push_back(FactOf(source, destination, fact.message));
  }
  return facts.empty() ? absl::OkStatus() : messaging::Append(tx, facts);
}

}  // namespace dondoc::indicator
