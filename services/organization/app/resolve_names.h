// Says what names in a document mean.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/organization/app/context.h"
#include "services/organization/domain/name_resolution/group_reading.h"

namespace dondoc::organization {

struct NamesQuestion {
  std::vector<std::string> names;
  std::string context_unit_id;  // empty for the Government
  std::optional<Day> day;       // nothing for today
};

struct ResolvedName {
  std::optional<Unit> unit;
  std::optional<Group> group;        // where there is no unit; it has a member on that day
  std::vector<Unit> candidates;      // where the name is not clear
  std::optional<Group> empty_group;  // where it is not clear because this group has no member on that day
};

struct ResolvedNames {
  std::vector<ResolvedName> names;  // one for each, in order
  std::int64_t tree_change = 0;     // a copy of the tree that has this change has all that is named
};

// A group that has no member is not clear: a task for it would be nobody's. Seen from a unit that does not exist on
// that day no group is clear, and names of units are those of what it was last below. NOT_FOUND (UNIT_NOT_FOUND) for
// the context. Before the first import no name is clear.
absl::StatusOr<ResolvedNames> ResolveNames(const Context& context, const NamesQuestion& question);

}  // namespace dondoc::organization
