#include "common/service/topology.h"

#include <fmt/core.h>

#include "common/status/status.h"

namespace dondoc::service {
namespace {

using messaging::Destination;

absl::StatusOr<std::set<Destination>> ParseLevels(const std::vector<std::string>& names) {
  std::set<Destination> levels;
  for (const std::string& name : names) {
    const auto level = messaging::ParseDestination(name);
    if (!level) {
      return Error(absl::StatusCode::kInvalidArgument, "BAD_TOPOLOGY",
                   fmt::format("'{}' is no level: want all, central, province, district or commune", name));
    }
    for (const Destination each : messaging::kDestinations) {
      if (each != Destination::kAll && (*level == Destination::kAll || *level == each)) levels.insert(each);
    }
  }
  if (levels.empty()) return Error(absl::StatusCode::kInvalidArgument, "BAD_TOPOLOGY", "no level is served");
  return levels;
}

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(separator, at), text.size());
    if (end > at) parts.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

}  // namespace

std::string ConsumerName(std::string_view service, std::string_view cell) {
  return fmt::format("{}.{}", service, cell);
}

std::vector<std::string> Topology::StreamsOf(std::string_view source) const {
  std::vector<std::string> streams;
  for (const auto& [cell, served] : cells) {
    streams.push_back(messaging::StreamKey(Destination::kAll, source, cell));
    for (const Destination level : levels) streams.push_back(messaging::StreamKey(level, source, cell));
  }
  return streams;
}

std::map<Destination, std::vector<std::string>> Topology::RequiredConsumers(
    const std::vector<std::string>& services) const {
  std::map<Destination, std::vector<std::string>> required;
  for (const Destination destination : messaging::kDestinations) {
    std::vector<std::string>& names = required[destination];
    for (const auto& [cell, served] : cells) {
      if (destination != Destination::kAll && !served.contains(destination)) continue;
      for (const std::string& service : services) names.push_back(ConsumerName(service, cell));
    }
  }
  return required;
}

absl::StatusOr<Topology> ParseTopology(const std::vector<std::string>& levels, std::string_view cell,
                                       const std::vector<std::string>& cells) {
  Topology topology;
  DONDOC_ASSIGN_OR_RETURN(topology.levels, ParseLevels(levels));
  for (const std::string& entry : cells) {
    const auto colon = entry.find(':');
    const std::string served = colon == std::string::npos ? "all" : entry.substr(colon + 1);
    DONDOC_ASSIGN_OR_RETURN(topology.cells[entry.substr(0, colon)], ParseLevels(Split(served, '+')));
  }
  if (!topology.cells.contains(std::string(cell))) {
    return Error(absl::StatusCode::kInvalidArgument, "BAD_TOPOLOGY",
                 fmt::format("the cell '{}' is not among the cells", cell));
  }
  return topology;
}

}  // namespace dondoc::service
