// Which levels a process serves and which cells there are: what it reads and whose confirmation its facts wait for.
// Pure, thread-safe.
//
// Levels: "all", or some of "central", "province", "district", "commune". Cells: each is "name" (serves all levels) or
// "name:level+level"; the cell is a set of processes with a database of their own (ARCHITECTURE.md).
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/messaging/destination.h"

namespace dondoc::service {

struct Topology {
  std::set<messaging::Destination> levels;                        // that this process serves; never kAll
  std::map<std::string, std::set<messaging::Destination>> cells;  // every cell with its levels

  // Streams of `source` that this process reads: of every cell, for its levels and for all.
  std::vector<std::string> StreamsOf(std::string_view source) const;

  // Names of the consumers that must have confirmed a fact for each destination: the services of every cell that serves
  // it.
  std::map<messaging::Destination, std::vector<std::string>> RequiredConsumers(
      const std::vector<std::string>& services) const;
};

// The name of a service's consumer in a cell: "assignment.main".
std::string ConsumerName(std::string_view service, std::string_view cell);

// INVALID_ARGUMENT, reason BAD_TOPOLOGY, for an unknown level or a cell list without `cell`.
absl::StatusOr<Topology> ParseTopology(const std::vector<std::string>& levels, std::string_view cell,
                                       const std::vector<std::string>& cells);

}  // namespace dondoc::service
