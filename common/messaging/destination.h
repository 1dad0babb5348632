// Where a fact goes, and the names of the keys in Redis that belong to a stream. Pure, thread-safe.
//
// A service of a cell has one stream for each destination: the level whose units the fact concerns, or all levels. Two
// cells that send to the same level have streams of their own, as each numbers its facts by itself. The tag in braces
// keeps the keys of one destination in one slot, should Redis be a cluster.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace dondoc::messaging {

enum class Destination { kAll, kCentral, kProvince, kDistrict, kCommune };

inline constexpr std::array kDestinations{Destination::kAll, Destination::kCentral, Destination::kProvince,
                                          Destination::kDistrict, Destination::kCommune};

// "all", "central", "province", "district", "commune".
std::string_view ToString(Destination destination);
std::optional<Destination> ParseDestination(std::string_view text);

// "dondoc:{commune}:indicator:main": the facts of service `source` in `cell` for that destination.
std::string StreamKey(Destination destination, std::string_view source, std::string_view cell = "main");

// "<generation>:<lease epoch>": which life of the stream this is and which relay may write to it.
std::string EpochKey(std::string_view stream);

// A hash: for each consumer, and as "*" for all required ones together, "<generation>:<number>" up to which it has
// everything.
std::string ConfirmedKey(std::string_view stream);
inline constexpr std::string_view kConfirmedByAll = "*";

}  // namespace dondoc::messaging
