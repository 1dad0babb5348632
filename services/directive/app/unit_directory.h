// Who is meant by names: the organization service, seen from here. An interface because it is another process; its one
// real implementation is rpc/organization_directory.h.
//
// Thread-safe. Errors: UNAVAILABLE or DEADLINE_EXCEEDED where it cannot be asked now.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/time/day.h"
#include "services/directive/domain/named_body.h"

namespace dondoc::directive::app {

struct ResolvedNames {
  std::vector<NamedBody> bodies;  // one for each name, in the same order
  std::int64_t tree_change = 0;   // of the tree that they were read from
};

struct KnownUnit {
  std::string id;
  std::string name;
  Level level = Level::kCommune;
  std::int64_t tree_change = 0;
};

class UnitDirectory {
 public:
  virtual ~UnitDirectory() = default;

  // What names mean on a day, seen from a unit (from nowhere where that is empty).
  virtual absl::StatusOr<ResolvedNames> Resolve(const std::vector<std::string>& names, const std::string& seen_from,
                                                std::optional<Day> day) = 0;

  // NOT_FOUND (UNIT_NOT_FOUND).
  virtual absl::StatusOr<KnownUnit> FindUnit(const std::string& id) = 0;

  // OK where all of these units exist on the day, and each of these groups has a member on it; their meaning is known.
  // FAILED_PRECONDITION (UNIT_ENDED) naming those that do not: they have ended by then, or have not begun.
  virtual absl::Status RequireExisting(const std::vector<NamedBody>& bodies, Day day) = 0;
};

}  // namespace dondoc::directive::app
