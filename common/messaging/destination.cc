#include "common/messaging/destination.h"

#include <fmt/core.h>

namespace dondoc::messaging {

std::string_view ToString(Destination destination) {
  switch (destination) {
    case Destination::kAll:
      return "all";
    case Destination::kCentral:
      return "central";
    case Destination::kProvince:
      return "province";
    case Destination::kDistrict:
      return "district";
    case Destination::kCommune:
      return "commune";
  }
  return "all";
}

std::optional<Destination> ParseDestination(std::string_view text) {
  for (const Destination destination : kDestinations) {
    if (ToString(destination) == text) return destination;
  }
  return std::nullopt;
}

std::string StreamKey(Destination destination, std::string_view source, std::string_view cell) {
  return fmt::format("dondoc:{{{}}}:{}:{}", ToString(destination), source, cell);
}

std::string EpochKey(std::string_view stream) { return std::string(stream) + ":epoch"; }
std::string ConfirmedKey(std::string_view stream) { return std::string(stream) + ":confirmed"; }

}  // namespace dondoc::messaging
